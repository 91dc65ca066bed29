import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { answer } from '../../src/cli/answer';
import { LensError } from '../../src/facts/errors';
import { useKernels } from '../../src/linalg/activeKernels';
import { plainKernels } from '../../src/linalg/plain/kernels';
import { projectFolder } from '../workbench/paths';

/** What the command line of dist does in a process of its own: its exit code and what it prints. */
export function run(...args: string[]): { code: number | null; out: string; err: string } {
  return runIn(process.cwd(), ...args);
}

/** The same in another folder. */
export function runIn(cwd: string, ...args: string[]): { code: number | null; out: string; err: string } {
  return runWith({ cwd }, ...args);
}

/** The same in another folder or environment. */
export function runWith(
  where: { cwd?: string; env?: NodeJS.ProcessEnv },
  ...args: string[]
): { code: number | null; out: string; err: string } {
  const cli = join(projectFolder, 'dist', 'cli.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { ...where, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

/** Commands that compute, with as many workers as there are cores unless they are told otherwise. */
const computing = ['classes', 'compare', 'directions', 'dynamics', 'groups', 'matrix', 'null', 'run'];

/**
 * What the command line prints, found in this thread: to start another process, or workers, takes longer than most answers. Last digits are
 * those of this engine's kernels, and may be others than those of a process.
 * @throws LensError.
 */
export async function printed(...args: string[]): Promise<string> {
  const alone = computing.includes(args[0]!) && !args.includes('--workers') ? ['--workers', '1'] : [];
  try {
    return `${await answer([...args, ...alone])}\n`;
  } finally {
    useKernels(plainKernels);
  }
}

/** What the command line prints as JSON, found in this process. */
export async function printedJson<Result>(...args: string[]): Promise<Result> {
  return JSON.parse(await printed(...args, '--json')) as Result;
}

/** Holds that words are refused with a code and a sentence of one line, which is yielded. */
export async function refused(code: string, ...args: string[]): Promise<string> {
  const error: unknown = await printed(...args).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof LensError, `${args.join(' ')}: ${String(error)}`);
  assert.equal(error.code, code, args.join(' '));
  assert.match(error.message, /^[^\n]+$/);
  return error.message;
}

/** Holds that a process refuses words as every refusal is told: exit code 2, and one line that has the code, with --json also in JSON. */
export function refusedByProcess(code: string, ...args: string[]): void {
  const found = run(...args, '--json');
  assert.equal(found.code, 2, args.join(' '));
  assert.match(found.err, new RegExp(`^cca-lens: ${code}: [^\\n]+\\n$`));
  assert.equal((JSON.parse(found.out) as { error: { code: string } }).error.code, code);
}
