import { mostHeld } from '../../facts/heldSamples';
import type { RowTransform } from '../../linalg/accumulator';
import { matrix, type Matrix } from '../../linalg/matrix';
import type { SideIdentity } from '../../protocol/sideIdentity';
import type { Purpose, SampleFacts } from '../../similarity/remarks/sampleFacts';
import { equalValues } from './equalValues';
import { factsOfHeld } from './factsOfHeld';
import { neuronsOf, samplesOf } from './filePair';
import { openRows } from './openRows';
import { paddingOf } from './paddingOf';
import { readInto } from './readInto';
import { repeatedMarks, type RowMarks } from './rowMarks';
import { roundedValues } from './roundedValues';
import { rowReader } from './rowReader';
import { readPlaces, rowNorms } from './someRows';
import { sampleOfRow, sampleWord } from './sampleOfRow';

/** A side whose samples are looked at. */
export interface FactsSpec {
  identity: SideIdentity;
  name: string;
  /** What its samples are called, where its recipe does not tell. */
  word?: SampleFacts['word'] | undefined;
  /** One byte for each row, 0 for those that are left out; absent when none is. */
  mask?: Uint8Array | undefined;
  /** Of a side whose squared norms are in few samples: how its rows are centred; its farthest sample is then looked for in files of any size. */
  far?: RowTransform | undefined;
  /** The neuron of the largest variance, where factors tell. */
  widest?: SampleFacts['widest'];
  /** Its constant neurons, where factors tell; one row is read for them, and of arrays that are held they are found. */
  constant?: readonly number[] | undefined;
  /** What a pass marked of its rows. */
  marks?: RowMarks | undefined;
  /** What it is looked at for; scores where nothing is said. */
  purpose?: Purpose | undefined;
}

/**
 * What there is to know of a side's samples: of arrays of up to 4 million values, which are held, and, of any size, of the ends of some sequences.
 * @throws FileChangedError, errors of reading.
 */
export async function factsOfSamples({
  identity,
  name,
  word,
  mask,
  far,
  widest,
  constant,
  marks,
}: FactsSpec): Promise<SampleFacts> {
  const [rows, neurons] = [samplesOf(identity), neuronsOf(identity)];
  const found = rows * neurons <= mostHeld ? factsOfHeld(await readAll(identity), identity, mask) : undefined;
  return {
    name,
    word: word ?? sampleWord(identity),
    neurons,
    samples: marks?.rows ?? rows,
    zeros: marks?.zeros ?? 0,
    duplicates: marks && (await confirmed(repeatedMarks(marks), identity)),
    widest,
    dead: found ? undefined : await deadOf(constant, identity, mask),
    halves: undefined,
    rounded: await roundedValues({ identity, name, mask }),
    looked: found !== undefined || marks !== undefined,
    farthest: far && !found ? farthestOf(await rowNorms(identity, far, mask), sampleOfRow(identity)) : undefined,
    ...found,
    padding: await paddingOf(identity),
  };
}

/** Rows that have one mark are taken for repeats only where the first two of them are equal as a whole: the first neurons may be the same in all. */
export async function confirmed(
  repeats: SampleFacts['duplicates'],
  identity: SideIdentity,
): Promise<SampleFacts['duplicates']> {
  if (!repeats) return undefined;
  const { columns, data } = await readPlaces(identity, repeats.first);
  return equalValues(data.subarray(0, columns), data.subarray(columns)) ? repeats : undefined;
}

function farthestOf(norms: Float64Array, sampleOf: (row: number) => number): SampleFacts['farthest'] {
  const sums = new Map<number, number>();
  norms.forEach((norm, row) => sums.set(sampleOf(row), (sums.get(sampleOf(row)) ?? 0) + norm));
  const all = norms.reduce((total, norm) => total + norm, 0);
  let farthest: SampleFacts['farthest'];
  for (const [sample, norm] of sums) {
    if (!farthest || norm / all > farthest.share) farthest = { sample, share: norm / all };
  }
  return farthest;
}

async function readAll(identity: SideIdentity): Promise<Matrix> {
  const array = await openRows(identity);
  try {
    const reader = rowReader(array, { alongSecondAxis: identity.transposed }, new Set(['f8']));
    const X = matrix(reader.rows, reader.width);
    for (let from = 0; from < reader.rows; from += reader.rowsAtOnce) {
      await readInto(X, reader, from, Math.min(reader.rows, from + reader.rowsAtOnce), from);
    }
    return X;
  } finally {
    await array.close();
  }
}

/** Of the neurons that are constant, those that are 0. */
async function deadOf(
  constant: readonly number[] | undefined,
  identity: SideIdentity,
  mask: Uint8Array | undefined,
): Promise<SampleFacts['dead']> {
  if (!constant || constant.length === 0) return undefined;
  const row = await readPlaces(identity, [mask ? Math.max(0, mask.indexOf(1)) : 0]);
  const dead = constant.filter((neuron) => row.data[neuron] === 0);
  return dead.length === 0 ? undefined : { count: dead.length, first: Math.min(...dead) };
}
