import type { ComparisonReport } from '../report';

/** Of what stands above unrelated data: the share that the directions which are told hold. */
export const mostOfIt = 0.9;

/** How many directions of how many hold most of what two sides have in common. */
export interface SpannedDirections {
  directions: number;
  of: number;
}

/**
 * The fewest leading canonical directions that hold most of what two sides have in common: of each direction, what its coefficient is above the largest that unrelated data
 * give (those that lie under it may be of chance, whatever their place). Undefined where none is above, or where it takes more than half of all directions, so that it says
 * nothing. @param coefficients and `nulls`: descending.
 */
export function spannedDirections(
  coefficients: readonly number[],
  nulls: readonly number[],
): SpannedDirections | undefined {
  const [largest] = nulls;
  if (largest === undefined) return undefined;
  const above = coefficients.map((value) => value - largest).filter((excess) => excess > 0);
  const all = above.reduce((sum, excess) => sum + excess, 0);
  let held = 0;
  for (const [at, excess] of above.entries()) {
    held += excess;
    if (held < mostOfIt * all) continue;
    return 2 * (at + 1) <= coefficients.length ? { directions: at + 1, of: coefficients.length } : undefined;
  }
  return undefined;
}

/** The same of a report: by SVCCA, or by CCA, the one that is asked for; of neither that is regularised, of which there is no level by direction. */
export function spannedIn(report: ComparisonReport, by: 'svcca' | 'cca'): SpannedDirections | undefined {
  const { cca, svcca, null: plain } = report;
  if (by === 'svcca') return svcca && spannedDirections(svcca.coefficients, svcca.null.coefficients);
  return cca && plain && !cca.regularised ? spannedDirections(cca.coefficients, plain.coefficients) : undefined;
}
