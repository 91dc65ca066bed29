import type { ResultsPlace } from '../../protocol/analysisRun';
import type { Resources } from '../../protocol/resources';
import type { ScoreName } from '../../facts/measures';
import type { CompareOptions } from '../../facts/options';
import type { Shard } from '../../facts/shards';
import { distinct, groupedBy } from '../../analysis/pairs/inOrder';
import type { NamedSide } from '../passes/finiteSamples';
import { samplesOf } from '../passes/filePair';
import { samplesWanted, type MeasureKernels } from '../../similarity/measures/wanted';
import { samplesAsked, type SamplesAsked } from '../samplesAsked';
import type { OpenedPairs } from '../arrays/openPairs';

/** With what pairs are compared. */
export interface PairsWork {
  options: CompareOptions;
  resources?: Resources | undefined;
  /** Where scores are kept pair by pair; nowhere when absent. */
  results?: ResultsPlace | undefined;
  /** The part that is computed; all where absent. */
  shard?: Shard | undefined;
  /** Nothing is computed: pairs are those that are kept, by whatever kernels. */
  keptAlone?: boolean | undefined;
  /** Where pairs are calibrated: the score, and places of the pairs that are permuted, all where absent. */
  calibrated?: { measure: ScoreName; places?: readonly number[] | undefined } | undefined;
}

/** Two sides, and the places in the list of pairs that ask for them. */
export interface PairTask {
  a: number;
  b: number;
  pairs: number[];
}

/** Each two sides once, whoever asks for them. */
export function tasksOf({ pairs }: OpenedPairs): PairTask[] {
  const tasks = new Map<string, PairTask>();
  pairs.forEach((pair, at) => {
    if (pair.kind !== 'sides') return;
    const { a, b } = pair;
    const task = tasks.get(`${a} ${b}`) ?? { a, b, pairs: [] };
    task.pairs.push(at);
    tasks.set(`${a} ${b}`, task);
  });
  return [...tasks.values()];
}

/** What measures ask of the samples of a side, by its place: of as many samples for all sides that have as many. */
export function askedOfSides(
  tasks: readonly PairTask[],
  sides: readonly NamedSide[],
  { options, resources = {} }: PairsWork,
  kernels: MeasureKernels,
): (side: number) => SamplesAsked | undefined {
  const used = distinct(tasks.flatMap(({ a, b }) => [a, b])).map((side) => sides[side]!);
  const alike = groupedBy(used, ({ identity }) => String(samplesOf(identity)));
  const asked = new Map(
    [...alike].map(([samples, some]) => {
      const identities = some.map(({ identity }) => identity);
      const wanted = samplesWanted(options, kernels);
      return [samples, samplesAsked(identities, wanted && { ...wanted, many: true }, resources)];
    }),
  );
  return (side) => asked.get(String(samplesOf(sides[side]!.identity)));
}

/** Pairs of different numbers of samples share no side, and have memory plans of their own. */
export function bySamples(tasks: readonly PairTask[], sides: readonly NamedSide[]): PairTask[][] {
  const sets = groupedBy(tasks, ({ a }) => String(samplesOf(sides[a]!.identity)));
  return [...sets.values()];
}
