import type { PairCell } from '../../analysis/pairs/pairScores';
import { distinct, groupedBy } from '../../analysis/pairs/inOrder';
import type { CompareOptions } from '../../facts/options';
import type { Notice } from '../../facts/reportParts';
import { matrix } from '../../linalg/matrix';
import { cancels } from '../../similarity/measures/debiasedTerms';
import { measurePair } from '../../similarity/measures/measures';
import { scoringOf, spectrumWanted, type MeasureKernels } from '../../similarity/measures/wanted';
import { neuronsCorrelate } from '../../similarity/remarks/correlatedNeurons';
import { sideNotices } from '../../similarity/remarks/sideNotices';
import { gramianBands, gramianWork } from '../../similarity/routes/gramianBands';
import { transformOf } from '../../similarity/routes/primalRoute';
import { covarianceSuffices, routeReport } from '../../similarity/routes/routeCriteria';
import type { SideFactors } from '../../similarity/routes/sideFactors';
import { allEnded } from '../allEnded';
import type { SideIdentity } from '../../protocol/sideIdentity';
import type { BandProducts } from '../passes/bandProducts';
import { neuronsOf, samplesOf } from '../passes/filePair';
import { placedNotices } from './placedNotices';
import { perhapsReordered } from './perhapsReordered';
import type { PairTask } from './pairTasks';
import { scoresOfPair } from './scoresOfPair';
import type { SideSource, MaskedSide } from './sideSource';
import type { Executor } from '../pool/executor';
import type { PlacedTask } from './tiles';

/** With what pairs of a set are compared, see computeSet. */
export interface SetWork {
  sides: readonly MaskedSide[];
  source: SideSource;
  executor: Executor;
  options: CompareOptions;
  kernels: MeasureKernels;
  /** Bytes that each worker may take for rows. */
  bytes: number;
  finish: (task: PairTask, cell: PairCell) => void;
  /** Hears what share of the pairs that are compared together is done. */
  onShare: (share: number) => void;
}

/** A side whose Gramian is multiplied with those of others: what its pairs need of it, no matrix among it. */
interface GramianSide {
  factors: SideFactors;
  identity: SideIdentity;
  remarks: Notice[];
  correlate: boolean;
}

/**
 * The tasks of a whole set, of one number of samples, that are compared all at once by their Gramians, where that takes fewer multiplications (see
 * gramianWork). Headers and rows alone decide, and all of the set: which of them are known, or computed elsewhere, does not. So what a pair comes to is
 * the same whoever computes it.
 */
export function gramianTasks(
  tasks: readonly PairTask[],
  sides: readonly MaskedSide[],
  options: CompareOptions,
  kernels: MeasureKernels,
): PairTask[] {
  const wanted = spectrumWanted(options, kernels);
  if (wanted.values || !wanted.acrossAlone) return [];
  const fit = tasks.filter(({ a, b }) => {
    const narrow = [a, b].every((at) => neuronsOf(sides[at]!.identity) < samplesOf(sides[at]!.identity));
    return narrow && sides[a]!.mask === sides[b]!.mask;
  });
  const together = groupedBy(fit, ({ a }) => sides[a]!.mask);
  return [...together.values()].flatMap((some) => (isWorthIt(some, sides) ? some : []));
}

/**
 * Compares pairs of {@link gramianTasks} by their Gramians; yields those that are to be computed another way. Scores differ in their last digits
 * from those of a pair by itself (by 1e-15 or so), and do not depend on memory, workers, or which pairs there are. @throws FileChangedError; what is no refusal.
 */
export async function compareByGramians(tasks: readonly PlacedTask[], work: SetWork): Promise<PlacedTask[]> {
  const together = groupedBy(tasks, ({ i }) => work.sides[i]!.mask);
  const left: PlacedTask[] = [];
  for (const [mask, some] of together) left.push(...(await compareAll(some, mask, work)));
  return left;
}

function isWorthIt(tasks: readonly PairTask[], sides: readonly MaskedSide[]): boolean {
  const used = distinct(tasks.flatMap(({ a, b }) => [a, b]));
  const placeOf = new Map(used.map((side, at) => [side, at]));
  const neurons = used.map((at) => neuronsOf(sides[at]!.identity));
  const pairs = tasks.map(({ a, b }) => [placeOf.get(a)!, placeOf.get(b)!] as const);
  const { together, alone } = gramianWork(samplesOf(sides[used[0]!]!.identity), neurons, pairs);
  return together < alone;
}

/** Pairs of sides over the same rows; those are left that are to be computed another way. */
async function compareAll(
  tasks: readonly PlacedTask[],
  mask: Uint8Array | undefined,
  work: SetWork,
): Promise<PlacedTask[]> {
  const { sides, source, finish } = work;
  const samples = mask ? mask.reduce((sum, flag) => sum + flag, 0) : samplesOf(sides[tasks[0]!.i]!.identity);
  const found = new Map<number, GramianSide>();
  await allEnded(
    usedIn(tasks).map(async (at) => {
      const factors = await source.side(at);
      if (!factors || !isFit(factors, samples)) return;
      const correlate = neuronsCorrelate(factors, samples);
      const { identity } = sides[at]!;
      found.set(at, { factors: withoutMatrices(factors), identity, remarks: await source.remarks(at), correlate });
    }),
  );
  const fit = tasks.filter(({ i, j }) => found.has(i) && found.has(j));
  if (fit.length === 0) return [...tasks];
  const used = usedIn(fit);
  const placeOf = new Map(used.map((side, at) => [side, at]));
  const products = await productsOf(used, mask, found, work);
  for (const { task, i, j } of fit) {
    const at = placeOf.get(i)! * used.length + placeOf.get(j)!;
    const [a, b] = [found.get(i)!, found.get(j)!];
    const across = products.across.data[at]!;
    finish(task, cellOf(a, b, samples, { across, normProduct: products.norms.data[at]! }, work));
  }
  return tasks.filter(({ i, j }) => !found.has(i) || !found.has(j));
}

/** Whether a pair of the side needs nothing but one pass for the products across: as the route of covariances has it. */
function isFit(side: SideFactors, samples: number): boolean {
  const lost = samples >= 4 && cancels(side, samples);
  return side.basis !== undefined && covarianceSuffices(side) && !lost;
}

function withoutMatrices({ gram: _gram, basis: _basis, right: _right, ...side }: SideFactors): SideFactors {
  return side;
}

/** The products of all sides, band by band, in the units of the sides; what each has with itself becomes the norms that it is divided by. */
async function productsOf(
  used: readonly number[],
  mask: Uint8Array | undefined,
  found: Map<number, GramianSide>,
  { sides, executor, bytes, onShare }: SetWork,
): Promise<BandProducts> {
  const passSides = used.map((at) => {
    const { identity } = sides[at]!;
    return { identity, alongSecondAxis: identity.transposed, transform: transformOf(found.get(at)!.factors) };
  });
  const cuts = gramianBands(samplesOf(sides[used[0]!]!.identity));
  const bands = cuts.slice(1).map((to, band): [number, number] => [cuts[band]!, to]);
  // Every worker takes each so manieth band, and reads the files once for all of them.
  const shares = Array.from({ length: Math.min(executor.workers, bands.length) }, (_, worker) =>
    bands.filter((_, band) => band % executor.workers === worker),
  );
  let done = 0;
  const computed = await allEnded(
    shares.map((share) =>
      executor.run('bands', { sides: passSides, mask, bands: share, bytes }, (part) =>
        onShare((done += (part * share.length) / bands.length)),
      ),
    ),
  );
  const parts = bands.map((_, band) => computed[band % executor.workers]![Math.floor(band / executor.workers)]!);
  const count = used.length;
  const total: BandProducts = { across: matrix(count, count), norms: matrix(count, count) };
  for (const part of parts) {
    for (const name of ['across', 'norms'] as const)
      part[name].data.forEach((value, at) => (total[name].data[at]! += value));
  }
  used.forEach((side, at) => {
    const own = found.get(side)!;
    const { norms } = own.factors;
    const [covarianceNorm, squares] = [total.across, total.norms].map(({ data }) => data[at * count + at]!);
    own.factors = { ...own.factors, covarianceNorm: covarianceNorm!, norms: { ...norms, squares: squares! } };
  });
  return total;
}

function cellOf(
  { factors: a, ...ofA }: GramianSide,
  { factors: b, ...ofB }: GramianSide,
  samples: number,
  products: { across: number; normProduct: number },
  { options, kernels }: SetWork,
): PairCell {
  const cross = { kind: 'covariance' as const, matrix: matrix(0, 0), ...products };
  const factors = { samples, a, b, cross, route: routeReport('gram', a, b), notices: [a, b].flatMap(sideNotices) };
  const measured = measurePair(factors, options, undefined, scoringOf(options, kernels));
  const scored = scoresOfPair(factors, measured, kernels);
  const pair = { a: ofA.identity, b: ofB.identity, names: { a: a.name, b: b.name } };
  const notices = placedNotices([...measured.warnings, ...ofA.remarks, ...(a === b ? [] : ofB.remarks)], pair);
  const correlate = ofA.correlate || ofB.correlate;
  const reordered = perhapsReordered(factors, scored.scores, notices, () => correlate);
  return { ...scored, notices, ...(reordered ? { perhapsReordered: true } : {}) };
}

/** Places of the sides of some tasks, each once. */
function usedIn(tasks: readonly PlacedTask[]): number[] {
  return distinct(tasks.flatMap(({ i, j }) => [i, j]));
}
