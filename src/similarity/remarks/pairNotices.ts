import { plural } from '../../facts/numbers';
import { joinedWords } from '../../facts/joinedWords';
import { drawnSamplesCode } from '../../facts/measures/ofDrawnSamples';
import type { ScoreNotice } from '../../facts/measures/measure';
import type { Canonical } from '../measures/canonical';
import type { PairFactors } from '../routes/pairFactors';
import type { Notice } from '../../facts/reportParts';
import type { OfWholes } from '../samples/wholesOfPair';
import { drawnSeed } from '../samples/drawnRows';
import type { SideFactors } from '../routes/sideFactors';

/** Coefficients nearer than this leave their canonical directions, and so the projection weights, undetermined. */
const tie = 1e-7;

/** What there is of a pair that a notice may be about: by its name, with the codes that are about it; `kept`: the most directions of a side that it looks at, where those are not all. */
export interface AboutScore {
  id: string;
  about: readonly ScoreNotice[];
  kept?: number | undefined;
  /** The title of its measure, where that looks at samples one by one, of as many of them as the memory holds. */
  bySample?: string | undefined;
  /** Whether it takes whole samples, where rows are positions or steps. */
  wholly?: boolean | undefined;
}

/** More coefficients are exactly 1 than the data decide: two subspaces of ranks r_a + r_b > n - 1 must meet. Of what looks at all of them. */
export function forcedOnes({ samples, a, b }: PairFactors, shown: readonly AboutScore[]): Notice[] {
  const forced = a.rank + b.rank - (samples - 1);
  if (forced <= 0 || !shown.some(({ about }) => about.includes('forced-ones'))) return [];
  const are = plural(forced, 'canonical correlation is', 'canonical correlations are');
  const message = `${forced} ${are} exactly 1 whatever the data: the ranks ${a.rank} + ${b.rank} exceed ${samples} samples - 1.`;
  return [{ code: 'forced-ones', message }];
}

/**
 * Fewer than five samples for each neuron of the wider side, or, of a score of fewer directions, for each one of the side that keeps more: scores are
 * then high by chance. `shown`: what there is.
 */
export function fewSamples({ samples, a, b }: PairFactors, shown: readonly AboutScore[]): Notice[] {
  const scores = shown.filter(({ about }) => about.includes(fewCode));
  const ofNeurons = tooFew(samples, Math.max(a.columns.length, b.columns.length), 'neuron');
  const ofKept = scores.flatMap(({ id, kept }) =>
    kept === undefined ? [] : [{ id, words: tooFew(samples, kept, 'kept direction') }],
  );
  const first = ofKept.find(({ words }) => words !== undefined)?.words;
  const others = scores.length > ofKept.length;
  const message = others ? (ofNeurons ?? first) : first;
  if (message === undefined) return [];
  const byScore = Object.fromEntries(ofKept.map(({ id, words = null }) => [id, words]));
  return [{ code: fewCode, message, ...(others && ofKept.length > 0 ? { byScore } : {}) }];
}

/** That measures of single samples are of fewer than all others: of as many as the memory holds. It is about these alone. */
export function drawnNotice(
  drawn: { samples: number; of: number } | undefined,
  shown: readonly AboutScore[],
): Notice[] {
  if (drawn === undefined || drawn.samples === drawn.of) return [];
  const titles = [...new Set(shown.flatMap(({ bySample }) => bySample ?? []))];
  const [some, all] = [drawn.samples, drawn.of].map((value) => value.toLocaleString('en-US'));
  const message = `${joinedWords(titles)} ${titles.length === 1 ? 'is' : 'are'} of ${some} samples, drawn from ${all} (seed ${drawnSeed}), as many as the memory budget holds: raise it (setting ccaLens.memoryBudget, or --memory) for more.`;
  const others = shown.filter(({ bySample }) => bySample === undefined).map(({ id }) => [id, null] as const);
  return [{ code: drawnSamplesCode, message, ...(others.length > 0 ? { byScore: Object.fromEntries(others) } : {}) }];
}

/**
 * That measures of samples among each other are of whole images or sequences where rows are positions or steps, and, where those are fewer than all, of how many.
 * It is about these alone.
 */
export function wholeNotices(whole: OfWholes | undefined, shown: readonly AboutScore[]): Notice[] {
  const ofWholes = shown.filter(({ wholly }) => wholly);
  if (!whole || ofWholes.length === 0) return [];
  const { samples, of, word, values } = whole;
  const titles = [...new Set(ofWholes.flatMap(({ bySample }) => bySample ?? []))];
  const [some, all, ofA, ofB] = [samples, of, values.a, values.b].map((value) => value.toLocaleString('en-US'));
  const drawn = samples < of ? `, drawn from ${all} (seed ${drawnSeed}), as many as the memory budget holds` : '';
  const each = ofA === ofB ? `${ofA}` : `${ofA} and ${ofB}`;
  const row = word === 'sequence' ? 'a step' : 'a position';
  const message = `${joinedWords(titles)} ${titles.length === 1 ? 'is' : 'are'} of ${some} whole ${word}s${drawn}: all values that are stored of one (${each}) are one sample, never ${word === 'sample' ? 'a position or a step' : row}.`;
  const others = shown.filter(({ wholly }) => !wholly).map(({ id }) => [id, null] as const);
  return [{ code: 'whole-samples', message, ...(others.length > 0 ? { byScore: Object.fromEntries(others) } : {}) }];
}

/** The same of the channels of maps at each frequency. */
export function fewImages(samples: number, channels: number): Notice[] {
  const message = tooFew(samples, channels, 'channel');
  return message === undefined ? [] : [{ code: fewCode, message }];
}

const fewCode = 'few-samples';

function tooFew(samples: number, count: number, one: string): string | undefined {
  if (samples >= 5 * count) return undefined;
  return `${samples} samples for ${count} ${plural(count, one)} is fewer than 5 a ${one}: scores are high by chance, so read them against what unrelated data give.`;
}

/** Equal coefficients (other than a comparison that is 1 throughout) make PWCCA depend on an arbitrary choice of directions. */
export function tiedCoefficients({ coefficients }: Canonical): Notice[] {
  if (coefficients.every((value) => value > 1 - tie)) return [];
  let tied = 0;
  for (let i = 1; i < coefficients.length; i++) if (coefficients[i - 1]! - coefficients[i]! < tie) tied++;
  if (tied === 0) return [];
  const message = `${tied + 1} canonical correlations are tied, so their directions are arbitrary: PWCCA weights are not determined, its value only to about 0.01.`;
  return [{ code: 'tied-coefficients', message }];
}

/** Directions of a side that are no more than the rounding of its values, which no measure of directions counts. */
export function roundingNotice({
  name,
  rank,
  roundingDimensions,
}: Pick<SideFactors, 'name' | 'rank' | 'roundingDimensions'>): Notice[] {
  if (roundingDimensions === 0) return [];
  const message = `${name}: ${roundingDimensions} of ${rank + roundingDimensions} directions are no more than the rounding of its stored values and do not count, which leaves a rank of ${rank} (to count them all: “Count directions of rounding” in the panel, or --rank exact).`;
  return [{ code: 'rounding-dimensions', message }];
}
