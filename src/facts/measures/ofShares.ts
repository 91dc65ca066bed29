import type { DistanceFacts } from './measure';

/** Distances whose square is a share of the most possible, 0 to 1. */
export const ofShares: DistanceFacts = {
  likeness: (distance) => 1 - distance ** 2,
  ofLikeness: (likeness) => Math.sqrt(Math.max(0, 1 - likeness)),
  pythonOfLikeness: (likeness) => `np.sqrt(1 - ${likeness})`,
};
