import { numberOptions } from './numberOptions';
import type { PairOptions } from './pairOptions';

/** Of how many nearest neighbours measures of neighbours are. */
export function neighboursOf({ neighbours }: Pick<PairOptions, 'neighbours'>): number {
  return neighbours ?? numberOptions.neighbours.usual;
}

/** The bandwidth of RBF kernels, as a multiple of the one that the median distance gives. */
export function bandwidthOf({ bandwidth }: Pick<PairOptions, 'bandwidth'>): number {
  return bandwidth ?? numberOptions.bandwidth.usual;
}
