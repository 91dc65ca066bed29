import { highestNull } from '../../facts/highestNull';
import { standingOf, type Standing } from '../../facts/standing';
import type { AllClasses, ClassesOfLayer } from '../../facts/analyses/classes';
import { dimensionTests } from '../../similarity/trust/dimensionTests';
import { adjustedTail } from '../../similarity/classes/multipleCorrelation';

/** How often unrelated data may come as high as what stands clear of chance. */
const rare = 1e-4;

/**
 * How a class stands to chance in a layer, by the rule for verdicts: R^2 against its null level rank / (n - 1), since the adjusted R^2 is the part of the
 * way from there to 1. As one class has a single correlation where mean CCA has many, it must be above what unrelated data come to once in ten
 * thousand, too: there are many classes and layers. Undefined where it stands clear, or has no number. `samples`: rows that the layer was fitted over.
 */
function classStanding(
  adjusted: number | null,
  { rank, nullR2 }: Pick<ClassesOfLayer, 'rank' | 'nullR2'>,
  samples: number,
): Standing | undefined {
  if (adjusted === null) return undefined;
  if (nullR2 >= highestNull) return 'saturated';
  return standingOf(adjusted, 0) ?? (adjustedTail(adjusted, samples, rank) < rare ? undefined : 'chance');
}

/** The same of all classes of a layer, as a result says it: those at chance by place, and whether the layer is saturated. */
export function classStandings(
  adjusted: readonly (number | null)[],
  layer: Pick<ClassesOfLayer, 'rank' | 'nullR2'>,
  samples: number,
): Pick<ClassesOfLayer, 'atChance' | 'saturated'> {
  const found = adjusted.map((value) => classStanding(value, layer, samples));
  const atChance = found.flatMap((standing, at) => (standing === 'chance' ? [at] : []));
  return {
    ...(atChance.length > 0 ? { atChance } : {}),
    ...(found.includes('saturated') ? { saturated: true as const } : {}),
  };
}

/**
 * How the mean CCA with all columns at once stands to chance, by the rule for verdicts: against what unrelated data give. As it may be the mean of few
 * correlations, Wilks' lambda of them must be one that unrelated data come to less than once in ten thousand, too (Rao's test, where there are samples
 * enough for it). A single column, or two classes, have one correlation, which is a class's R and held as that.
 * @param adjusted R^2 of the first correlation, adjusted. @param targetRank dimensions of all columns.
 */
export function wholeStanding(
  { mean, coefficients, nullCca }: Pick<AllClasses, 'mean' | 'coefficients' | 'nullCca'>,
  { adjusted, targetRank }: { adjusted: number | null; targetRank: number },
  layer: Pick<ClassesOfLayer, 'rank' | 'nullR2'>,
  samples: number,
): Standing | undefined {
  if (targetRank === 1) return classStanding(adjusted, layer, samples);
  const found = standingOf(mean, nullCca);
  if (found || layer.rank + targetRank >= samples - 1) return found;
  return dimensionTests(coefficients, samples, layer.rank, targetRank)[0]!.rao.p < rare ? undefined : 'chance';
}
