import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { chooseHost, installInto, withWorkspaceTrust, type Host } from '../workbench/desktop';
import { cacheFolder, packagedExtension, projectFolder } from '../workbench/paths';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { writeUserSettings } from '../workbench/userSettings';

/**
 * What VS Code may treat otherwise in Restricted Mode: what the extension contributes. What asks for trust itself (notebooks, variables) is told of it by
 * its suite, in either way.
 */
const restricted = [
  ...['contributions', 'surroundings', 'settings', 'terminalCommand', 'arrays', 'code', 'compare'],
  ...['similarityCommands', 'selectionEditor'],
].map((name) => `${name}.test.ts`);

/**
 * Run as `tsx hostMain.ts source|installed [NAME...]`: runs the suites of test/host in an extension host. `source` loads the extension from the source
 * tree into a window of Restricted Mode, for the suites that this concerns; `installed` installs the packaged extension, trusts the folder, and
 * runs them all, or those whose files hold one of the names.
 */
async function main(mode: string, names: string[]): Promise<void> {
  const installed = mode === 'installed';
  // Apart for each mode, as both may run at once.
  const bundled = join(cacheFolder, 'host-tests', mode);
  const all = (await readdir(join(projectFolder, 'test', 'host'))).filter((name) => name.endsWith('.test.ts'));
  const named = all.filter((file) => names.length === 0 || names.some((name) => file.includes(name)));
  await bundleSuites(bundled, installed ? named : restricted);
  const host = await chooseHost();
  console.log(`  in ${host.name}`);
  const temporary = temporaryFolder('window');
  const place = (name: string) => join(temporary, name);
  await writeUserSettings(place('user'), { trusted: installed });
  await mkdir(place('folder'));
  await mkdir(place('extensions'));
  if (installed) await installInto(host, packagedExtension, place('extensions'), place('user'));
  await runSuites({
    host: installed ? host : await withWorkspaceTrust(host),
    // VS Code runs tests only beside an extension in development; the installed one must not be it.
    bundled,
    developed: installed ? await emptyExtension(place('empty')) : projectFolder,
    folder: place('folder'),
    userData: place('user'),
    extensions: place('extensions'),
    trusted: installed,
  });
}

interface Surroundings {
  host: Host;
  bundled: string;
  developed: string;
  folder: string;
  userData: string;
  extensions: string;
  trusted: boolean;
}

async function runSuites({
  host,
  bundled,
  developed,
  folder,
  userData,
  extensions,
  trusted,
}: Surroundings): Promise<void> {
  const from = developed === projectFolder ? projectFolder : extensions;
  await runTests({
    vscodeExecutablePath: host.executable,
    extensionDevelopmentPath: developed,
    extensionTestsPath: join(bundled, 'index.js'),
    launchArgs: [folder, `--user-data-dir=${userData}`, `--extensions-dir=${extensions}`],
    extensionTestsEnv: { CCA_LENS_EXPECTED: JSON.stringify({ extensionIn: from, trusted }) },
  });
}

/** Suites run from built files, like the extension; mocha stays outside so that all of them share one. */
async function bundleSuites(bundled: string, suites: readonly string[]): Promise<void> {
  await rm(bundled, { recursive: true, force: true });
  await build({
    entryPoints: ['index.ts', ...suites].map((name) => join(projectFolder, 'test', 'host', name)),
    outdir: bundled,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}

async function emptyExtension(folder: string): Promise<string> {
  await mkdir(folder);
  const manifest = { name: 'empty', publisher: 'test', version: '0.0.1', engines: { vscode: '^1.100.0' } };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

main(process.argv[2] ?? '', process.argv.slice(3)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
