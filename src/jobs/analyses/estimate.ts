import type { PairPlan } from '../../analysis/pairs/pairPlan';
import { planOfSelection } from '../../analysis/planOfSelection';
import { PlanError } from '../../analysis/pairs/planError';
import { isOfPairs } from '../../facts/analyses';
import { LensError } from '../../facts/errors';
import type { Estimate, EstimateSpec } from '../../protocol/analysisRun';
import type { SelectedArray } from '../../protocol/selection';
import type { SideIdentity } from '../../protocol/sideIdentity';
import type { ScoreName } from '../../facts/measures';
import type { CompareOptions } from '../../facts/options';
import { knownPairs } from '../compare/knownPairs';
import { plainEngine, type Engine } from '../engine';
import { planMatrix } from '../memoryPlan';
import type { MeasureFacts } from '../../facts/measures/measure';
import { needsSamples, wantedOf } from '../../similarity/measures/wanted';
import { askedOfSides, tasksOf } from '../compare/pairTasks';
import { askedBytes, partsAsked } from '../samplesAsked';
import { distinct, groupedBy } from '../../analysis/pairs/inOrder';
import { gramianWork } from '../../similarity/routes/gramianBands';
import type { OpenedPair, OpenedPairs } from '../arrays/openPairs';
import { neuronsOf, samplesOf } from '../passes/filePair';
import { layerAnalyses } from './layerAnalyses';
import { sampleCountProblems } from './sampleCountProblems';
import { withMeasure } from '../compare/withMeasure';
import { openSelected } from './openSelected';
import { requireReadable } from './requireReadable';
import { idsNotices } from './selectedAddresses';
import { storedBytes } from './storedBytes';
import {
  leadingSeconds,
  mapsSeconds,
  pairSamplesSeconds,
  pairSeconds,
  permutedInSetSeconds,
  scanSeconds,
  togetherSeconds,
  sideSamplesSeconds,
  sideSeconds,
  wholeSeconds,
} from './workSeconds';

/** What an analysis will take and what stands in its way, from headers alone; what is known from earlier runs takes nothing. */
export async function estimate(spec: EstimateSpec, engine: Engine = plainEngine()): Promise<Estimate> {
  const { selection, resources = {}, results } = spec;
  const { analysis } = selection;
  if (!isOfPairs(analysis)) return layerAnalyses[analysis].estimate(spec);
  let plan: PairPlan;
  const included = selection.arrays.filter(({ include }) => include);
  try {
    await requireReadable(selection);
    plan = planOfSelection(selection);
  } catch (error) {
    if (error instanceof PlanError) return impossible(error);
    if (error instanceof LensError) return impossible(error, included);
    throw error;
  }
  const options = withMeasure(selection.options, selection.measure);
  const { opened, idsProblems } = await openSelected(plan, options);
  const known = await knownPairs(opened, { options, resources, results }, engine);
  const todo = opened.pairs.filter((_, at) => !known.has(at));
  const askedOf = askedOfSides(tasksOf(opened), opened.sides, { options, resources }, engine.measures);
  const kernels = wantedOf(options, engine.measures);
  const wanted = kernels.map(({ facts }) => facts);
  const acrossAlone = kernels.every((kernel) => kernel.acrossAlone && !needsSamples(kernel.facts));
  const work = workOf(todo, opened, { options, askedOf, wanted, acrossAlone });
  const { workers, bytes, problems } = memoryOf(todo, opened, askedOf, resources);
  const permuting = permutingSeconds(opened, plan, options, selection.measure);
  return {
    arrays: plan.arrays.length,
    pairs: plan.pairs.length,
    knownPairs: known.size,
    bytesToRead: work.bytes,
    seconds: wholeSeconds(work.coreSeconds + permuting, workers, work.bytes, work.leading),
    memoryBytes: bytes,
    problems: [...idsProblems, ...problemsOf(opened, plan), ...problems],
    notices: [...plan.notices, ...idsNotices(plan.arrays), ...opened.notices, ...refusals(opened)],
  };
}

function impossible({ code, message }: LensError, arrays: readonly SelectedArray[] = []): Estimate {
  const nothing = { arrays: 0, pairs: 0, knownPairs: 0, bytesToRead: 0, seconds: 0, memoryBytes: 0 };
  return { ...nothing, problems: [{ code, message, paths: arrays.map(({ path }) => path) }], notices: [] };
}

/** Core seconds of the permutations of a calibrated score, of every pair, also of those whose scores are known. */
function permutingSeconds(
  { pairs, sides }: OpenedPairs,
  { calibrated }: PairPlan,
  { calibrate }: CompareOptions,
  score: ScoreName,
): number {
  if (!calibrate) return 0;
  const wanted = calibrated && new Set(calibrated);
  let seconds = 0;
  pairs.forEach((pair, at) => {
    if (pair.kind !== 'sides' || pair.a === pair.b || wanted?.has(at) === false) return;
    const [a, b] = [sides[pair.a]!.identity, sides[pair.b]!.identity];
    const one = permutedInSetSeconds(samplesOf(a), neuronsOf(a), neuronsOf(b), score);
    seconds += one * (calibrate.permutations + 1);
  });
  return seconds;
}

/** What measures ask of the samples of a side. */
type AskedOf = ReturnType<typeof askedOfSides>;

interface WorkAsked {
  options: CompareOptions;
  askedOf: AskedOf;
  wanted: readonly MeasureFacts<unknown>[];
  /** Whether no more is asked of pairs than inner products of samples. */
  acrossAlone: boolean;
}

/** Every side is read once for itself, and with every other side once more. */
function workOf(
  todo: readonly OpenedPair[],
  { sides, headers, compared }: OpenedPairs,
  { options, askedOf, wanted, acrossAlone }: WorkAsked,
): { coreSeconds: number; leading: number; bytes: number } {
  let [coreSeconds, bytes] = [0, 0];
  const used = new Set<number>();
  const bytesOf = (array: number): number => {
    const found = headers[array];
    return found ? storedBytes(found.stored) : 0;
  };
  const size = (side: number): [number, number] => {
    const { identity } = sides[side]!;
    return [samplesOf(identity), neuronsOf(identity)];
  };
  const together = acrossAlone ? pairsTogether(todo, size) : undefined;
  coreSeconds += together?.seconds ?? 0;
  const leading = leadingSeconds(together?.pairs.size ?? 0);
  for (const pair of todo) {
    if (pair.kind === 'frequencies') {
      const [first, second] = [compared[pair.i], compared[pair.j]];
      const elements = Math.max(elementsOf(headers[pair.i]), elementsOf(headers[pair.j]));
      bytes += bytesOf(pair.i) + bytesOf(pair.j);
      if (first && second) coreSeconds += mapsSeconds(first.samples, first.neurons, second.neurons, elements);
    }
    if (pair.kind !== 'sides') continue;
    const [[samples, p], [, q]] = [size(pair.a), size(pair.b)];
    used.add(pair.a).add(pair.b);
    if (together?.pairs.has(pair)) continue;
    coreSeconds += pairSeconds(samples, p, q, options);
    const asked = askedOf(pair.a);
    for (const part of asked ? partsAsked(sides[pair.a]!.identity, asked) : []) {
      const own = asked!.whole ? ofPart(wanted, part.asked) : wanted;
      coreSeconds += pairSamplesSeconds(part.asked.count, own, p, q);
    }
    if (pair.a !== pair.b) bytes += bytesOf(sides[pair.a]!.array) + bytesOf(sides[pair.b]!.array);
  }
  for (const side of used) {
    const [samples, neurons] = size(side);
    coreSeconds += sideSeconds(samples, neurons) + scanSeconds(samples, neurons);
    bytes += bytesOf(sides[side]!.array);
    const asked = askedOf(side);
    if (!asked) continue;
    for (const part of partsAsked(sides[side]!.identity, asked)) {
      coreSeconds += sideSamplesSeconds(part.asked.count, neuronsOf(part.side), part.asked);
      bytes += bytesOf(sides[side]!.array);
    }
  }
  return { coreSeconds, leading, bytes };
}

/** The measures that are of rows, or those of whole samples. */
function ofPart(
  wanted: readonly MeasureFacts<unknown>[],
  { rows }: { rows: boolean },
): readonly MeasureFacts<unknown>[] {
  return wanted.filter((facts) => facts.needs.includes('rows') === rows);
}

/** The pairs of narrow sides that are multiplied all at once, as compareByGramians does, and what they take. */
function pairsTogether(
  todo: readonly OpenedPair[],
  size: (side: number) => [samples: number, neurons: number],
): { pairs: Set<OpenedPair>; seconds: number } {
  const found = { pairs: new Set<OpenedPair>(), seconds: 0 };
  const narrow = todo.flatMap((pair) =>
    pair.kind === 'sides' && [pair.a, pair.b].every((side) => size(side)[1] < size(side)[0]) ? [pair] : [],
  );
  for (const some of groupedBy(narrow, ({ a }) => String(size(a)[0])).values()) {
    const used = distinct(some.flatMap(({ a, b }) => [a, b]));
    const placeOf = new Map(used.map((side, at) => [side, at]));
    const places = some.map(({ a, b }) => [placeOf.get(a)!, placeOf.get(b)!] as const);
    const [samples] = size(used[0]!);
    const work = gramianWork(
      samples,
      used.map((side) => size(side)[1]),
      places,
    );
    if (!(work.together < work.alone)) continue;
    for (const pair of some) found.pairs.add(pair);
    found.seconds += togetherSeconds(work.together);
  }
  return found;
}

function elementsOf(array: OpenedPairs['headers'][number]): number {
  return array ? array.stored.shape.reduce((product, length) => product * length, 1) : 0;
}

/** The plan of the largest set of one number of samples. */
function memoryOf(
  todo: readonly OpenedPair[],
  { sides }: OpenedPairs,
  askedOf: AskedOf,
  resources: NonNullable<EstimateSpec['resources']>,
): { workers: number; bytes: number; problems: Estimate['problems'] } {
  const used = new Set(todo.flatMap((pair) => (pair.kind === 'sides' ? [pair.a, pair.b] : [])));
  const sets = new Map<number, { identities: SideIdentity[]; names: string[]; asked: ReturnType<AskedOf> }>();
  for (const at of used) {
    const { identity, name } = sides[at]!;
    const set = sets.get(samplesOf(identity)) ?? { identities: [], names: [], asked: askedOf(at) };
    set.identities.push(identity);
    set.names.push(name);
    sets.set(samplesOf(identity), set);
  }
  const found = { workers: 1, bytes: 0, problems: [] as Estimate['problems'] };
  for (const { identities, names, asked } of sets.values()) {
    try {
      const { workers, bytes } = planMatrix(identities, names, resources, askedBytes(identities, asked), todo.length);
      found.workers = Math.max(found.workers, workers);
      found.bytes = Math.max(found.bytes, bytes);
    } catch (error) {
      if (!(error instanceof LensError)) throw error;
      found.problems.push({ code: error.code, message: error.message, paths: [] });
    }
  }
  return found;
}

/** Files that cannot be read, counts of samples that keep pairs apart, and choices that are open: all at once. */
function problemsOf(opened: OpenedPairs, plan: PairPlan): Estimate['problems'] {
  const pathOf = (array: number): string => plan.arrays[array]!.path;
  const unreadable = opened.faults.flatMap((fault, array) => (fault ? [{ ...fault, paths: [pathOf(array)] }] : []));
  const apart = new Set<number>();
  opened.pairs.forEach((pair, at) => {
    if (pair.kind === 'refused' && pair.error.code === 'sample-count-mismatch')
      for (const array of plan.pairs[at]!) apart.add(array);
  });
  const counted = [...apart].flatMap((array) => {
    const found = opened.compared[array];
    return found ? [{ name: opened.names[array]!, path: pathOf(array), samples: found.samples }] : [];
  });
  const open = opened.problems.map(({ code, message, arrays }) => ({ code, message, paths: arrays.map(pathOf) }));
  const mismatch = opened.pairs.find((pair) => pair.kind === 'refused' && pair.error.turn !== undefined);
  const turn = mismatch?.kind === 'refused' ? mismatch.error.turn : undefined;
  return [...unreadable, ...open, ...sampleCountProblems(counted, turn)];
}

/** Pairs that will be refused for other reasons than those: they do not keep the others from being computed. */
function refusals({ pairs, faults, problems }: OpenedPairs): Estimate['notices'] {
  const said = new Set([
    ...faults.flatMap((fault) => (fault ? [fault.message] : [])),
    ...problems.map((p) => p.message),
  ]);
  const refused = pairs.filter(
    (pair) => pair.kind === 'refused' && pair.error.code !== 'sample-count-mismatch' && !said.has(pair.error.message),
  );
  const [first] = refused;
  if (first?.kind !== 'refused') return [];
  const count = refused.length === 1 ? '1 pair' : `${refused.length} pairs`;
  return [
    { code: 'pairs-refused', message: `${count} cannot be compared and will be left empty: ${first.error.message}` },
  ];
}
