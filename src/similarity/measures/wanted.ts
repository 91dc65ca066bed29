import type { MeasureName, ScoreName } from '../../facts/measures';
import type { MeasureFacts, ScoreFacts, SideNeed } from '../../facts/measures/measure';
import type { CompareOptions } from '../../facts/options';
import type { SpectrumWanted } from '../routes/spectrum';
import type { SamplesWanted } from '../samples/sideSamples';
import { measureKernels } from '.';
import type { MeasureKernel } from './kernel';

/** Measures with their kernels: all that there are, where no others are given. */
export type MeasureKernels = readonly MeasureKernel<unknown>[];

/** The measures that options ask for, in two lists of about equal work, for two threads; either may be empty. */
export const measureLists = remembered((options: CompareOptions, kernels): [MeasureName[], MeasureName[]] => {
  const wanted = wantedOf(options, kernels).map(({ facts }) => facts);
  const namesOf = (some: readonly MeasureFacts<unknown>[]): MeasureName[] => some.map(({ id }) => id as MeasureName);
  return [
    namesOf(wanted.filter(({ ofCanonical }) => ofCanonical)),
    namesOf(wanted.filter(({ ofCanonical }) => !ofCanonical)),
  ];
});

/** Measures in as many lists as there is work for threads: those that look at samples one by one are two of about equal work. Lists may be empty. */
export function threadLists(options: CompareOptions, kernels: MeasureKernels): MeasureName[][] {
  const [canonical, others] = measureLists(options, kernels);
  const facts = wantedOf({ measures: others }, kernels).map((kernel) => kernel.facts);
  const bySamples = facts.filter(needsSamples);
  const lists: { names: MeasureName[]; seconds: number }[] = [0, 1].map(() => ({ names: [], seconds: 0 }));
  const weight = ({ secondsPerSquare = 0 }: MeasureFacts<unknown>): number => secondsPerSquare;
  for (const one of [...bySamples].sort((x, y) => weight(y) - weight(x))) {
    const lighter = lists[0]!.seconds <= lists[1]!.seconds ? lists[0]! : lists[1]!;
    lighter.names.push(one.id as MeasureName);
    lighter.seconds += weight(one);
  }
  const rest = facts.filter((one) => !bySamples.includes(one)).map(({ id }) => id as MeasureName);
  return [canonical, rest, ...lists.map(({ names }) => names)];
}

/** What the wanted measures need of each side's spectrum. */
export const spectrumWanted = remembered((options: CompareOptions, kernels): SpectrumWanted => {
  const wanted = wantedOf(options, kernels);
  const needs = new Set(wanted.flatMap(({ facts }) => facts.needs));
  if (needs.has('directions')) return { values: true, vectorsFor: options.svcca };
  if (needs.has('spectrum')) return { values: true };
  return { values: false, ...(wanted.every(({ acrossAlone }) => acrossAlone) ? { acrossAlone: true } : {}) };
});

/** The measures that have scores in sets: what only describes sides is not told there. */
export const scoringOf = remembered((_: CompareOptions, kernels): MeasureKernels =>
  kernels.filter(({ facts }) => facts.scores.some(({ inSets }) => inSets)),
);

/** What the wanted measures need of each side's samples; undefined where they need none, which is nearly always. */
export function samplesWanted(
  options: Pick<CompareOptions, 'measures'>,
  kernels: MeasureKernels = measureKernels,
): SamplesWanted | undefined {
  const wanted = wantedOf(options, kernels).map(({ facts }) => facts);
  const needs = wanted.flatMap((facts) => facts.needs);
  const made = wanted.reduce((sum, { valuesPerSquare = 0 }) => sum + valuesPerSquare, 0);
  const gramian = needs.some((need) => ofGramian.includes(need));
  const rows = needs.includes('rows');
  if (!gramian && !rows) return undefined;
  return {
    gramian,
    rows,
    ...(needs.includes('folds') ? { folds: true } : {}),
    ...(needs.includes('neuronPairs') ? { neuronPairs: true } : {}),
    ...(needs.includes('neighbours') ? { neighbours: true } : {}),
    ...(needs.some((need) => need === 'cosines' || need === 'neighbours') ? { profile: true } : {}),
    ...(made > 0 ? { made } : {}),
  };
}

/** What is made of inner products of samples. */
const ofGramian: readonly SideNeed[] = ['gramian', 'distances', 'neighbours', 'cosines'];

/** Whether a measure looks at samples one by one. */
export function needsSamples({ needs }: MeasureFacts<unknown>): boolean {
  return needs.some((need) => need === 'rows' || ofGramian.includes(need));
}

/** What the measure that has a score says of itself, and of the score. */
export function factsOfScore(
  name: ScoreName,
  kernels: MeasureKernels,
): { facts: MeasureFacts<unknown>; score: ScoreFacts<unknown> } {
  for (const { facts } of kernels) {
    const score = facts.scores.find(({ id }) => id === name);
    if (score) return { facts, score };
  }
  throw new Error(`No measure has the score ${name}.`);
}

/** What was found for options and kernels, so that pairs of a set, which have the same, find it once; the last of each. */
function remembered<O extends object, T>(find: (options: O, kernels: MeasureKernels) => T) {
  let last: { options: O; kernels: MeasureKernels; found: T } | undefined;
  return (options: O, kernels: MeasureKernels = measureKernels): T => {
    if (last?.options !== options || last.kernels !== kernels) {
      last = { options, kernels, found: find(options, kernels) };
    }
    return last.found;
  };
}

/** The measures that options ask for, of these; the usual ones where they do not say. */
export function wantedOf({ measures }: Pick<CompareOptions, 'measures'>, kernels: MeasureKernels): MeasureKernels {
  return kernels.filter(({ facts }) => measures?.includes(facts.id as MeasureName) ?? !facts.onRequest);
}
