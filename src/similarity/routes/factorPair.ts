import { unbiasedTerms } from '../measures/debiasedTerms';
import { dualRoute } from './dualRoute';
import { momentsOf } from './moments';
import type { PairFactors } from './pairFactors';
import { primalRoute, type ForcedRoute, type KnownSides, type SideWork } from './primalRoute';
import type { RowPasses, SideName } from './rowPasses';
import { sideNotices } from '../remarks/sideNotices';
import { whitenSide } from './whitening';

/** What a pair may be factored with besides its passes. */
interface FactorHelp {
  /** Sides that were factored before, with their basis. */
  known?: KnownSides;
  /** Where the work on d x d matrices is done; in this thread when absent. */
  work?: SideWork;
  /** For tests and the benchmark: the route to take in place of the one that the criteria choose. */
  route?: ForcedRoute;
}

/**
 * Reduces two representations of the same samples to what every measure is a function of, in passes over their rows. The route is chosen by the
 * stated criteria of {@link RouteReport}.
 * @throws NoVarianceError, NotConvergedError, NonFiniteError, and what the passes throw.
 */
export async function factorPair(
  passes: RowPasses,
  names: Record<SideName, string>,
  { known = {}, work, route }: FactorHelp = {},
): Promise<PairFactors> {
  const { samples, neurons } = passes;
  const here = workHere(samples);
  const wide = samples <= Math.max(neurons.a, neurons.b);
  const factored = wide
    ? await dualRoute(passes, names, known, work ?? here, route)
    : await primalRoute(passes, names, known, work ?? here, {}, route);
  const { a, b } = factored;
  const notices = [a, b].flatMap(sideNotices);
  const unbiased = await unbiasedTerms(passes, factored);
  if (unbiased === undefined) return { samples, ...factored, notices };
  const cross = { ...factored.cross, unbiased };
  return { samples, ...factored, cross, notices };
}

/** The work on d x d matrices done in the thread that asks. */
export function workHere(samples: number): SideWork {
  return {
    fromProducts: async (products, transform, name, unit) =>
      whitenSide(momentsOf(products, transform, name, unit), samples),
  };
}
