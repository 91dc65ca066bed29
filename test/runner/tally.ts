import { existsSync, readFileSync } from 'node:fs';

/** How many tests, or checks, passed and failed. */
export interface Tally {
  passed: number;
  failed: number;
}

/** What one part of a run counted, under the name by which the summary shows it. */
export interface Part extends Tally {
  name: string;
}

/** The sum over parts. */
export function sum(parts: readonly Tally[]): Tally {
  return parts.reduce<Tally>((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), {
    passed: 0,
    failed: 0,
  });
}

/**
 * What a process that ran tests has counted, from the file it left and its exit code. It is never less than one: no file, no test, or
 * a bad end after good tests count as a failure.
 */
export function tallyOf(file: string, exitCode: number): Tally {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { passed, failed } = JSON.parse(readFileSync(file, 'utf8')) as Tally;
  const unexplained = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: unexplained ? 1 : failed };
}

/** The line with which every run ends. */
export function lastLine({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`;
}
