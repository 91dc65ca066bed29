import type { RouteReport } from '../../facts/reportParts';
import type { PairCross } from './pairFactors';
import type { SideFactors } from './sideFactors';

/** What a route yields. */
export interface FactoredPair {
  a: SideFactors;
  b: SideFactors;
  cross: PairCross;
  route: RouteReport;
}
