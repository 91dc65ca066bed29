/** In how many parts the samples are left out in turn. */
export const foldCount = 5;

/** The samples of one fold: those that are left out, and those that are left, in order. */
export interface Fold {
  test: Uint32Array;
  training: Uint32Array;
}

/** The folds of so many samples, at least as many as there are folds: sample i is left out in fold i mod 5. */
export function foldsOf(samples: number): Fold[] {
  const all = Uint32Array.from({ length: samples }, (_, i) => i);
  return Array.from({ length: foldCount }, (_, fold) => ({
    test: all.filter((i) => i % foldCount === fold),
    training: all.filter((i) => i % foldCount !== fold),
  }));
}
