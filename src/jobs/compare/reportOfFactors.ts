import { orderNotices } from '../../analysis/pairs/atNull';
import { kernels as kernelsInUse } from '../../linalg/activeKernels';
import type { CompareOptions } from '../../facts/options';
import type { ComparisonReport } from '../../facts/report';
import type { DroppedNeuron, Notice, RouteReport, SideReport } from '../../facts/reportParts';
import type { CompareSpec } from '../../protocol/compareJob';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { joinMeasures, type Measured } from '../../similarity/measures/measures';
import { samplesWanted, threadLists, wantedOf, type MeasureKernels } from '../../similarity/measures/wanted';
import type { PairFactors } from '../../similarity/routes/pairFactors';
import type { SideFactors } from '../../similarity/routes/sideFactors';
import type { SpectrumWanted } from '../../similarity/routes/spectrum';
import type { PairSamples } from '../../similarity/samples/sideSamples';
import { allEnded } from '../allEnded';
import type { PairSides } from '../arrays/settlePair';
import type { Executor } from '../pool/executor';
import { perhapsReordered } from './perhapsReordered';
import { placedNotices } from './placedNotices';
import { scoresOfPair } from './scoresOfPair';
import { forCanonical, forOthers } from './sentFactors';

/** A factored pair with what is wanted of its sides' spectra; `halfway` hears when these are there. */
export async function withSpectra(
  factors: PairFactors,
  wanted: SpectrumWanted,
  executor: Executor,
  halfway: () => void,
): Promise<PairFactors> {
  if (!wanted.values) return factors;
  const spectrum = (side: SideFactors) => executor.run('spectrum', { side, wanted });
  const self = factors.a.gram !== undefined && factors.a.gram === factors.b.gram;
  const first = spectrum(factors.a);
  const [a, b] = await allEnded([first, self ? first : spectrum(factors.b)]);
  halfway();
  return { ...factors, a, b: { ...b, name: factors.b.name } };
}

/** Every wanted measure of a factored pair whose spectra are there, by an executor. @throws what joinMeasures throws. */
export async function measureAll(
  factors: PairFactors,
  options: CompareOptions,
  executor: Executor,
  { kernels, samples }: { kernels: MeasureKernels; samples: PairSamples | undefined },
): Promise<Measured> {
  const tasks = threadLists(options, kernels)
    .filter((measures) => measures.length > 0)
    .map((measures) => {
      const asked = wantedOf({ measures }, kernels);
      const own = (side: SideFactors): SideFactors =>
        asked.every(({ facts }) => facts.ofCanonical) ? forCanonical(side) : forOthers(side, factors, asked);
      return { measures, factors: { ...factors, a: own(factors.a), b: own(factors.b) } };
    });
  const parts = tasks.map(({ measures, factors: some }) => {
    const given = samplesWanted({ measures }, kernels) && samples;
    return executor.run('measure', { measures, factors: some, options, samples: given });
  });
  return joinMeasures(factors, await allEnded(parts), kernels);
}

/** The report of a pair from what was measured. */
export function reportOf(
  opened: PairSides,
  factors: PairFactors,
  { dropped, warnings, ...measured }: Measured,
  { options, kernels }: Pick<CompareSpec, 'options'> & { kernels: MeasureKernels },
  timings: Record<string, number>,
): ComparisonReport {
  const sides = {
    a: sideReport(opened.a, factors, 'a', dropped.a),
    b: sideReport(opened.b, factors, 'b', dropped.b),
  };
  const { scores } = scoresOfPair(factors, { ...measured, dropped, warnings }, kernels);
  const order = perhapsReordered(factors, scores, warnings)
    ? orderNotices('The two arrays are', [`${opened.names.a} with ${opened.names.b}`])
    : [];
  return {
    schema: 1,
    ...sides,
    ...measured,
    route: withLibrary(measured.route),
    warnings: placedNotices([...opened.notices, ...warnings, ...order], opened).map(ofOnePair),
    options,
    timings,
  };
}

/** A remark as the report of one pair has it, which shows all scores. */
function ofOnePair(notice: Notice): Notice {
  const own = { ...notice };
  delete own.byScore;
  return own;
}

/** A route, with the library of the machine that computed what is wide, where one did. */
function withLibrary(route: RouteReport): RouteReport {
  const { library } = kernelsInUse();
  return library === undefined ? route : { ...route, reason: `${route.reason} Computed with ${library.said}.` };
}

function sideReport(side: SideIdentity, factors: PairFactors, which: 'a' | 'b', dropped: DroppedNeuron[]): SideReport {
  const { neurons: features, rank, roundingDimensions } = factors[which];
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
