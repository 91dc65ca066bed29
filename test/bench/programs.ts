import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { projectFolder } from '../workbench/paths';
import type { Contender } from './inTurn';

/** What the benchmark was asked for, and the programs it measures. */
export interface Bench {
  /** Small inputs: to see that everything runs, not to learn how fast. */
  quick: boolean;
  runs: number;
  /** The Node that runs ours. */
  node: string;
  /** Our bundled command line. */
  cli: string;
  /** The library of the machine that computes beside WebAssembly, as --native takes it; undefined: none. */
  native: string | undefined;
  /** numpy's side; undefined where Python or numpy is absent, and then ours is measured alone. */
  python: Python | undefined;
}

/** A Python that has numpy. */
export interface Python {
  executable: string;
  python: string;
  numpy: string;
  blas: string;
}

const reference = fileURLToPath(new URL('reference.py', import.meta.url));

/** Our command line with these arguments; it prints milliseconds under `timings`; starting threads is no more computation than importing numpy. */
export function ours(bench: Bench, args: string[], name = 'ours'): Contender {
  return {
    name,
    command: { program: bench.node, args: [bench.cli, ...args, ...nativeArgs(bench), '--json'] },
    computation: (output) => {
      const { total, start } = (output as { timings: { total: number; start: number } }).timings;
      return (total - start) / 1000;
    },
  };
}

function nativeArgs({ native }: Bench): string[] {
  return native === undefined ? [] : [`--native=${native}`];
}

/** reference.py with these arguments, or none where numpy is absent. */
export function numpy(
  { python }: Bench,
  args: string[],
  env: Record<string, string> = {},
  name = 'numpy',
): Contender[] {
  if (python === undefined) return [];
  return [
    {
      name,
      command: { program: python.executable, args: [reference, ...args], env },
      computation: (output) => (output as { seconds: number }).seconds,
    },
  ];
}

/** The first Python on the path that has numpy. Its own executable is used: a launcher before it would count as numpy's time. */
export function findPython(): Python | undefined {
  for (const program of ['python3', 'python']) {
    const { status, stdout } = spawnSync(program, [reference, 'versions'], { encoding: 'utf8' });
    if (status === 0) return JSON.parse(stdout) as Python;
  }
  return undefined;
}

/** The arguments with which Node runs a script of this folder from source. */
export function sourceScript(name: string): string[] {
  const tsx = pathToFileURL(createRequire(join(projectFolder, 'package.json')).resolve('tsx')).href;
  return ['--import', tsx, fileURLToPath(new URL(name, import.meta.url))];
}
