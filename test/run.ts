import type { StdioOptions } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { lastLine, sum, tallyOf, type Part } from './runner/tally';
import { ensureBrowser } from './workbench/browser';
import { runGroup } from './workbench/childProcesses';
import { installCodeServer } from './workbench/codeServer';
import { packagedExtension, projectFolder } from './workbench/paths';
import { temporaryFolder } from './workbench/temporaryFolder';

/**
 * Run as `tsx test/run.ts [PART] [NAME...]`: builds and checks the project and runs all its tests, or the unit, host or page tests alone,
 * of which names narrow down unit and page tests to the files whose paths hold one of them. Ends with `N passed, N failed`; the exit
 * code is 0 only when nothing failed and something passed.
 */
async function main(): Promise<void> {
  const [part = 'all', ...names] = process.argv.slice(2);
  const parts: Part[] = [];
  const add = (found: Part) => parts.push(found) && found.failed === 0;
  const wanted = (name: string) => part === 'all' || part === name;

  if (!['all', 'checks', 'unit', 'host', 'page'].includes(part)) throw new Error(`There are no ${part} tests.`);
  const built = add(await check('build', ['esbuild.mjs']));
  if (wanted('checks')) {
    for (const project of ['src', 'webview', 'test']) {
      add(await check(`types of ${project}`, [tool('typescript', 'tsc'), '-p', project]));
    }
    add(await check('lint', [tool('eslint', 'eslint'), '.']));
    add(await check('format', [tool('prettier', 'prettier'), '--check', '--log-level=warn', '.']));
  }
  if (wanted('unit'))
    add(
      await runHalves(
        'unit tests',
        testFiles(names, (path) => !/^(host|page)\//.test(path)),
        60_000,
      ),
    );
  const packaged = wanted('host') && built && add(await packageExtension());
  if (wanted('host')) {
    const source = 'host tests, source tree, Restricted Mode';
    add(built ? await runTests(source, 'hostMain.ts', ['source']) : notRun(source, 'the build failed'));
    const installed = 'host tests, installed .vsix, trusted folder';
    add(packaged ? await runTests(installed, 'hostMain.ts', ['installed']) : notRun(installed, 'there is no .vsix'));
  }
  if (wanted('page')) {
    const files = testFiles(names, (path) => path.startsWith('page/'));
    add(built ? await runPages(files) : notRun('page tests', 'the build failed'));
  }

  console.log('');
  for (const { name, ...tally } of parts) console.log(`${name}: ${lastLine(tally)}`);
  const total = sum(parts);
  console.log(lastLine(total));
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
}

/** The script of a tool among the devDependencies, to be run by this Node on any system. */
function tool(packageName: string, command: string): string {
  const manifest = join(projectFolder, 'node_modules', packageName, 'package.json');
  const { bin } = createRequire(manifest)(manifest) as { bin: string | Record<string, string> };
  return join(manifest, '..', typeof bin === 'string' ? bin : (bin[command] ?? ''));
}

/** Runs a program, by default a script of Node, that says by its exit code whether all is well. */
async function check(name: string, args: string[], program = process.execPath): Promise<Part> {
  heading(name);
  const failed = (await runGroup(program, args, { cwd: projectFolder })) === 0 ? 0 : 1;
  return { name, passed: 1 - failed, failed };
}

/** The .vsix as `npm run package` makes it, which must stay small. */
async function packageExtension(): Promise<Part> {
  const name = '.vsix under 3 MB';
  mkdirSync(join(packagedExtension, '..'), { recursive: true });
  rmSync(packagedExtension, { force: true });
  const made = await check(name, ['run', '--silent', 'package', '--', '--out', packagedExtension], 'npm');
  if (made.failed > 0 || statSync(packagedExtension).size < 3e6) return made;
  console.log(`The .vsix has ${statSync(packagedExtension).size} bytes.`);
  return { name, passed: 0, failed: 1 };
}

/** Paths of test files under test, relative to it and with forward slashes for `belongs`; absolute in the result. */
function testFiles(names: string[], belongs: (path: string) => boolean): string[] {
  const folder = join(projectFolder, 'test');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.test.ts') && belongs(path))
    .filter((path) => names.length === 0 || names.some((name) => path.includes(name)))
    .sort()
    .map((path) => join(folder, path));
}

/** Page tests, once what both of their processes need is there. */
async function runPages(files: string[]): Promise<Part> {
  await ensureBrowser();
  await installCodeServer();
  return runHalves('page tests', files, 120_000);
}

/**
 * Runs test files in two processes side by side, for most tests keep one core busy: helpers of V8's garbage collector would only be in their way.
 * What the second says follows when both have ended.
 */
async function runHalves(name: string, files: string[], timeout: number): Promise<Part> {
  const halves = [0, 1].map((half) => files.filter((_, i) => i % 2 === half)).filter((half) => half.length > 0);
  const said = join(temporaryFolder('half'), 'said.txt');
  const file = openSync(said, 'w');
  const parts = await Promise.all(
    halves.map((half, i) =>
      runTests(name, 'mochaMain.ts', [String(timeout), ...half], i === 0 ? 'inherit' : file, ['--single-threaded-gc']),
    ),
  );
  closeSync(file);
  console.log(readFileSync(said, 'utf8'));
  return { name, ...sum(parts) };
}

/** Runs a script of test/runner in a process of its own and takes over what it counted. */
async function runTests(
  name: string,
  script: string,
  args: string[],
  output: 'inherit' | number = 'inherit',
  flags: string[] = [],
): Promise<Part> {
  heading(name);
  const tally = join(temporaryFolder('tally'), 'tally.json');
  const tsx = pathToFileURL(createRequire(join(projectFolder, 'package.json')).resolve('tsx')).href;
  const file = join(projectFolder, 'test', 'runner', script);
  const env = { ...process.env, CCA_LENS_TALLY: tally };
  const stdio: StdioOptions = ['ignore', output, output];
  const code = await runGroup(process.execPath, [...flags, '--import', tsx, file, ...args], {
    cwd: projectFolder,
    env,
    stdio,
  });
  return { name, ...tallyOf(tally, code) };
}

function notRun(name: string, reason: string): Part {
  heading(name);
  console.log(`  not run, as ${reason}: this counts as a failure`);
  return { name, passed: 0, failed: 1 };
}

function heading(name: string): void {
  console.log(`\n== ${name}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.log(lastLine({ passed: 0, failed: 1 }));
  process.exitCode = 1;
});
