import type { RouteReport } from '../../facts/reportParts';
import type { SideFactors } from './sideFactors';

/** The largest loss at which a route is still used: the agreed tolerance of a coefficient. */
const tolerance = 1e-10;

/**
 * Whether covariances alone keep a coefficient within 1e-10: the loss is 2.2e-16 times the squared condition number, and times what the sums were
 * larger than the covariance by.
 */
export function covarianceSuffices({ condition, offsetShare }: SideFactors): boolean {
  return condition !== null && Number.EPSILON * condition ** 2 * (1 + offsetShare) <= tolerance;
}

/** Whether Cholesky QR twice does: its loss is 2.2e-16 times the condition number, and its first factor must be good enough to start from. */
export function choleskyTwiceSuffices({ condition }: SideFactors): boolean {
  return condition !== null && Number.EPSILON * condition <= tolerance;
}

/** Whether the basis of a side is one that all of its directions may be taken from: a first Cholesky factor is only where the covariance suffices. */
export function basisSuffices(side: SideFactors): boolean {
  return side.basisForm !== 'triangular' || side.refined === true || covarianceSuffices(side);
}

/** A route through covariances, with its criterion's outcome for these sides. */
export function routeReport(name: 'gram' | 'cholesky-qr', a: SideFactors, b: SideFactors): RouteReport {
  const condition = { a: a.condition, b: b.condition };
  const worst = Math.max(a.condition ?? 0, b.condition ?? 0).toPrecision(2);
  const reason =
    name === 'gram'
      ? `Covariance (Gram) matrices: the larger condition number is ${worst}, so the loss 2.2e-16 x condition² stays under 1e-10.`
      : `Cholesky QR twice: the larger condition number is ${worst}, too much for covariances alone (2.2e-16 x condition² above 1e-10).`;
  return { name, condition, reason };
}
