import type { Failure, Timing } from './inTurn';

/** A Markdown table. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A workload as its row shows it. */
export interface Row {
  workload: string;
  /** Absent where numpy is, or where it was not run: `note` then says why. */
  numpy?: Timing | Failure | undefined;
  ours?: Timing | Failure | undefined;
  /** What is wanted, in words. */
  goal?: string | undefined;
  /** Whether it was reached; undefined without a goal or without numbers. */
  reached?: boolean | undefined;
  note?: string | undefined;
}

const rowHead = [
  'workload',
  'numpy s (computation / whole)',
  'ours s (computation / whole)',
  'ratio computation',
  'ratio whole',
  'peak numpy MiB',
  'peak ours MiB',
  'goal',
  'reached?',
  'notes',
];

/** The main table: a ratio is numpy's seconds over ours, above 1 where ours is faster. */
export function rowsTable(rows: readonly Row[]): string {
  return markdownTable(
    rowHead,
    rows.map(({ workload, numpy, ours, goal, reached, note }) => [
      workload,
      timingText(numpy),
      timingText(ours),
      ratioText(numpy, ours, 'computation'),
      ratioText(numpy, ours, 'wall'),
      peakText(numpy),
      peakText(ours),
      goal ?? '–',
      reached === undefined ? '–' : reached ? 'yes' : '**no**',
      [note, fewerRuns('numpy', numpy), fewerRuns('ours', ours)].filter(Boolean).join('; ') || '–',
    ]),
  );
}

/** numpy's time over ours; undefined when either is missing. */
export function ratio(
  numpy: Timing | Failure | undefined,
  ours: Timing | Failure | undefined,
  what: 'computation' | 'wall',
): number | undefined {
  return isTiming(numpy) && isTiming(ours) ? numpy[what] / ours[what] : undefined;
}

/** Whether there are numbers. */
export function isTiming(timing: Timing | Failure | undefined): timing is Timing {
  return timing !== undefined && !('failure' in timing);
}

/** Seconds to three digits. */
export function secondsText(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** `computation / whole`, or what went wrong. */
export function timingText(timing: Timing | Failure | undefined): string {
  if (timing === undefined) return '–';
  if (!isTiming(timing)) return `failed: ${timing.failure}`;
  return `${secondsText(timing.computation)} / ${secondsText(timing.wall)}`;
}

/** Peak memory in whole MiB. */
export function peakText(timing: Timing | Failure | undefined): string {
  return isTiming(timing) && timing.peakMiB !== undefined ? timing.peakMiB.toFixed(0) : '–';
}

function ratioText(numpy: Row['numpy'], ours: Row['ours'], what: 'computation' | 'wall'): string {
  return ratio(numpy, ours, what)?.toPrecision(3) ?? '–';
}

function fewerRuns(name: string, timing: Row['numpy']): string {
  if (!isTiming(timing) || timing.runs >= 5) return '';
  return `${name}: median of ${timing.runs}`;
}
