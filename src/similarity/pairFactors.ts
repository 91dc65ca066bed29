import type { Matrix } from '../linalg/matrix';
import type { DroppedNeuron, Notice, RouteReport } from './report';

/**
 * One side of a pair in its singular basis: the centred matrix, times 2^-scaleExponent, is U diag(singularValues) V'. U itself (samples x
 * rank) is never kept; `PairFactors.cross` holds all that the measures need of it.
 */
export interface SideFactors {
  /** The file as people know it. */
  name: string;
  /** Neurons, dropped ones included. */
  features: number;
  /** Column means in the file's units, one a neuron (google/svcca's neuron_means). */
  mean: Float64Array;
  /** The neurons that vary, in order: row i of `right` belongs to neuron `columns[i]`. */
  columns: Int32Array;
  /** Constant neurons, and linearly dependent ones (the later of the dependent columns). */
  dropped: DroppedNeuron[];
  rank: number;
  /** All min(samples, columns) of them, descending, in scaled units; those from `rank` on are rounding noise. */
  singularValues: Float64Array;
  /** The power of two that the matrix was divided by. */
  scaleExponent: number;
  /** V: columns.length x rank. Absent on the dual route unless directions were asked for. */
  right?: Matrix;
  /** Squared norms of the centred samples, in scaled units: what debiased CKA needs beyond the singular basis. */
  squaredRowNorms: Float64Array;
}

/**
 * A pair of representations reduced to what every measure is a function of; its size is O(d^2 + n), never O(n d). It can be cached, sent
 * between threads, and used again when only an option changed.
 */
export interface PairFactors {
  samples: number;
  a: SideFactors;
  b: SideFactors;
  /** U_a' U_b: rank_a x rank_b; singular values at most 1 up to rounding. */
  cross: Matrix;
  route: RouteReport;
  /** How many trials of the robust variant needed noise; absent without it. */
  noisyTrials?: number;
  /** Remarks about the factorisation itself (left-out samples, dropped neurons). */
  notices: Notice[];
}
