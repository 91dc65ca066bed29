import { distinct, groupedBy } from '../../analysis/pairs/inOrder';
import type { PairCell } from '../../analysis/pairs/pairScores';
import type { MeasureName, ScoreName } from '../../facts/measures';
import { isOfWholeSamples } from '../../facts/measures/ofWholeSamples';
import { count as numberOf } from '../../facts/numbers';
import { bandwidthOf, neighboursOf, type CalibrateChoice } from '../../facts/options';
import type { Notice } from '../../facts/reportParts';
import type { Resources } from '../../protocol/resources';
import type { SideIdentity } from '../../protocol/sideIdentity';
import type { Units } from '../../similarity/measures/kernel';
import { factsOfScore, samplesWanted } from '../../similarity/measures/wanted';
import { gathersFaster } from '../analyses/workSeconds';
import type { OpenedPairs } from '../arrays/openPairs';
import { maskKey } from '../compare/commonFinite';
import { mapsOfPairs } from '../compare/frequencyCell';
import { keptRows } from '../compare/keptRows';
import { tasksOf, type PairsWork, type PairTask } from '../compare/pairTasks';
import type { Engine } from '../engine';
import { neuronsOf, samplesOf, type FilePair } from '../passes/filePair';
import { bothMasks, type CommonSamples, type NamedSide } from '../passes/finiteSamples';
import { wholeMask, wholeSide } from '../passes/wholeSide';
import { samplesAsked, type SamplesAsked } from '../samplesAsked';
import { rowsPerSample } from '../trust/rowsPerSample';
import { samplesToHold, usableSamples } from '../trust/samplesToHold';
import type { PlacedPair } from './columnTasks';
import { planPermuted, type PermutedPlan } from './planPermuted';
import { reasonOf } from './reasonOf';
import { unitsOfScore } from './unitOfSamples';

/** Pairs of a set that were compared, and how they are permuted. */
export interface PermuteWork extends Pick<PairsWork, 'options' | 'resources' | 'results' | 'keptAlone'> {
  /** Of pairs without one nothing is permuted. */
  cells: readonly (PairCell | undefined)[];
  measure: ScoreName;
  choice: CalibrateChoice;
  /** Places of the pairs that are permuted; all where absent. */
  wanted?: ReadonlySet<number> | undefined;
}

/** A pair of a set by the places of its sides, and the pairs of the plan that are it. */
export interface SetPair extends PlacedPair {
  task: PairTask;
  files: FilePair;
  rowsPerSample: number;
}

/** Pairs over the same rows, of as many rows a sample, and how all of them are permuted, whoever computes which of them. */
export interface PlannedSet {
  pairs: SetPair[];
  /** Whole samples that can take part. */
  usable: number;
  /** Whole samples that are held, and one byte for each row, 1 for theirs. */
  samples: number;
  mask: Uint8Array;
  units: Units | undefined;
  asked: SamplesAsked | undefined;
  plan: PermutedPlan;
  /** What tells this way of permuting from others, where results are kept. */
  key: string;
  notices: Notice[];
}

/** The pairs of opened ones that are permuted, and why others are not. */
export interface PermutedSets {
  /** Sides by their places, whole images and sequences where the measure is of those. */
  sides: NamedSide[];
  sets: PlannedSet[];
  refused: { task: Pick<PairTask, 'pairs'>; reason: string }[];
}

/**
 * How the pairs of a plan are permuted, decided by headers and the rows that are kept, for all of them: what is drawn and which way scores are computed does not depend on
 * which pairs are computed here, nor on what they come to. @param common which samples sides have in common. @throws what it throws; what is no refusal.
 */
export async function permutedSets(
  opened: OpenedPairs,
  work: PermuteWork,
  engine: Engine,
  common: (sides: readonly NamedSide[]) => Promise<CommonSamples>,
): Promise<PermutedSets> {
  const { measure, options, wanted } = work;
  const refused: PermutedSets['refused'] = opened.pairs.flatMap(({ kind }, at) =>
    kind === 'frequencies' ? [{ task: { pairs: [at] }, reason: byFrequencies }] : [],
  );
  const tasks = tasksOf(opened).filter(
    ({ a, b, pairs }) => a !== b && (wanted === undefined || pairs.some((at) => wanted.has(at))),
  );
  const kept = await keptRows(opened, tasks, mapsOfPairs(opened), options, common);
  // What measures of samples among each other are of is permuted: whole images and sequences, each a row.
  const ofWholes = isOfWholeSamples(factsOfScore(measure, engine.measures).facts);
  const sides = opened.sides.map((side) => {
    const identity = ofWholes ? wholeSide(side.identity) : undefined;
    return identity ? { ...side, identity } : side;
  });
  const placed = tasks.flatMap((task): SetPair[] => {
    const [a, b] = [sides[task.a]!, sides[task.b]!];
    const both = bothMasks(kept.sides[task.a], kept.sides[task.b]);
    const mask = ofWholes ? wholeMask(opened.sides[task.a]!.identity, both) : both;
    const files: FilePair = { a: a.identity, b: b.identity, names: { a: a.name, b: b.name }, mask };
    try {
      return [{ a: task.a, b: task.b, task, files, rowsPerSample: rowsPerSample(files) }];
    } catch (error) {
      refused.push({ task, ...reasonOf(error) });
      return [];
    }
  });
  const groups = groupedBy(placed, ({ files, rowsPerSample: rows }) =>
    JSON.stringify([samplesOf(files.a), rows, maskKey(files.mask)]),
  );
  const sets: PlannedSet[] = [];
  for (const pairs of groups.values()) {
    try {
      sets.push(plannedSet(pairs, sides, work, engine));
    } catch (error) {
      // What a whole set is refused for: too few samples, or too little memory.
      const reason = reasonOf(error);
      for (const { task } of pairs) refused.push({ task, ...reason });
    }
  }
  return { sides, sets, refused };
}

/** @throws TooFewSamplesError; LensError `memory-budget`. */
function plannedSet(
  pairs: SetPair[],
  sides: readonly NamedSide[],
  { measure, options, choice, resources = {} }: PermuteWork,
  engine: Engine,
): PlannedSet {
  const [{ files, rowsPerSample: ofEach }] = pairs as [SetPair, ...SetPair[]];
  const { score } = factsOfScore(measure, engine.measures);
  const used = distinct(pairs.flatMap(({ a, b }) => [a, b])).map((at) => sides[at]!.identity);
  const usable = usableSamples(files, files.mask, ofEach);
  const of = { usable: usable.length, rowsPerSample: ofEach, measure, resources };
  const { units, asked } = askedOfSet(used, of, engine);
  const size = {
    sides: used,
    samples: usable.length,
    rowsPerSample: ofEach,
    pairs: pairs.length,
    places: choice.permutations + 1,
  };
  const plan = planPermuted({ ...size, data: score.bySample === true, asked }, resources);
  const drawn = { rows: samplesOf(files.a), rowsPerSample: ofEach, seed: choice.seed };
  const { mask, samples, notices } = samplesToHold(usable, plan.samples, drawn);
  const { svcca, epsilon, threshold } = options;
  const settings = [svcca, epsilon, threshold, neighboursOf(options), bandwidthOf(options)];
  const permuting = [measure, choice.permutations, choice.seed, ofEach, units !== undefined, asked ?? null];
  return {
    pairs,
    usable: usable.length,
    samples,
    mask,
    units,
    asked,
    plan,
    key: JSON.stringify([...permuting, maskKey(files.mask), maskKey(mask), ...settings]),
    notices: notices.map((notice) => ({ ...notice, message: drawnMessage(samples, usable.length) })),
  };
}

/**
 * What the score asks of the samples of each side, and how it is an inner product of what is made of either: also where it could be had of products of singular
 * vectors, if it takes less time, and all samples are held.
 */
function askedOfSet(
  sides: readonly SideIdentity[],
  of: { usable: number; rowsPerSample: number; measure: ScoreName; resources: Resources },
  { measures }: Engine,
): { units: Units | undefined; asked: SamplesAsked | undefined } {
  const { usable, rowsPerSample: ofEach, measure, resources } = of;
  const { facts } = factsOfScore(measure, measures);
  const units = unitsOfScore(measure, measures);
  const own = samplesAsked(sides, samplesWanted({ measures: [facts.id as MeasureName] }, measures), resources);
  const none = { units: undefined, asked: undefined };
  if (own) return { units, asked: own };
  if (!units || ofEach > 1 || !gathersFaster(usable, sides.map(neuronsOf))) return none;
  const asked = samplesAsked(sides, { gramian: true, rows: false }, resources);
  return asked && asked.count >= usable ? { units, asked } : none;
}

function drawnMessage(held: number, all: number): string {
  return `Calibrated scores are of ${numberOf(held)} samples, drawn from ${numberOf(all)} as many as the memory budget holds: raise it (setting ccaLens.memoryBudget, or --memory).`;
}

const byFrequencies =
  'Maps that are compared by frequency (dft) are not calibrated in analyses of many files: choose pool, flatten or interpolate.';
