import { LensError, faultOf } from '../../facts/errors';
import type { Notice } from '../../facts/reportParts';
import { FileChangedError } from '../../formats/errors';
import type { Matrix } from '../../linalg/matrix';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { drawnRows } from '../../similarity/samples/drawnRows';
import { neuronShare } from '../../similarity/routes/neuronProducts';
import {
  noSamples,
  samplesOfNeurons,
  samplesOfRows,
  type SideSamples,
  type WholeSamples,
} from '../../similarity/samples/sideSamples';
import { filePasses } from '../passes/filePasses';
import { neuronsOf, samplesOf } from '../passes/filePair';
import { passesHere } from '../passes/passExecutor';
import { notWhole, raggedRows } from '../passes/raggedRows';
import { wholeMask, wholeSide, wholeWord } from '../passes/wholeSide';
import { isHeld, ofRowsAlone, ofWholes, type SamplesAsked } from '../samplesAsked';
import { readSamples, shared, sharedMatrix } from '../trust/readSamples';

/** A side, of whose samples something is asked. */
export interface SideSamplesSpec {
  identity: SideIdentity;
  name: string;
  /** One byte for each row, 0 for those that are left out; absent when none is. */
  mask?: Uint8Array | undefined;
  asked: SamplesAsked;
}

/**
 * What measures ask of the samples of a side, in this thread: of its rows, and of whole samples where `asked` tells them apart. `onRows` hears of rows that were
 * read. @throws NonFiniteError, FileChangedError, errors of reading; what is refused of whole samples alone stands in their place.
 */
export async function readSideSamples(
  spec: SideSamplesSpec,
  onRows: (rows: number) => void = () => undefined,
): Promise<SideSamples> {
  const rows = ofRowsAlone(spec.asked);
  const own = rows ? await readAsked({ ...spec, asked: rows }, onRows) : noSamples;
  return spec.asked.whole ? { ...own, whole: await readWholes(spec) } : own;
}

async function readWholes({ identity, name, mask, asked }: SideSamplesSpec): Promise<WholeSamples | Notice> {
  const whole = wholeSide(identity) ?? identity;
  const spec = { identity: whole, name, mask: wholeMask(identity, mask), asked: ofWholes(asked)! };
  try {
    const samples = await readAsked(spec, () => undefined, identity.address.recipe?.subsample && requireFinite);
    return { ...samples, word: wholeWord(whole), values: neuronsOf(whole) };
  } catch (error) {
    // Under the name that the pair has for it.
    if (error instanceof LensError && error.code === 'recipe-mismatch') return faultOf(raggedRows(name, notWhole));
    if (error instanceof LensError && !(error instanceof FileChangedError)) return faultOf(error);
    throw error;
  }
}

/** Rows that no pass has looked at. @throws LensError `non-finite`. */
function requireFinite({ data }: Matrix, name: string): void {
  if (data.every((value) => value - value === 0)) return;
  const message = `${name} holds NaN or infinite values at positions or steps that sub-sampling leaves out, and whole samples have all of them: take the sub-sampling back, and leave such samples out.`;
  throw new LensError('non-finite', message);
}

/**
 * From the rows of a side, of which no others are held than those that are drawn, or, where they are too wide for that, from one pass over its neurons.
 */
async function readAsked(
  { identity, name, mask, asked }: SideSamplesSpec,
  onRows: (rows: number) => void,
  check: ((data: Matrix, name: string) => void) | undefined = undefined,
): Promise<SideSamples> {
  const rows = samplesOf(identity);
  const drawn = drawnRows(rows, mask, asked.count);
  const of = mask ? mask.reduce((sum, flag) => sum + flag, 0) : rows;
  const count = drawn.reduce((sum, flag) => sum + flag, 0);
  const places = count < rows ? { places: Uint32Array.from(drawn.keys()).filter((i) => drawn[i] === 1) } : {};
  if (asked.rows || isHeld(count, neuronsOf(identity))) {
    const data = await readSamples(identity, drawn, onRows);
    check?.(data, name);
    return { ...samplesOfRows(data, of, asked, sharedMatrix), ...places };
  }
  const pair = { a: identity, b: identity, names: { a: name, b: name }, mask: count < rows ? drawn : undefined };
  let told = 0;
  const passes = filePasses(pair, passesHere, (share) => {
    const read = Math.round(rows * Math.min(1, share / neuronShare));
    onRows(read - told);
    told = read;
  });
  const found = await samplesOfNeurons(passes, 'a', of, asked);
  return { ...found, ...(found.gramian ? { gramian: shared(found.gramian) } : {}), ...places };
}
