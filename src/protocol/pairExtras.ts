import type { Standing } from '../facts/standing';
import type { DimensionTest } from '../similarity/trust/dimensionTests';
import type { NullDistribution } from '../similarity/trust/nullDistribution';
import type { ProjectionBasis } from '../facts/projectionBases';
import type { Notice } from '../facts/reportParts';
import type { trustParts } from '../facts/trustParts';
import type { Extra } from './extra';
import type { ArrayAddress } from './arrayAddress';
import type { ScoreName } from '../facts/measures';

/** What a pair is asked beyond its report, on a click: how far its scores can be trusted, and what its directions are. */

/**
 * What is asked of a pair beyond its report, by name: a job of that name does it (jobs.ts), on a message of that name from the page, which has a
 * section for it.
 */
export interface PairExtras {
  trust: { request: TrustRequest; outcome: TrustOutcome };
  directions: { request: DirectionsRequest; outcome: DirectionsOutcome };
}
export type ExtraName = keyof PairExtras;

const named: Record<ExtraName, true> = { trust: true, directions: true };
/** The names of all of them. */
export const extraNames = Object.keys(named) as readonly ExtraName[];

/** How far each is. */
export type ExtraOf<Name extends ExtraName> = Extra<PairExtras[Name]['request'], PairExtras[Name]['outcome']>;
/** What a page shows of them; absent what was not asked for. */
export type ShownExtras = { [Name in ExtraName]?: ExtraOf<Name> | undefined };
/** What a page asks for. */
export type AskedExtra = { [Name in ExtraName]: { type: Name; request: PairExtras[Name]['request'] } }[ExtraName];

/** How far a pair's scores can be trusted. Everything random is drawn from `seed`. */
export interface TrustRequest {
  measure: ScoreName;
  /** `null`: scores of permuted samples and of Gaussian data; `dimensions`: Bartlett and Rao; `interval`: over samples; `enough`: score against n. */
  wanted: (typeof trustParts)[number][];
  /** Permutations, and draws of Gaussian data. */
  permutations: number;
  seed: number;
  /** Blocks that are left out together by the jackknife. */
  blocks: number;
  /** Significance level of the number of correlations. */
  level: number;
}

export interface TrustOutcome {
  measure: ScoreName;
  value: number | null;
  /** How the score stands to what unrelated data give, where it does not stand clear of it and that was asked for. */
  standing?: Standing | undefined;
  /** Rows that everything but `dimensions` is about: all, or as many as the memory budget holds (a notice says so then). */
  samples: number;
  seed: number;
  /** Rows that belong together (positions or steps of one sample): permuted and left out as one. 1: every row by itself. */
  rowsPerSample: number;
  /** Size of the grid of frequencies whose scores `measure` is the mean of, where maps are compared by frequency (dft). */
  frequencies?: { height: number; width: number } | undefined;
  /** Remarks of the comparison, and that samples were drawn. */
  notices: Notice[];
  null?: { permutation: NullDistribution; gaussian: NullDistribution } | undefined;
  /** How many correlations are real; null with a reason where no parametric p-value can be given. */
  dimensions?:
    | { tests: DimensionTest[]; significant: { bartlett: number; rao: number }; conditional: string | null }
    | { reason: string }
    | undefined;
  interval?:
    | { method: string; low: number; high: number; standardError: number; blocks: number }
    | { reason: string }
    | undefined;
  enough?:
    | { points: { samples: number; mean: number; low: number; high: number; null: number | null }[]; reading: string }
    | { reason: string }
    | undefined;
}

/** What is wanted of a pair's directions. */
export interface DirectionsRequest {
  /** How many canonical directions, from the first. */
  count: number;
  /** Integer vector or one-hot matrix, one row for each sample, to colour and group by. */
  labels?: ArrayAddress | undefined;
  names?: string | undefined;
  /** Points drawn at most; more are thinned evenly. */
  points: number;
  /** Of maps by frequency (dft): the vertical and horizontal frequency, in cycles a map; [0, 0] when absent. */
  frequency?: [number, number] | undefined;
}

export interface DirectionsOutcome {
  samples: number;
  /**
   * Of maps by frequency (dft): where, and the size of the grid. Variates are real parts of complex ones of variance 1 then (side a's largest loading
   * is real and positive), loadings and weights are magnitudes.
   */
  frequency?: { at: [number, number]; height: number; width: number } | undefined;
  /** Indices of the samples shown. */
  shown: number[];
  /** Of each of them, -1 for one without a class. */
  labels: number[] | null;
  classNames: string[] | null;
  directions: CanonicalDirection[];
  /** Remarks of the comparison that belong beside the numbers. */
  notices: Notice[];
}

/** One canonical direction over samples, both sides of unit variance. */
export interface CanonicalDirection {
  index: number;
  correlation: number;
  /** Variates of side a and b at the samples shown. */
  a: number[];
  b: number[];
  /** Neurons that carry it most: correlation with the variate (loading), largest first by size. */
  neuronsA: { neuron: number; loading: number; weight: number }[];
  neuronsB: { neuron: number; loading: number; weight: number }[];
  /** Mean and spread of side a's variate by class, when there are labels. */
  byClass: { label: number; count: number; meanA: number; meanB: number; spreadA: number }[] | null;
}

/** Projections of each side onto the space of its first `rank` directions, P'P in neurons x neurons, for network compression (tutorial 003). */
export interface ProjectionRequest {
  by: ProjectionBasis;
  rank: number;
  /** Made when missing; files in it are never overwritten. */
  folder: string;
}
