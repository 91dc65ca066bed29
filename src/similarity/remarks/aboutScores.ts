const canonical = ['cca', 'ccaThresholded', 'ccaSquared', 'pwcca'];
const ofShapes = ['cka', 'procrustes', 'procrustesDistance'];

/** By the code of a notice what it is about alone: scores by their names in documents, `pls` and `pca`, which are none. Others are about all. */
const about: Readonly<Record<string, readonly string[] | undefined>> = {
  // Debiased CKA of unrelated data is 0 whatever their size; PLS and PCA are not held against any.
  'few-samples': [...canonical, 'svcca', ...ofShapes],
  'forced-ones': canonical,
  'tied-coefficients': ['pwcca'],
  // What is no correlation of directions counts none.
  'rounding-dimensions': [...canonical, 'svcca'],
  // CCA does not depend on the scale of neurons.
  'dominating-neuron': ['svcca', ...ofShapes, 'ckaDebiased', 'pls', 'pca'],
};

/** Whether a notice of a code concerns a score. */
export function isAbout(code: string, score: string): boolean {
  return about[code]?.includes(score) ?? true;
}
