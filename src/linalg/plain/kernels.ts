import { forAnyInput } from '../anyInput';
import type { Kernels } from '../kernels';
import { pairwiseCrosses } from '../pairwiseCrosses';
import { absorbRows } from './absorbRows';
import { plainAccumulator } from './accumulator';
import { cholesky } from './cholesky';
import { symmetricEigen } from './eigen';
import { gram, multiply, multiplyByTranspose, multiplyTransposed } from './products';
import { singularValues, svd } from './jacobiSvd';
import { scaledCholesky } from './scaledCholesky';
import { solveRight } from './solveRight';

/** The kernels in TypeScript alone, for engines without WebAssembly SIMD and as the measure of the others. */
export const plainKernels: Kernels = {
  name: 'plain',
  multiply,
  multiplyTransposed,
  gram,
  multiplyByTranspose,
  cholesky,
  scaledCholesky,
  solveRight,
  absorbRows,
  accumulator: plainAccumulator,
  crossAccumulator: (plan) => pairwiseCrosses(plainAccumulator, plan),
  ...forAnyInput({ symmetricEigen, symmetricEigenvalues: (A) => symmetricEigen(A).values, svd, singularValues }),
};
