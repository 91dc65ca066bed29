import { storedRows } from '../../formats/derived/rows';
import { rowsArray } from '../../formats/derived/rowsSource';
import { matrix } from '../../linalg/matrix';
import type { SideIdentity } from '../../protocol/sideIdentity';
import type { SampleFacts } from '../../similarity/remarks/sampleFacts';
import { startRanges, startRows } from '../../similarity/routes/startOf';
import { openArray } from '../arrays/openArray';
import { equalValues } from './equalValues';
import { readInto } from './readInto';
import { rowReader } from './rowReader';

/** Values of sequences that are looked at. */
const mostOfSequences = 1 << 20;

/**
 * How some sequences from all over a file end, whatever is made of them; undefined for what is no file of sequences. @throws FileChangedError, errors of
 * reading.
 */
export async function paddingOf({ address, stored }: SideIdentity): Promise<SampleFacts['padding']> {
  // What a mask leaves is no padding.
  if (address.recipe?.kind !== 'sequence' || address.recipe.mask !== undefined || !stored) return undefined;
  const [sequences, steps, neurons] = stored.shape as [number, number, number];
  const array = await openArray({ ...address, recipe: undefined, order: undefined });
  try {
    const whole = rowsArray(storedRows(array), array.name);
    const reader = rowReader({ ...array, ...whole }, { alongSecondAxis: false }, new Set(['f8']));
    const most = Math.min(sequences, startRows, Math.max(1, Math.floor(mostOfSequences / (steps * neurons))));
    const padding = { sequences: 0, padded: 0, steps: 0, paddedSteps: 0 };
    for (const [from, to] of startRanges(sequences, most)) {
      const X = matrix(to - from, steps * neurons);
      await readInto(X, reader, from, to, 0);
      for (let i = 0; i < X.rows; i++) {
        const end = paddedSteps(X.data.subarray(i * X.columns, (i + 1) * X.columns), steps, neurons);
        padding.sequences++;
        padding.steps += steps;
        padding.paddedSteps += end;
        if (end > 0) padding.padded++;
      }
    }
    return padding;
  } finally {
    await array.close();
  }
}

/** Steps at the end of a sequence that are all zeros, or, from two on, one vector; 0 where the whole sequence is. */
function paddedSteps(values: Float64Array, steps: number, neurons: number): number {
  const step = (t: number): Float64Array => values.subarray(t * neurons, (t + 1) * neurons);
  const last = step(steps - 1);
  let count = 1;
  while (count < steps && equalValues(step(steps - 1 - count), last)) count++;
  if (count === steps || (count === 1 && last.some((value) => value !== 0))) return 0;
  return count;
}
