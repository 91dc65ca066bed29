import { loadKernels } from '../../src/jobs/loadKernels';
import { useKernels } from '../../src/linalg/activeKernels';
import { cells, full, matrixSizes, type Cell } from './cells';
import { countMatrices, countPairs, type Count } from './counts';
import { faultOf, missedOf } from './judge';
import { scoring } from './permuted';

/** What a cell, or a size of matrices, is called. */
export function nameOf(cell: Cell | (typeof matrixSizes)[number]): string {
  if ('kind' in cell) return `${cell.n} x (${cell.p}, ${cell.q}) ${cell.kind}`;
  const which =
    cell.set === 'one' ? `${cell.layers} layers of one set` : `${cell.layers} against ${cell.layers} layers`;
  return `${which}, ${cell.n} samples`;
}

/** A table of counts by score and cell, in Markdown. */
function tableOf(heads: readonly string[], rows: ReadonlyMap<string, readonly string[]>): string {
  const lines = [...rows].map(([score, counts]) => `| ${[score, ...counts].join(' | ')} |`);
  return [`| score | ${heads.join(' | ')} |`, `| --- |${' ---: |'.repeat(heads.length)}`, ...lines].join('\n');
}

/** A count in a table: how many are clear, and how many tell nothing. */
function said({ clear, without, saturated, draws }: Count): string {
  const mute = without + saturated;
  return mute === draws ? '–' : mute === 0 ? String(clear) : `${clear} (${mute} –)`;
}

/**
 * Run as `tsx test/truth/run.ts [MEASURE...]`: 1,000 unrelated pairs of every cell, 1,000 matrices, and 100 related pairs of every cell, by every measure or by
 * those that are named. Prints the counts as Markdown, and every one that is outside of its bounds; the exit code is 1 if any is.
 */
async function main(): Promise<void> {
  const names = process.argv.slice(2);
  useKernels((await loadKernels()).kernels);
  const measures = scoring.filter(({ facts }) => names.length === 0 || names.includes(facts.id));
  const tables = {
    unrelated: new Map<string, string[]>(),
    best: new Map<string, string[]>(),
    related: new Map<string, string[]>(),
  };
  const faults: string[] = [];
  const note = (into: Map<string, string[]>, counts: readonly Count[], fault: (count: Count) => string | undefined) => {
    for (const count of counts) {
      into.set(count.score, [...(into.get(count.score) ?? []), said(count)]);
      const found = fault(count);
      if (found !== undefined) faults.push(found);
    }
  };
  for (const kernel of measures) {
    for (const cell of cells) {
      note(tables.unrelated, countPairs(cell, kernel, full.draws), (count) => faultOf(nameOf(cell), count));
      note(tables.related, countPairs(cell, kernel, full.draws / 10, true), (count) => missedOf(nameOf(cell), count));
    }
    for (const size of matrixSizes)
      note(tables.best, countMatrices(size, kernel, full.draws), (count) => faultOf(nameOf(size), count));
    console.error(`${kernel.facts.id} done`);
  }
  console.log(`Unrelated pairs with p <= 0.05, of 1,000:\n\n${tableOf(cells.map(nameOf), tables.unrelated)}\n`);
  console.log(`Best of many with p <= 0.05, of 1,000 matrices:\n\n${tableOf(matrixSizes.map(nameOf), tables.best)}\n`);
  console.log(`Related pairs with p <= 0.05, of 100:\n\n${tableOf(cells.map(nameOf), tables.related)}\n`);
  console.log(faults.length === 0 ? 'No count is outside of its bounds.' : faults.join('\n'));
  if (faults.length > 0) process.exitCode = 1;
}

if (require.main === module) void main();
