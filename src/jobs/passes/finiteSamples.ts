import { largestOf } from '../../facts/extremes';
import { TooFewSamplesError } from '../../similarity/errors';
import type { Notice } from '../../facts/reportParts';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { allEnded } from '../allEnded';
import { samplesOf, type FilePair } from './filePair';
import { sampleOfRow, sampleWord, storedSamples } from './sampleOfRow';
import { scanSide, type Scan } from './scanSide';

/** A side that is compared together with others, and what people call it. */
export interface NamedSide {
  identity: SideIdentity;
  name: string;
}

/** The samples that all sides of a set have in common: one byte for each row of a side, 0 where its sample is left out; undefined where none is. */
export interface CommonSamples {
  masks: (Uint8Array | undefined)[];
  notices: Notice[];
}

/** Samples that a sentence names. */
const named = 10;

/**
 * Which rows each side of a set keeps, so that all are over the same samples: those that are finite in every one of them. Where a recipe makes
 * many rows of a sample (an image), all of them go with it. Sides of other numbers of samples are sets of their own. `part`: one byte for each
 * sample of the sides, 0 for those that take no part whatever they hold: these are neither counted nor named nor left out here.
 * @throws TooFewSamplesError, naming the side that costs most, when fewer than two samples are left.
 */
export async function commonSamples(
  sides: readonly NamedSide[],
  scan: (identity: SideIdentity) => Promise<Pick<Scan, 'nonFinite' | 'finiteSamples'>> = scanSide,
  part?: Uint8Array,
): Promise<CommonSamples> {
  const masks = sides.map((): Uint8Array | undefined => undefined);
  const notices: Notice[] = [];
  for (const count of new Set(sides.map(({ identity }) => storedSamples(identity)))) {
    const members = [...sides.keys()].filter((at) => storedSamples(sides[at]!.identity) === count);
    const found = await allEnded(members.map((at) => lost(sides[at]!, count, scan, part)));
    const left = new Uint8Array(count);
    for (const { samples } of found) samples.forEach((flag, i) => (left[i]! |= flag));
    if (!left.includes(1)) continue;
    const said = members.map((at, i) => ({ ...sides[at]!, ...found[i]! }));
    notices.push(noticeOf(left, said, part));
    for (const at of members) {
      const { identity } = sides[at]!;
      const sample = sampleOfRow(identity);
      masks[at] = Uint8Array.from({ length: samplesOf(identity) }, (_, row) => 1 - left[sample(row)]!);
    }
  }
  return { masks, notices };
}

/**
 * Which rows are of samples that are finite on both sides (one byte each, 0 for the others), and the notice of those that are not. `scan`: what looks
 * at a side. @throws TooFewSamplesError when fewer than two are.
 */
export async function finiteSamples(
  { a, b, names }: FilePair,
  scan: Parameters<typeof commonSamples>[1] = scanSide,
): Promise<{ mask: Uint8Array; notices: Notice[] }> {
  const first = { identity: a, name: names.a };
  // A layer by itself stands in the place of both.
  const { masks, notices } = await commonSamples(a === b ? [first] : [first, { identity: b, name: names.b }], scan);
  // Where an image of one side is many samples of the other, each side leaves out its own.
  return { mask: bothMasks(masks[0], masks[1]) ?? new Uint8Array(samplesOf(a)).fill(1), notices };
}

/** The rows that both masks keep. */
export function bothMasks(a: Uint8Array | undefined, b: Uint8Array | undefined): Uint8Array | undefined {
  if (!a || !b || a === b) return a ?? b;
  return a.map((flag, i) => flag & b[i]!);
}

/**
 * What a side loses: its values that are not finite, undefined where some are of samples that take no part, and one byte for each sample, 1 for
 * those that hold one.
 */
interface Lost {
  values: number | undefined;
  samples: Uint8Array;
}

async function lost(
  { identity }: NamedSide,
  count: number,
  scan: Parameters<typeof commonSamples>[1],
  part: Uint8Array | undefined,
): Promise<Lost> {
  const samples = new Uint8Array(count);
  // Integers and truth values are finite.
  if (/[iub]\d+$/.test(identity.dtype)) return { values: 0, samples };
  const { nonFinite, finiteSamples: finite } = await scan!(identity);
  const sample = sampleOfRow(identity);
  if (nonFinite > 0) finite.forEach((flag, row) => (samples[sample(row)]! |= 1 - flag));
  const apart = part ? samples.some((flag, i) => flag > part[i]!) : false;
  return { values: apart ? undefined : nonFinite, samples: part ? samples.map((flag, i) => flag & part[i]!) : samples };
}

function noticeOf(left: Uint8Array, sides: readonly (NamedSide & Lost)[], part: Uint8Array | undefined): Notice {
  const all = part ? sum(part) : left.length;
  const count = sum(left);
  const word = sides.some(({ identity }) => sampleWord(identity) === 'image') ? 'image' : 'sample';
  const where =
    sides.length === 1
      ? ` of ${sides[0]!.name}`
      : sides.length === 2
        ? ' on both sides'
        : ` of all ${sides.length} arrays`;
  const worst = sides.length > 1 && 2 * count > all ? mostCostly(all, sides, word) : '';
  if (all - count < 2) {
    const few = all === count ? 'None' : 'Only 1';
    throw new TooFewSamplesError(
      `${few} of the ${all} ${word}s is free of NaN and infinite values${where.replace(/^ of/, ' in')}, so too few are left: save the files again${worst && `; ${worst}`}.`,
    );
  }
  const message = `${count} of ${all} ${word}s were left out${where} because they hold NaN or infinite values${valueCount(sides)}: ${word} ${placesOf(left, 1)}${worst && `; ${worst}`}.`;
  return { code: 'non-finite-dropped', message };
}

/** How many values that is; empty where it is not known. */
function valueCount(sides: readonly Lost[]): string {
  const counts = sides.flatMap(({ values }) => values ?? []);
  if (counts.length < sides.length) return '';
  const values = counts.reduce((total, own) => total + own, 0);
  return ` (${values} ${values === 1 ? 'value' : 'values'})`;
}

/** The places of the bytes that are so, as a sentence names them: the first ten, and how many more. */
function placesOf(flags: Uint8Array, wanted: number): string {
  const places = [...flags.keys()].filter((i) => flags[i] === wanted);
  const shown = places.slice(0, named).join(', ');
  return places.length > named ? `${shown} and ${places.length - named} more` : shown;
}

/** The side without which most of all samples would be kept. */
function mostCostly(all: number, sides: readonly (NamedSide & Lost)[], word: string): string {
  const kept = sides.map((side) =>
    side.samples.reduce(
      (rest, _, i) => rest - Number(sides.some((other) => other !== side && other.samples[i] === 1)),
      all,
    ),
  );
  const most = largestOf(kept);
  const { name, samples } = sides[kept.indexOf(most)]!;
  return `${name} alone holds ${sum(samples)} of them, and without it ${most} ${word}s would be kept`;
}

function sum(flags: Uint8Array): number {
  return flags.reduce((total, flag) => total + flag, 0);
}
