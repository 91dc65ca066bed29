import type { StdioOptions } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureSlurm } from './cluster/ensureSlurm';
import { lastLine, sum, tallyOf, type Part } from './runner/tally';
import { sideBySide, type Job, type Output } from './runner/sideBySide';
import { ensureTorch } from './torch';
import { ensureBrowser } from './workbench/browser';
import { runGroup } from './workbench/childProcesses';
import { installCodeServer } from './workbench/codeServer';
import { packagedExtension, projectFolder } from './workbench/paths';
import { temporaryFolder } from './workbench/temporaryFolder';

/** One lane more than the two cores that a machine has at least: tests of a real VS Code mostly wait. */
const lanes = 3;

/**
 * How V8 collects garbage of the unit tests, which without this is a quarter of their processor time: beside another job its helpers would only be
 * in the way, and a heap that may grow in MB from the start is not looked through again and again.
 */
const collection = [
  '--single-threaded-gc',
  '--min-semi-space-size=16',
  '--max-semi-space-size=32',
  '--initial-old-space-size=256',
];

/**
 * Run as `tsx test/run.ts [PART] [NAME...]`: builds and checks the project and runs all its tests, or the unit, host or page tests alone,
 * of which names narrow down the tests to the files whose paths hold one of them. Ends with `N passed, N failed`; the exit
 * code is 0 only when nothing failed and something passed.
 */
async function main(): Promise<void> {
  const [part = 'all', ...names] = process.argv.slice(2);
  if (!['all', 'checks', 'unit', 'host', 'page'].includes(part)) throw new Error(`There are no ${part} tests.`);
  for (const name of names)
    if (testFiles([name], () => true).length === 0) throw new Error(`No test file has ${name} in its path.`);
  const wanted = (name: string) => part === 'all' || part === name;

  // Both write dist, which everything else reads.
  const parts = [await check('build', ['esbuild.mjs'])];
  if (wanted('host') && parts[0]!.failed === 0) parts.push(await packageExtension());
  if (sum(parts).failed > 0) {
    console.log('Nothing else was run: this counts as one failure.');
    return end(parts);
  }

  // The longest first, so that all lanes end at about the same time.
  const jobs: Job[] = [];
  if (wanted('page')) {
    await ensureBrowser();
    await installCodeServer();
    // Pages alone in a browser keep it busy, while a VS Code mostly waits: side by side they take little longer than one of them.
    const isAlone = (path: string) => path.startsWith('page/alone/');
    const alone = testFiles(names, isAlone);
    const inWindow = testFiles(names, (path) => path.startsWith('page/') && !isAlone(path));
    if (inWindow.length > 0 || alone.length === 0)
      jobs.push(tests('page tests in VS Code', 'mochaMain.ts', ['600000', ...inWindow]));
    if (alone.length > 0) jobs.push(tests('page tests without VS Code', 'mochaMain.ts', ['600000', ...alone]));
  }
  if (wanted('unit')) {
    await ensureTorch();
    await ensureSlurm();
    const shares = dealt(testFiles(names, (path) => !/^(host|page)\//.test(path)));
    for (const [i, files] of shares.entries()) {
      const name = shares.length === 1 ? 'unit tests' : `unit tests, ${i + 1} of ${shares.length}`;
      jobs.push(tests(name, 'mochaMain.ts', ['300000', ...files], collection));
    }
  }
  if (wanted('host')) {
    jobs.push(tests('host tests, installed .vsix, trusted folder', 'hostMain.ts', ['installed', ...names]));
    if (names.length === 0) jobs.push(tests('host tests, source tree, Restricted Mode', 'hostMain.ts', ['source']));
  }
  if (wanted('checks')) {
    for (const project of ['src', 'webview', 'test'])
      jobs.push(checking(`types of ${project}`, tool('typescript', 'tsc'), ['-p', project]));
    jobs.push(checking('lint', tool('eslint', 'eslint'), ['.']));
    jobs.push(checking('format', tool('prettier', 'prettier'), ['--check', '--log-level=warn', '.']));
  }
  end([...parts, ...(await sideBySide(jobs, lanes))]);
}

/** Prints what every part counted, and their sum at last. */
function end(parts: readonly Part[]): void {
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

/** A job that runs a script of Node, which says by its exit code whether all is well. */
function checking(name: string, script: string, args: string[]): Job {
  return { name, run: (output) => check(name, [script, ...args], process.execPath, output) };
}

/** Runs a program, by default a script of Node, that says by its exit code whether all is well. */
async function check(
  name: string,
  args: string[],
  program = process.execPath,
  output: Output = 'inherit',
): Promise<Part> {
  const stdio: StdioOptions = ['ignore', output, output];
  const failed = (await runGroup(program, args, { cwd: projectFolder, stdio })) === 0 ? 0 : 1;
  return { name, passed: 1 - failed, failed };
}

/** The .vsix as `npm run package` makes it, which must stay small. */
async function packageExtension(): Promise<Part> {
  const name = '.vsix under 3 MiB';
  mkdirSync(join(packagedExtension, '..'), { recursive: true });
  rmSync(packagedExtension, { force: true });
  const made = await check(name, ['run', '--silent', 'package', '--', '--out', packagedExtension], 'npm');
  if (made.failed > 0 || statSync(packagedExtension).size < 3 * 2 ** 20) return made;
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

/**
 * Files dealt like cards, so that slow rooms are shared out, to as many processes as are worth their start: side by side they use every core, and what
 * one of them waits for holds up none of the others.
 */
function dealt(files: string[]): string[][] {
  const count = Math.min(4, Math.max(1, Math.round(files.length / 40)));
  return Array.from({ length: count }, (_, i) => files.filter((_file, at) => at % count === i));
}

let temporary: string | undefined;

/**
 * The environment in which programs find their place for temporary files: one of this run, which is removed with what they leave there, as VS
 * Code does its sockets. Elsewhere than on Linux paths of sockets would become too long.
 */
function ownTemporary(): Record<string, string> {
  if (process.platform !== 'linux') return {};
  return { TMPDIR: (temporary ??= temporaryFolder('run')) };
}

/** A job that runs a script of test/runner in a process of its own and takes over what it counted. */
function tests(name: string, script: string, args: string[], flags: string[] = []): Job {
  return {
    name,
    async run(output) {
      const tally = join(temporaryFolder('tally'), 'tally.json');
      const tsx = pathToFileURL(createRequire(join(projectFolder, 'package.json')).resolve('tsx')).href;
      const file = join(projectFolder, 'test', 'runner', script);
      const env = { ...process.env, ...ownTemporary(), CCA_LENS_TALLY: tally };
      const stdio: StdioOptions = ['ignore', output, output];
      const options = { cwd: projectFolder, env, stdio };
      const code = await runGroup(process.execPath, [...flags, '--import', tsx, file, ...args], options);
      return { name, ...tallyOf(tally, code) };
    },
  };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.log(lastLine({ passed: 0, failed: 1 }));
  process.exitCode = 1;
});
