import { spawnSync } from 'node:child_process';

let known: boolean | undefined;

/** Whether python3 with numpy is there; says on standard output, once a suite, that it is not and that its tests do not count. */
export function hasNumpy(suite: string): boolean {
  known ??= spawnSync('python3', ['-c', 'import numpy']).status === 0;
  if (!known) process.stdout.write(`    (${suite}: python3 with numpy is absent; its Python is not run)\n`);
  return known;
}

/** What a program in Python prints. @throws Error with what it says when it fails. */
export function runPython(program: string): string {
  const { status, stdout, stderr } = runPythonWith('-c', program);
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** How python3 ended that was started with these words, a script and its own for example. */
export function runPythonWith(...words: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync('python3', words, { encoding: 'utf8' });
}
