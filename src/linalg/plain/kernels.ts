import { forAnyInput } from '../anyInput';
import { bySquares } from '../bySquares';
import type { Kernels } from '../kernels';
import { pairwiseCrosses } from '../pairwiseCrosses';
import { absorbRows } from './absorbRows';
import { plainAccumulator } from './accumulator';
import { belowProducts } from './below';
import { cholesky } from './cholesky';
import { symmetricEigen } from './eigen';
import { gram, multiply, multiplyByTranspose, multiplyTransposed } from './products';
import { singularValues, svd } from './jacobiSvd';
import { scaledCholesky } from './scaledCholesky';
import { solveRight } from './solveRight';

const symmetricEigenvalues: Kernels['symmetricEigenvalues'] = (A) => symmetricEigen(A).values;

/** The kernels in TypeScript alone, for engines without WebAssembly SIMD and as the measure of the others. */
export const plainKernels: Kernels = {
  name: 'plain',
  multiply,
  multiplyTransposed,
  gram,
  multiplyByTranspose,
  belowProducts,
  cholesky,
  scaledCholesky,
  solveRight,
  absorbRows,
  accumulator: plainAccumulator,
  crossAccumulator: (plan) => pairwiseCrosses(plainAccumulator, plan),
  ...forAnyInput({
    symmetricEigen,
    symmetricEigenvalues,
    svd,
    singularValues,
    singularValuesBySquares: (A) => bySquares(A, { multiplyByTranspose, gram, symmetricEigenvalues }),
  }),
};
