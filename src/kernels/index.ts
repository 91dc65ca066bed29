// The kernels' entry: what the loader in src/linalg calls. Compiled twice, with and without relaxed SIMD.

export { absorbRows } from './absorbRows';
export { bidiagonalise } from './bidiagonal';
export { bidiagonalQr } from './bidiagonalQr';
export { cholesky } from './cholesky';
export { addOnesAndNorms, centreRows, clearOthers, clearRows, convert, copyRows, keepColumns } from './convert';
export { divideAndConquer, divideSize } from './divide';
export { addBelow } from './gather';
export { gemm, mirror, pack, tiles } from './gemm';
export { heapBase } from './heap';
export { implicitQl } from './implicitQl';
export { factorQr } from './qr';
export { packFloats } from './packFloats';
export { applyReflections } from './reflectors';
export { fromStrips, identityStrips, logSize } from './rotations';
export { scaledCholesky } from './scaledCholesky';
export { solveRight } from './triangular';
export { tridiagonalise } from './tridiagonal';
