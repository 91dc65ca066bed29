import { ccaKernel } from './cca';
import { ckaKernel } from './cka';
import { distanceCorrelationKernel } from './distanceCorrelation';
import { gulpKernel } from './gulp';
import type { MeasureKernel } from './kernel';
import { knnKernel } from './knn';
import { linearKernel } from './linear';
import { matchingKernel } from './matching';
import { pcaKernel } from './pca';
import { plsKernel } from './pls';
import { procrustesKernel } from './procrustes';
import { pwccaKernel } from './pwcca';
import { rankSimilarityKernel } from './rankSimilarity';
import { rbfCkaKernel } from './rbfCka';
import { rsaKernel } from './rsa';
import { secondOrderCosineKernel } from './secondOrderCosine';
import { svccaKernel } from './svcca';

/** Every measure's kernel, in the order in which reports have their blocks. */
export const measureKernels: readonly MeasureKernel<unknown>[] = [
  ccaKernel,
  pwccaKernel,
  svccaKernel,
  pcaKernel,
  ckaKernel,
  plsKernel,
  procrustesKernel,
  rsaKernel,
  rbfCkaKernel,
  distanceCorrelationKernel,
  knnKernel,
  rankSimilarityKernel,
  secondOrderCosineKernel,
  linearKernel,
  gulpKernel,
  matchingKernel,
];
