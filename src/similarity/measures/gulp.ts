import { gulp, type GulpReport } from '../../facts/measures/gulp';
import { nullSquaredCca } from '../trust/nullLevels';
import type { MeasureKernel } from './kernel';
import { tooFewForCanonical } from './tooFewForCanonical';

/** GULP without a penalty (Boix-Adserà et al. 2022): the Frobenius distance of the projections onto what the two centred sides span. */
export const gulpKernel: MeasureKernel<GulpReport> = {
  facts: gulp,
  measure(products) {
    const { samples, a, b } = products.factors;
    const refused = tooFewForCanonical(products.factors);
    if (refused) return { refused };
    const rho = products.correlations();
    // What is not alike is summed, as near 0 a difference of ranks would be rounding.
    const apart = rho.reduce((total, value) => total + (1 - value) * (1 + value), 0);
    const squared = Math.max(0, a.rank + b.rank - 2 * rho.length + 2 * apart);
    const least = Math.min(a.rank, b.rank);
    const unrelated = a.rank + b.rank - 2 * least * nullSquaredCca(samples, a.rank, b.rank);
    const relative = (square: number): number => Math.min(1, Math.sqrt(square / (a.rank + b.rank)));
    return {
      block: {
        squared,
        distance: Math.sqrt(squared),
        relative: relative(squared),
        null: { squared: unrelated, relative: relative(unrelated) },
      },
    };
  },
};
