import { webAssembly, type WasmMemory, type WasmModule } from './webAssembly';

/**
 * What a binary of src/kernels exports; the comments there say what each function does. Matrices and scratch are byte addresses within
 * `memory`, from `heapBase()` on laid out by the caller.
 */
export interface KernelExports {
  readonly memory: WasmMemory;
  heapBase(): number;
  gemm(
    m: number,
    n: number,
    k: number,
    alpha: number,
    A: number,
    ars: number,
    acs: number,
    B: number,
    brs: number,
    bcs: number,
    C: number,
    ldc: number,
    upper: boolean,
    work: number,
  ): void;
  addBelow(
    U: number,
    m: number,
    width: number,
    V: number,
    n: number,
    order: number,
    from: number,
    to: number,
    row: number,
    sums: number,
  ): void;
  mirror(A: number, n: number): void;
  pack(X: number, count: number, k: number, across: number, along: number, alpha: number, out: number): void;
  tiles(A: number, B: number, m: number, n: number, k: number, C: number, ldc: number, upper: boolean): void;
  convert(
    type: number,
    source: number,
    rowStep: number,
    columnStep: number,
    rows: number,
    d: number,
    factor: number,
    shift: number,
    offset: number,
    out: number,
    ld: number,
  ): void;
  packFloats(
    source: number,
    rowStep: number,
    rows: number,
    d: number,
    factor: number,
    shift: number,
    offset: number,
    out: number,
    norms: number,
  ): void;
  copyRows(X: number, from: number, Y: number, to: number, rows: number, d: number): void;
  keepColumns(X: number, rows: number, ld: number, kept: number, count: number): void;
  clearOthers(X: number, rows: number, ld: number, d: number, kept: number, count: number): void;
  clearRows(X: number, rows: number, ld: number, d: number, mask: number): void;
  addOnesAndNorms(X: number, rows: number, ld: number, d: number, mask: number): void;
  centreRows(X: number, rows: number, ld: number, d: number, means: number, squares: number): void;
  cholesky(A: number, n: number, work: number): number;
  scaledCholesky(A: number, n: number, scales: number, x: number, y: number, work: number): number;
  solveRight(B: number, R: number, m: number, d: number, work: number): void;
  absorbRows(R: number, B: number, m: number, d: number, work: number): void;
  tridiagonalise(A: number, n: number, d: number, e: number, taus: number, work: number): void;
  implicitQl(d: number, e: number, n: number, Z: number, strips: number, log: number): number;
  divideAndConquer(d: number, e: number, n: number, X: number, work: number): number;
  divideSize(n: number): number;
  bidiagonalise(
    A: number,
    m: number,
    n: number,
    count: number,
    d: number,
    e: number,
    U: number,
    tausU: number,
    V: number,
    tausV: number,
    work: number,
  ): void;
  bidiagonalQr(
    d: number,
    e: number,
    n: number,
    U: number,
    V: number,
    strips: number,
    logU: number,
    logV: number,
  ): number;
  factorQr(V: number, m: number, n: number, taus: number, R: number, work: number): void;
  applyReflections(
    Z: number,
    rows: number,
    n: number,
    V: number,
    taus: number,
    count: number,
    lead: number,
    work: number,
  ): void;
  logSize(n: number): number;
  identityStrips(Z: number, n: number, strips: number): void;
  fromStrips(Z: number, n: number, columns: number, out: number, ld: number): void;
}

/**
 * A new instance of compiled kernels, with a memory of its own: for one thread at a time.
 * @throws TypeError when the engine has no WebAssembly (then there is no such module either).
 */
export function instantiate(module: WasmModule): KernelExports {
  if (webAssembly === undefined) throw new TypeError('This engine has no WebAssembly.');
  return new webAssembly.Instance(module).exports as KernelExports;
}

/** Elements of scratch memory that gemm takes for a product of m x n. */
export function gemmWork(m: number, n: number): number {
  return (Math.min(m, 512) + n + 6) * 256;
}
