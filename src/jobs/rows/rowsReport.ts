import type { MeasureName } from '../../facts/measures';
import type { PairScores } from '../../analysis/pairs/pairScores';
import type { ComparisonReport } from '../../facts/report';
import type { Notice } from '../../facts/reportParts';
import type { CompareSpec } from '../../protocol/compareJob';
import { remarksOn } from '../../similarity/remarks';
import { mostlyPadded } from '../../similarity/remarks/paddedSequences';
import type { SampleFacts } from '../../similarity/remarks/sampleFacts';
import { factorPair } from '../../similarity/routes/factorPair';
import type { SideWork } from '../../similarity/routes/primalRoute';
import type { RowPasses, SideName } from '../../similarity/routes/rowPasses';
import type { SideFactors } from '../../similarity/routes/sideFactors';
import { keptPasses } from '../../similarity/rows/keptPasses';
import { spectrumWanted, wantedOf, type MeasureKernels } from '../../similarity/measures/wanted';
import { measureAll, reportOf, withSpectra } from '../compare/reportOfFactors';
import { factsOf } from '../compare/sampleRemarks';
import { onBothSides, saidOfSame } from '../compare/sameArrays';
import { scoresOfPair } from '../compare/scoresOfPair';
import { withScoresWithout } from '../compare/withoutDominating';
import { confirmed } from '../passes/factsOfSamples';
import { neuronsOf, samplesOf } from '../passes/filePair';
import { finiteSamples } from '../passes/finiteSamples';
import { sidesOf } from '../passes/keptSide';
import type { LostVariance } from '../passes/lostVariance';
import { repeatedMarks } from '../passes/rowMarks';
import { rowsOfSample, sampleOfRow, sampleWord } from '../passes/sampleOfRow';
import { tellingWhy } from '../passes/tellingWhy';
import type { Executor } from '../pool/executor';
import type { Progress } from '../progress';
import type { MergedShards, MergedSide } from './mergeShards';
import type { RowsPair } from './rowsPair';

/** With what a report is made. */
interface ReportWork {
  spec: Pick<CompareSpec, 'options' | 'resources'>;
  executor: Executor;
  kernels: MeasureKernels;
  progress: Progress;
}

/**
 * The report of a pair from what its shards come to: that of a comparison of its files, up to rounding. At most two rows of a side are read, to see whether
 * rows that seem to repeat are the same.
 * @throws what factoring and measuring throw.
 */
export async function rowsReport(pair: RowsPair, merged: MergedShards, work: ReportWork): Promise<ComparisonReport> {
  const { executor, kernels, progress, spec } = work;
  const start = performance.now();
  const { sides } = pair;
  const passes = keptPasses(merged.rows, { same: pair.same, units: { a: sides.a.unit, b: sides.b.unit } });
  const dropped = await droppedNotices(pair, merged);
  progress('factoring', 0.5);
  const found = await factored(pair, merged, passes, executor);
  const remarks: Notice[] = [];
  for (const side of sidesUsed(pair))
    remarks.push(...(await remarksOf(pair, side, merged.sides[side]!, found[side], passes)));
  const factors = { ...found, notices: [...dropped, ...found.notices, ...remarks] };
  progress('comparing', 0.7);
  const before = performance.now();
  const ready = await withSpectra(factors, spectrumWanted(spec.options, kernels), executor, () =>
    progress('comparing', 0.8),
  );
  const measured = await measureAll(ready, spec.options, executor, { kernels, samples: undefined });
  measured.warnings = await tellingWithout(pair, passes, measured.warnings, work);
  const notices = [
    ...sides.notices,
    ...(onBothSides(sides) ?? (merged.alike ? await saidOfSame([sidesOf(sides)]) : [])),
    ...mixedNotice(merged),
  ];
  const end = performance.now();
  const timings = { start: 0, read: 0, factor: before - start, measures: end - before, total: end - start };
  return reportOf({ ...sides, notices }, ready, measured, { options: spec.options, kernels }, timings);
}

function sidesUsed({ same }: RowsPair): readonly SideName[] {
  return same ? ['a'] : ['a', 'b'];
}

async function factored(pair: RowsPair, merged: MergedShards, passes: RowPasses, executor: Executor) {
  const { names } = pair.sides;
  const { samples } = passes;
  const work: SideWork = {
    fromProducts: (products, transform, name, unit) =>
      executor.run('moments', { products, transform, name, samples, unit }),
  };
  return factorPair(passes, names, { work }).catch(async (error: unknown) => {
    throw await tellingWhy(error, sidesOf(pair.sides), (side) =>
      Promise.resolve(lostVarianceOf(merged.sides[pair.same || side.name === names.a ? 'a' : 'b']!, side.identity)),
    );
  });
}

function lostVarianceOf(
  { rounded, padding }: MergedSide,
  { address: { recipe } }: RowsPair['sides']['a'],
): LostVariance | undefined {
  if (rounded) return { rounded };
  const last = recipe?.kind === 'sequence' && recipe.sequence === 'last';
  return last && padding && mostlyPadded(padding) ? { padding } : undefined;
}

/** What is said of samples that were left out. @throws TooFewSamplesError. */
async function droppedNotices({ sides, same, rows }: RowsPair, merged: MergedShards): Promise<Notice[]> {
  if (sidesUsed({ same } as RowsPair).every((side) => merged.sides[side]!.lostValues === 0)) return [];
  const pair = same ? { ...sides, b: sides.a } : sides;
  const { notices } = await finiteSamples(pair, (identity) => {
    const { lostRows, lostValues } = merged.sides[identity === sides.a ? 'a' : 'b']!;
    const finite = new Uint8Array(rows).fill(1);
    for (const lost of lostRows) for (const row of lost) finite[row] = 0;
    return Promise.resolve({ nonFinite: lostValues, finiteSamples: finite });
  });
  return notices;
}

/** What is said of the samples of a side: what the first shard found where it was held, else what shards have marked and summed. */
async function remarksOf(
  { sides, rows }: RowsPair,
  side: SideName,
  { marks, rounded, remarks, padding }: MergedSide,
  factors: SideFactors,
  passes: RowPasses,
): Promise<Notice[]> {
  if (remarks) return remarks;
  const identity = sides[side];
  const { far, widest, constant = [] } = factsOf(factors);
  const dead = constant.filter((neuron) => factors.mean[neuron] === 0);
  const facts: SampleFacts = {
    name: sides.names[side],
    word: sampleWord(identity),
    neurons: neuronsOf(identity),
    samples: marks?.rows ?? rows,
    zeros: marks?.zeros ?? 0,
    duplicates: marks && (await confirmed(repeatedMarks(marks), identity)),
    widest,
    dead: dead.length > 0 ? { count: dead.length, first: Math.min(...dead) } : undefined,
    halves: undefined,
    rounded,
    looked: marks !== undefined,
    farthest: far && rowsOfSample(identity) === 1 ? await farthestOf(identity, side, factors, passes) : undefined,
    padding,
  };
  return remarksOn(facts);
}

/** Of the rows that are held the one farthest from the means, with its share of the squared distances of all. */
async function farthestOf(
  identity: RowsPair['sides']['a'],
  side: SideName,
  { columns, scaleExponent, shift, offset, norms }: SideFactors,
  passes: RowPasses,
): Promise<SampleFacts['farthest']> {
  const places = (await passes.farthest?.(Infinity)) ?? [];
  const { data, columns: width } = await passes.rows(side, places);
  let farthest: SampleFacts['farthest'];
  places.forEach((place, i) => {
    let norm = 0;
    for (const j of columns) norm += (data[i * width + j]! * 2 ** -scaleExponent - shift[j]! - offset[j]!) ** 2;
    if (!farthest || norm / norms.sum > farthest.share)
      farthest = { sample: sampleOfRow(identity)(place), share: norm / norms.sum };
  });
  return farthest;
}

/** Remarks on samples that dominate, with the scores without them, where all rows of these are held. */
async function tellingWithout(
  { sides: { a, b, names }, rows }: RowsPair,
  passes: RowPasses,
  warnings: Notice[],
  { spec, executor, kernels }: ReportWork,
): Promise<Notice[]> {
  if (rowsOfSample(a) > 1 || rowsOfSample(b) > 1 || samplesOf(a) !== rows) return warnings;
  const sampleOf = sampleOfRow(a);
  const held = (await passes.farthest?.(Infinity)) ?? [];
  return withScoresWithout(warnings, async (samples): Promise<PairScores> => {
    const rest = passes.without(held.filter((place) => samples.includes(sampleOf(place))));
    const measures = wantedOf(spec.options, kernels).flatMap(({ facts: { id, onRequest } }) =>
      onRequest ? [] : [id as MeasureName],
    );
    const options = { ...spec.options, measures };
    const factors = await factorPair(rest, names);
    const ready = await withSpectra(factors, spectrumWanted(options, kernels), executor, () => undefined);
    const measured = await measureAll(ready, options, executor, { kernels, samples: undefined });
    return scoresOfPair(ready, measured, kernels).scores;
  });
}

/** That shards were computed with kernels of several kinds, which round in other ways. */
function mixedNotice({ kernels }: MergedShards): Notice[] {
  if (kernels.length === 1) return [];
  const message = `The shards were computed with ${kernels.length} kinds of kernels (${kernels.join('; ')}), which round in other ways: last digits are not those of one machine alone.`;
  return [{ code: 'shards-of-several-kernels', message }];
}
