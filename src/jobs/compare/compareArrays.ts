import type { PairScores } from '../../analysis/pairs/pairScores';
import type { MeasureName } from '../../facts/measures';
import { LensError } from '../../facts/errors';
import type { CompareOutcome, CompareSpec } from '../../protocol/compareJob';
import { samplesWanted, spectrumWanted, wantedOf, type MeasureKernels } from '../../similarity/measures/wanted';
import { furtherSeconds } from '../analyses/furtherSeconds';
import { calibratedReport } from '../calibrate/calibratedReport';
import type { ComparedPair } from './comparedPair';
import { compareFrequencies } from './compareFrequencies';
import { factorFiles, factorsOfPair, type FactoringWork } from './factorsOfPair';
import { sameSides } from './sameArrays';
import { withoutDominating } from './withoutDominating';
import { measureAll, reportOf, withSpectra } from './reportOfFactors';
import { samplesOfPair } from './samplesOfPair';
import { scoresOfPair } from './scoresOfPair';
import { plainEngine, type Engine } from '../engine';
import type { Progress } from '../progress';
import type { FilePair } from '../passes/filePair';
import { planPair } from '../memoryPlan';
import { askedBytes, samplesAsked } from '../samplesAsked';
import { mapsOfPair, sidesOfPair, settlePair, type SettledHeaders } from '../arrays/settlePair';
import type { PairIdentity } from '../store/factorStore';

/** Milliseconds. */
interface Timings extends Record<string, number> {
  start: number;
  read: number;
  factor: number;
  measures: number;
  total: number;
}

/** What is asked of a pair, whichever it is. */
type AskedOfPair = Pick<CompareSpec, 'options' | 'resources'>;

/** Compares two arrays as {@link comparePair} does, or maps frequency by frequency (`dft`). @throws the same, and what compareFrequencies throws. */
export async function compareArrays(spec: CompareSpec, progress: Progress, engine?: Engine): Promise<CompareOutcome> {
  const settled = await settlePair(spec);
  if (settled.dft) {
    const maps = mapsOfPair(settled, spec.options);
    return { report: await compareFrequencies({ ...spec, maps, decided: settled.decided }, progress, engine) };
  }
  const calibrate = spec.options.calibrate !== undefined;
  const onCompare: Progress = (phase, share) => progress(phase, (calibrate ? 0.3 : 1) * share);
  const compared = await compareSettled(settled, spec, onCompare, engine);
  const onCalibrate: Progress = (phase, share) => progress(phase, 0.3 + 0.7 * share);
  const report = await calibratedReport(compared, spec, onCalibrate, engine);
  return { report, further: furtherSeconds(compared.pair, spec, (engine ?? plainEngine()).measures) };
}

/**
 * Compares two arrays: sums over their rows in passes, factors the pair, and computes the wanted measures. A pair that is known reads nothing
 * (`timings.read` is 0 then), known files are read once for their product.
 * @throws the refusals of opening, reading, recipes, orientation, memory and the measures, as LensErrors; `recipe-mismatch` for `dft`, which has a
 * CCA at each frequency and not one for the pair.
 */
export async function comparePair(spec: CompareSpec, progress: Progress, engine?: Engine): Promise<ComparedPair> {
  const settled = await settlePair(spec);
  if (!settled.dft) return compareSettled(settled, spec, progress, engine);
  throw new LensError(
    'recipe-mismatch',
    'A comparison by frequencies (dft) has directions and chances at each frequency, not for the pair; choose pool, flatten or interpolate.',
  );
}

/** The same of a pair whose headers were read. @throws the same. */
export async function compareSettled(
  settled: SettledHeaders,
  spec: AskedOfPair,
  progress: Progress,
  engine: Engine = plainEngine(),
): Promise<ComparedPair> {
  const start = performance.now();
  const timings: Timings = { start: 0, read: 0, factor: 0, measures: 0, total: 0 };
  const resources = spec.resources ?? {};
  const { measures: kernels } = engine;
  const opened = sidesOfPair(settled, spec.options);
  // What does not fit is refused before anything is read as a whole.
  const sides = [opened.a, opened.b];
  const asked = samplesAsked(sides, samplesWanted(spec.options, kernels), resources);
  const plan = planPair(opened.a, opened.b, opened.names, resources, askedBytes(sides, asked));
  opened.notices.push(...(await sameSides(opened, progress)));
  const starting = performance.now();
  const executor = await engine.executor(plan.workers);
  timings.start = performance.now() - starting;
  const store = engine.store(resources);
  const { factors, dropped, mask } = await factorsOfPair(opened, { ...spec, executor, store, progress, timings });
  progress('comparing', 0.7);
  const before = performance.now();
  const ready = await withSpectra(factors, spectrumWanted(spec.options, kernels), executor, () =>
    progress('comparing', 0.8),
  );
  const lasting = (): boolean => performance.now() - start > store.lastingFrom;
  const said = `reading samples of ${opened.names.a} and ${opened.names.b}`;
  const onShare = (share: number): void => progress(said, 0.8 + 0.15 * share);
  const samples =
    asked && (await samplesOfPair({ ...opened, mask: await mask() }, asked, { executor, store, lasting, onShare }));
  const measured = await measureAll(ready, spec.options, executor, { kernels, samples });
  const anew = { ...spec, executor, store, progress: () => undefined, timings: { read: 0, factor: 0 } };
  measured.warnings = await withoutDominating(opened, mask, measured.warnings, (rows) =>
    firstScores({ a: opened.a, b: opened.b, names: opened.names, mask: rows }, anew, kernels),
  );
  timings.measures = performance.now() - before;
  timings.total = performance.now() - start;
  const identity: PairIdentity = { a: opened.a, b: opened.b, dropped };
  if (ready.a !== factors.a || ready.b !== factors.b || timings.read > 0) {
    // What noise or a forced route yields is for those who asked for it alone.
    if (!factors.noisyTrials && resources.route === undefined)
      await store.keepPair(identity, { ...ready, notices: factors.notices }, lasting());
  }
  return {
    report: reportOf(opened, ready, measured, { ...spec, kernels }, timings),
    factors: ready,
    pair: opened,
    samples,
    mask,
  };
}

/** The scores of a pair that take no more than its factors, over the rows that its mask keeps. */
async function firstScores(pair: FilePair, work: FactoringWork, kernels: MeasureKernels): Promise<PairScores> {
  const { options, executor } = work;
  const measures = wantedOf(options, kernels).flatMap(({ facts: { id, onRequest } }) =>
    onRequest ? [] : [id as MeasureName],
  );
  const first = { ...options, measures };
  const { factors } = await factorFiles(pair, work);
  const ready = await withSpectra(factors, spectrumWanted(first, kernels), executor, () => undefined);
  const measured = await measureAll(ready, first, executor, { kernels, samples: undefined });
  return scoresOfPair(ready, measured, kernels).scores;
}
