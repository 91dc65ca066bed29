import type { Matrix } from '../../linalg/matrix';

/**
 * One side of a pair as passes over its rows leave it: the centred matrix X of its varying neurons, times 2^-scaleExponent, is never held. Its
 * size is O(d^2) (O(n^2) for a side with more neurons than samples); it can be kept, sent between threads, and used with any other side.
 */
export interface SideFactors {
  /** The file as people know it. */
  name: string;
  /** Neurons, dropped ones included. */
  neurons: number;
  /** Column means in the file's units, one a neuron (google/svcca's neuron_means). */
  mean: Float64Array;
  /** What a pass subtracts from each neuron in scaled units, first the one, then the other: together the mean. */
  shift: Float64Array;
  offset: Float64Array;
  /** The power of two that the matrix was divided by. */
  scaleExponent: number;
  /** The neurons that vary, in order. */
  columns: Int32Array;
  /** Neurons that are constant. */
  constant: number[];
  /** Neurons that are linear combinations of others (the later ones). */
  dependent: number[];
  /** ||X||_F before centring, in scaled units. */
  uncentredNorm: number;
  /** ||X||_F^2. */
  variance: number;
  /** ||X'X||_F^2. */
  covarianceNorm: number;
  /** Of the squared norms k_i of the centred samples: their sum and the sum of their squares. Debiased CKA needs them. */
  norms: { sum: number; squares: number };
  /** Root mean square over the samples, before centring, of each neuron that varies, in scaled units. */
  magnitudes: Float64Array;
  /** Unit roundoff of the values as they are stored (see rounding.ts); 0 where they are exact, or every direction is to be counted. */
  unit: number;
  /** Directions that are more than rounding, of float64 arithmetic and of the stored values. */
  rank: number;
  /** Directions beyond `rank` that are more than rounding of float64 arithmetic, but no more than that of the stored values. */
  roundingDimensions: number;
  /** Estimated condition number of X with columns of unit norm; null when it is singular or was not estimated. */
  condition: number | null;
  /** By how much the sums that the covariance was left of were larger than it (see moments.ts); 0 where none was formed from such. */
  offsetShare: number;
  /** X'X, where it was formed. */
  gram?: Matrix;
  /** rank x columns: X = Q basis with Q orthonormal. Upper triangular, or S V' (see `basisForm`). Absent for a side with more neurons than samples. */
  basis?: Matrix;
  basisForm?: 'triangular' | 'singular';
  /** Whether a second pass refined the basis (Cholesky QR twice); the first factor alone loses digits with the square of the condition number. */
  refined?: boolean;
  /** Descending singular values of X; those from `rank` on are rounding. Present once something asked for them. */
  singularValues?: Float64Array;
  /** Where `singularValues` come from: X'X, the basis, or a triangle of the rows themselves. */
  valuesFrom?: 'gram' | 'basis' | 'triangle';
  /** Leading right singular vectors, columns x at least as many as were asked for. */
  right?: Matrix;
  /** Whether `right` came from X'X, which knows only the directions of large singular values well, or from the basis. */
  directionsFrom?: 'gram' | 'basis';
  /** XX' of the centred samples, of a side with no fewer neurons than samples that is in several pairs. */
  gramian?: Matrix;
  /** Its left singular vectors (see dualRoute.ts), where more than XX' is asked of it; of a narrow side that is held for pairs with wide ones, too. */
  left?: Matrix;
  /** Where `right` came from the basis since the cut of SVCCA asked for smaller ones than X'X knows: the values by which that was found. */
  cutBy?: Float64Array;
}
