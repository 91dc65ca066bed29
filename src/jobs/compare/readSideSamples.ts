import type { SideIdentity } from '../../protocol/sideIdentity';
import { drawnRows } from '../../similarity/samples/drawnRows';
import { neuronShare } from '../../similarity/routes/neuronProducts';
import { samplesOfNeurons, samplesOfRows, type SideSamples } from '../../similarity/samples/sideSamples';
import { filePasses } from '../passes/filePasses';
import { neuronsOf, samplesOf } from '../passes/filePair';
import { passesHere } from '../passes/passExecutor';
import { isHeld, type SamplesAsked } from '../samplesAsked';
import { readSamples } from '../trust/readSamples';

/** A side, of whose samples something is asked. */
export interface SideSamplesSpec {
  identity: SideIdentity;
  name: string;
  /** One byte for each row, 0 for those that are left out; absent when none is. */
  mask?: Uint8Array | undefined;
  asked: SamplesAsked;
}

/**
 * What measures ask of the samples of a side, in this thread: from its rows, of which no others are held than those that are drawn, or, where they are too
 * wide for that, from one pass over its neurons. `onRows` hears of rows that were read. @throws NonFiniteError, FileChangedError, errors of reading.
 */
export async function readSideSamples(
  { identity, name, mask, asked }: SideSamplesSpec,
  onRows: (rows: number) => void = () => undefined,
): Promise<SideSamples> {
  const rows = samplesOf(identity);
  const drawn = drawnRows(rows, mask, asked.count);
  const of = mask ? mask.reduce((sum, flag) => sum + flag, 0) : rows;
  const count = drawn.reduce((sum, flag) => sum + flag, 0);
  const places = count < rows ? { places: Uint32Array.from(drawn.keys()).filter((i) => drawn[i] === 1) } : {};
  if (asked.rows || isHeld(count, neuronsOf(identity)))
    return { ...samplesOfRows(await readSamples(identity, drawn, onRows), of, asked), ...places };
  const pair = { a: identity, b: identity, names: { a: name, b: name }, mask: count < rows ? drawn : undefined };
  let told = 0;
  const passes = filePasses(pair, passesHere, (share) => {
    const read = Math.round(rows * Math.min(1, share / neuronShare));
    onRows(read - told);
    told = read;
  });
  return { ...(await samplesOfNeurons(passes, 'a', of, asked)), ...places };
}
