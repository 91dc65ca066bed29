import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startGroup } from '../workbench/childProcesses';
import { projectFolder } from '../workbench/paths';
import { temporaryFolder } from '../workbench/temporaryFolder';

/** A program to measure; it prints one JSON document. */
export interface Command {
  program: string;
  args: string[];
  env?: Record<string, string>;
}

/** One run of a program from its start to its end. */
export interface Run {
  /** Seconds from starting the process to its exit. */
  wall: number;
  /** The most memory that the process ever held, in MiB; undefined where the system does not tell. */
  peakMiB: number | undefined;
  /** The document it printed. */
  output: unknown;
}

const timeProgram = '/usr/bin/time';

/**
 * Runs a program once. Peak memory is what the system counted (GNU time), else the high-water mark that Linux shows of a live process, looked
 * at every 20 ms. Neither program measured here starts further processes, so the process is its own largest.
 * @throws Error with the last line of standard error when it ends badly or prints no JSON.
 */
export async function measure({ program, args, env = {} }: Command): Promise<Run> {
  const tally = hasGnuTime() ? join(temporaryFolder('bench'), 'peak') : undefined;
  const [head, ...rest] = tally ? [timeProgram, '-f', '%M', '-o', tally, program, ...args] : [program, ...args];
  const start = performance.now();
  const child = startGroup(head!, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: projectFolder,
    env: { ...process.env, ...env },
  });
  let wall = 0;
  let polled: number | undefined;
  const timer = setInterval(() => (polled = (tally ? undefined : highWaterMark(child.pid)) ?? polled), 20);
  child.once('exit', () => (wall = (performance.now() - start) / 1000));
  const printed = { out: '', err: '' };
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (printed.out += text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (printed.err += text));
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (code !== 0) throw new Error(printed.err.trim().split('\n').at(-1) || `${program} ended with code ${code}`);
    return { wall, peakMiB: tally ? countedPeak(tally) : polled, output: JSON.parse(printed.out) };
  } finally {
    clearInterval(timer);
  }
}

let gnuTime: boolean | undefined;

function hasGnuTime(): boolean {
  gnuTime ??= /GNU/.test(spawnSync(timeProgram, ['--version'], { encoding: 'utf8' }).stdout ?? '');
  return gnuTime;
}

function countedPeak(file: string): number {
  return Number(readFileSync(file, 'utf8').trim().split('\n').at(-1)) / 1024;
}

function highWaterMark(pid: number | undefined): number | undefined {
  try {
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return found ? Number(found[1]) / 1024 : undefined;
  } catch {
    return undefined;
  }
}
