import { measure, type Command, type Run } from './measure';
import { progress } from './progress';

/** A command under the name that progress shows, and how to find the seconds of computation alone in what it prints. */
export interface Contender {
  name: string;
  command: Command;
  computation(output: unknown): number;
}

/** Medians over the runs that counted; `failure` instead of numbers when the command ended badly. */
export interface Timing {
  /** Seconds of computation, reading included: median. */
  computation: number;
  /** Seconds from start to exit of the process: median. */
  wall: number;
  /** Largest peak over the runs. */
  peakMiB: number | undefined;
  /** Runs that counted. */
  runs: number;
  output: unknown;
}

/** Why a command gave no numbers. */
export interface Failure {
  failure: string;
}

/** Over so many seconds, a first run counts as well: what a warm-up makes up for (files not yet in memory) is lost in so long a run. */
const long = 60;

/**
 * Measures commands in turn (A B A B ...), so that a machine that slows down slows all of them: one warm-up each, which counts
 * only where it takes over a minute, until `runs` of each have counted.
 */
export async function inTurn(contenders: readonly Contender[], runs: number): Promise<(Timing | Failure)[]> {
  const entries = contenders.map((contender) => ({ contender, done: [] as Run[], wanted: 0, failure: '' }));
  const step = async (entry: (typeof entries)[number], label: string): Promise<void> => {
    const { name, command, computation } = entry.contender;
    try {
      const run = await measure(command);
      entry.done.push(run);
      progress(`  ${name}, ${label}: ${computation(run.output).toFixed(3)} s (whole ${run.wall.toFixed(3)} s)`);
    } catch (error) {
      entry.failure = error instanceof Error ? error.message : String(error);
      // The benchmark goes on, and its table says what failed; but its end is not a good one.
      process.exitCode = 1;
      progress(`  ${name}, ${label}: ${entry.failure}`);
    }
  };
  for (const entry of entries) {
    await step(entry, 'warm-up');
    const wall = entry.done[0]?.wall ?? 0;
    entry.wanted = entry.failure ? 0 : wall > long ? runs - 1 : runs;
  }
  for (let round = 1; entries.some(({ wanted }) => wanted >= round); round++) {
    for (const entry of entries) if (!entry.failure && entry.wanted >= round) await step(entry, `run ${round}`);
  }
  return entries.map(({ contender, done, failure }) => (failure ? { failure } : summary(contender, done.slice(-runs))));
}

function summary({ computation }: Contender, counted: readonly Run[]): Timing {
  const peaks = counted.flatMap(({ peakMiB }) => peakMiB ?? []);
  return {
    computation: median(counted.map(({ output }) => computation(output))),
    wall: median(counted.map(({ wall }) => wall)),
    peakMiB: peaks.length > 0 ? Math.max(...peaks) : undefined,
    runs: counted.length,
    output: counted.at(-1)!.output,
  };
}

/** The middle of the values, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2;
}
