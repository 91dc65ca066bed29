import { orderNotices } from '../../analysis/pairs/atNull';
import { LensError } from '../../facts/errors';
import type { CompareOutcome, CompareSpec, SideIdentity } from '../../protocol/worker';
import { NonFiniteError } from '../../similarity/errors';
import { factorPair } from '../../similarity/routes/factorPair';
import { factorRobustly } from '../../similarity/routes/factorRobustly';
import { joinMeasures, measureLists, spectrumWanted, type Measured } from '../../similarity/measures/measures';
import type { CompareOptions } from '../../facts/options';
import { isTurned } from '../../similarity/orientation';
import type { PairFactors } from '../../similarity/routes/pairFactors';
import type { ComparisonReport } from '../../facts/report';
import type { DroppedNeuron, Notice, SideReport } from '../../facts/reportParts';
import type { SideWork } from '../../similarity/routes/primalRoute';
import type { RowPasses } from '../../similarity/routes/rowPasses';
import { pairMismatch, type MatrixPair } from '../../similarity/remarks/sampleMismatch';
import type { SideFactors } from '../../similarity/routes/sideFactors';
import { wideLayers } from '../../similarity/remarks/wideLayers';
import { allEnded } from '../allEnded';
import { compareFrequencies } from './compareFrequencies';
import { sameSides } from './sameArrays';
import { perhapsReordered } from './perhapsReordered';
import { factsOf } from './sampleRemarks';
import { scoresOfPair } from './scoresOfPair';
import { plainEngine, type Engine } from '../engine';
import type { Progress } from '../progress';
import { planPair } from '../memoryPlan';
import { filePasses, type FilePasses } from '../passes/filePasses';
import type { FilePair } from '../passes/filePair';
import { finiteSamples } from '../passes/finiteSamples';
import { sidesOf } from '../passes/roundedValues';
import { tellingWhy } from '../passes/tellingWhy';
import type { Executor } from '../pool/executor';
import { openSides, readMatrixOf } from '../arrays/openSides';
import { settlePair, type SettledSpec } from '../arrays/settlePair';
import type { FactorStore, PairIdentity } from '../store/factorStore';

interface Timings extends Record<string, number> {
  start: number;
  read: number;
  factor: number;
  measures: number;
  total: number;
}

/** Two files as their headers say they are. */
interface OpenedPair extends FilePair {
  notices: Notice[];
}

/** A compared pair: the report, and the factors it was made from, with the spectra that it needed. */
interface ComparedPair extends CompareOutcome {
  factors: PairFactors;
  pair: FilePair;
  /** Whether samples were left out because they hold values that are not finite. */
  dropped: boolean;
}

/** Compares two arrays as {@link comparePair} does, or maps frequency by frequency (`dft`). @throws the same, and what compareFrequencies throws. */
export async function compareArrays(spec: CompareSpec, progress: Progress, engine?: Engine): Promise<CompareOutcome> {
  const settled = await settlePair(spec);
  if (settled.dft) return { report: await compareFrequencies(settled, progress, engine) };
  const { report } = await compareSettled(settled, progress, engine);
  return { report };
}

/**
 * Compares two arrays: sums over their rows in passes, factors the pair, and computes the wanted measures. A pair that is known reads nothing
 * (`timings.read` is 0 then), known files are read once for their product.
 * @throws the refusals of opening, reading, recipes, orientation, memory and the measures, as LensErrors; `recipe-mismatch` for `dft`, which has a
 * CCA at each frequency and not one for the pair.
 */
export async function comparePair(spec: CompareSpec, progress: Progress, engine?: Engine): Promise<ComparedPair> {
  const settled = await settlePair(spec);
  if (!settled.dft) return compareSettled(settled, progress, engine);
  throw new LensError(
    'recipe-mismatch',
    'A comparison by frequencies (dft) has directions and chances at each frequency, not for the pair; choose pool, flatten or interpolate.',
  );
}

async function compareSettled(
  spec: SettledSpec,
  progress: Progress,
  engine: Engine = plainEngine(),
): Promise<ComparedPair> {
  const start = performance.now();
  const timings: Timings = { start: 0, read: 0, factor: 0, measures: 0, total: 0 };
  const resources = spec.resources ?? {};
  const opened = await openPair(spec);
  // What does not fit is refused before anything is read as a whole.
  const plan = planPair(opened.a, opened.b, opened.names, resources);
  opened.notices.push(...(await sameSides(opened, progress)));
  const starting = performance.now();
  const executor = await engine.executor(plan.workers);
  timings.start = performance.now() - starting;
  const store = engine.store(resources);
  const { factors, dropped } = await factorsOf(opened, spec, executor, store, progress, timings);
  progress('comparing', 0.7);
  const before = performance.now();
  const ready = await withSpectra(factors, spec.options, executor, () => progress('comparing', 0.8));
  const measured = await measureAll(ready, spec.options, executor);
  timings.measures = performance.now() - before;
  timings.total = performance.now() - start;
  const lasting = timings.total > store.lastingFrom;
  const identity: PairIdentity = { a: opened.a, b: opened.b, dropped };
  if (ready.a !== factors.a || ready.b !== factors.b || timings.read > 0) {
    // What noise or a forced route yields is for those who asked for it alone.
    if (!factors.noisyTrials && resources.route === undefined)
      await store.keepPair(identity, { ...ready, notices: factors.notices }, lasting);
  }
  return { report: reportOf(opened, ready, measured, spec, timings), factors: ready, pair: opened, dropped };
}

async function openPair({ a, b, options, decided }: SettledSpec): Promise<OpenedPair> {
  const turned = [isTurned(options, 'a', a.recipe), isTurned(options, 'b', b.recipe)];
  const { names, sides, notices } = await openSides([a, b], turned, undefined, options.rank);
  const pair: MatrixPair = [readMatrixOf(sides[0]!, names[0]!), readMatrixOf(sides[1]!, names[1]!)];
  const mismatch = pairMismatch(pair, options);
  if (mismatch) throw mismatch;
  return {
    names: { a: names[0]!, b: names[1]! },
    a: sides[0]!,
    b: sides[1]!,
    notices: [...decided, ...wideLayers([pair], options), ...notices],
  };
}

async function factorsOf(
  opened: OpenedPair,
  spec: CompareSpec,
  executor: Executor,
  store: FactorStore,
  progress: Progress,
  timings: Timings,
): Promise<{ factors: PairFactors; dropped: boolean }> {
  const pair: FilePair = { a: opened.a, b: opened.b, names: opened.names };
  const { dropNonFinite } = spec.options;
  const route = spec.resources?.route;
  for (const dropped of dropNonFinite ? [false, true] : [false]) {
    const known = route === undefined && (await store.pair({ a: pair.a, b: pair.b, dropped }));
    if (known) return { factors: renamed(known, pair.names), dropped };
  }
  const start = performance.now();
  const factor = async (files: FilePair): Promise<PairFactors> => {
    const { factors, marks } = await factorFiles(files, spec, executor, store, progress, timings).catch(
      async (error: unknown) => {
        throw await tellingWhy(error, sidesOf(files));
      },
    );
    const notices = await samplesOfPair(files, factors, marks, executor);
    return { ...factors, notices: [...factors.notices, ...notices] };
  };
  try {
    return { factors: await factor(pair), dropped: false };
  } catch (error) {
    if (!(error instanceof NonFiniteError) || !dropNonFinite) throw error;
    progress('looking for NaN and infinities', 0.1);
    const { mask, notices } = await finiteSamples(pair);
    const factors = await factor({ ...pair, mask });
    return { factors: { ...factors, notices: [...notices, ...factors.notices] }, dropped: true };
  } finally {
    timings.factor = performance.now() - start - timings.read;
  }
}

async function factorFiles(
  pair: FilePair,
  spec: CompareSpec,
  executor: Executor,
  store: FactorStore,
  progress: Progress,
  timings: Timings,
): Promise<{ factors: PairFactors; marks: ReturnType<FilePasses['marks']> }> {
  const said = `reading ${pair.names.a} and ${pair.names.b}`;
  const files = filePasses(pair, executor, (share) => progress(said, Math.min(0.65, 0.65 * share)));
  const passes = timed(files, timings);
  const { samples } = passes;
  const work: SideWork = {
    fromProducts: (products, transform, name, unit) =>
      executor.run('moments', { products, transform, name, samples, unit }),
  };
  const known = pair.mask ? {} : await store.sides({ a: pair.a, b: pair.b, dropped: false });
  const route = spec.resources?.route;
  const plain = (): Promise<PairFactors> =>
    factorPair(passes, pair.names, { known, work, ...(route ? { route } : {}) });
  if (!spec.options.robust) return { factors: await plain(), marks: files.marks() };
  const read = async () => ({ a: await passes.read('a'), b: await passes.read('b') });
  const factors = await factorRobustly((noisy) => (noisy ? factorPair(noisy, pair.names) : plain()), read, pair.names);
  return { factors, marks: files.marks() };
}

/** What is said of the samples of both sides; of a file against itself once. */
async function samplesOfPair(
  { mask, names, ...files }: FilePair,
  factors: PairFactors,
  marks: ReturnType<FilePasses['marks']>,
  executor: Executor,
) {
  const same = JSON.stringify(files.a) === JSON.stringify(files.b);
  const said = (same ? (['a'] as const) : (['a', 'b'] as const)).map((side) =>
    executor.run('sampleRemarks', {
      identity: files[side],
      name: names[side],
      mask,
      ...factsOf(factors[side]),
      marks: marks[side],
    }),
  );
  return (await allEnded(said)).flat();
}

/** Passes whose time counts as reading. */
function timed(passes: RowPasses, timings: Timings): RowPasses {
  return {
    ...passes,
    async sum(...args) {
      const start = performance.now();
      try {
        return await passes.sum(...args);
      } finally {
        timings.read += performance.now() - start;
      }
    },
  };
}

async function withSpectra(
  factors: PairFactors,
  options: CompareOptions,
  executor: Executor,
  halfway: () => void,
): Promise<PairFactors> {
  const wanted = spectrumWanted(options);
  if (!wanted.values) return factors;
  const spectrum = (side: SideFactors) => executor.run('spectrum', { side, wanted });
  const self = factors.a.gram !== undefined && factors.a.gram === factors.b.gram;
  const first = spectrum(factors.a);
  const [a, b] = await allEnded([first, self ? first : spectrum(factors.b)]);
  halfway();
  return { ...factors, a, b: { ...b, name: factors.b.name } };
}

async function measureAll(factors: PairFactors, options: CompareOptions, executor: Executor): Promise<Measured> {
  const [canonical, others] = measureLists(options);
  const tasks = [
    { measures: canonical, factors: { ...factors, a: forCanonical(factors.a), b: forCanonical(factors.b) } },
    { measures: others, factors: { ...factors, a: forOthers(factors.a, factors), b: forOthers(factors.b, factors) } },
  ].filter(({ measures }) => measures.length > 0);
  return joinMeasures(factors, await allEnded(tasks.map((task) => executor.run('measure', { ...task, options }))));
}

/** What CCA and PWCCA need of a side: less to send to another thread. */
function forCanonical({ gram: _gram, right: _right, ...side }: SideFactors): SideFactors {
  return side;
}

/** What the measures besides CCA and PWCCA need of a side. */
function forOthers({ gram: _gram, basis, ...side }: SideFactors, { cross }: PairFactors): SideFactors {
  return { ...side, ...(basis && cross.kind === 'whitened' ? { basis } : {}) };
}

/** Factors that were kept, under the names that this comparison gives its files. */
function renamed(factors: PairFactors, names: FilePair['names']): PairFactors {
  return { ...factors, a: { ...factors.a, name: names.a }, b: { ...factors.b, name: names.b } };
}

function reportOf(
  opened: OpenedPair,
  factors: PairFactors,
  { dropped, warnings, ...measured }: Measured,
  spec: CompareSpec,
  timings: Timings,
): ComparisonReport {
  const sides = {
    a: sideReport(opened.a, factors, 'a', dropped.a),
    b: sideReport(opened.b, factors, 'b', dropped.b),
  };
  const scores = scoresOfPair(factors, { ...measured, dropped, warnings });
  const order = perhapsReordered(factors, scores, warnings)
    ? orderNotices('The two arrays are', [`${opened.names.a} with ${opened.names.b}`])
    : [];
  return {
    schema: 1,
    ...sides,
    ...measured,
    warnings: [...opened.notices, ...warnings.map(({ code, message }) => ({ code, message })), ...order],
    options: spec.options,
    timings,
  };
}

function sideReport(side: SideIdentity, factors: PairFactors, which: 'a' | 'b', dropped: DroppedNeuron[]): SideReport {
  const { features, rank, roundingDimensions } = factors[which];
  return {
    path: side.address.path,
    shape: side.stored?.shape ?? side.shape,
    dtype: side.stored?.dtype ?? side.dtype,
    samples: factors.samples,
    features,
    rank,
    ...(roundingDimensions > 0 ? { roundingDimensions } : {}),
    ...(side.unit > 0 ? { unit: side.unit } : {}),
    dropped: [...dropped].sort((x, y) => x.index - y.index),
    transposed: side.transposed,
    ...(side.address.recipe ? { recipe: side.address.recipe } : {}),
  };
}
