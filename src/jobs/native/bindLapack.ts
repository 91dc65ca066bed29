import type { Lapack } from '../../linalg/native/lapack';
import type { Foreign, ForeignLibrary } from './koffi';

/** A library's functions, and what it says of itself. */
export interface BoundLibrary {
  lapack: Lapack;
  /** Name and version as it tells them; undefined where it tells nothing. */
  version: string | undefined;
}

/** How libraries name their functions: numpy's wheels, libraries with integers of 64 bits beside others, and all others. */
const spellings = [
  (name: string) => `scipy_${name}_64_`,
  (name: string) => `${name}_64_`,
  (name: string) => `scipy_${name}_`,
  (name: string) => `${name}_`,
  (name: string) => name,
];

/** Functions that set the number of a library's own threads: each worker has one of them. */
const threadSetters = [
  ...['scipy_openblas_set_num_threads64_', 'openblas_set_num_threads64_', 'scipy_openblas_set_num_threads'],
  ...['openblas_set_num_threads', 'MKL_Set_Num_Threads'],
];
const versionTellers = ['scipy_openblas_get_config64_', 'openblas_get_config64_', 'openblas_get_config'];

/** Arguments of each, all by address, behind them as many lengths of texts as compilers of Fortran pass by value. */
const signatures = {
  dgemm: { args: 13, texts: 2 },
  dsyrk: { args: 10, texts: 2 },
  dtrsm: { args: 11, texts: 4 },
  dpotrf: { args: 5, texts: 1 },
  dsyevd: { args: 11, texts: 2 },
  dgesdd: { args: 14, texts: 1 },
};

/** A whole number by address, in 8 bytes: whoever reads 4 of them finds it, too, since every platform has its low bytes first. */
function whole(value: number): BigInt64Array {
  return BigInt64Array.of(BigInt(value));
}

function text(letter: string): Uint8Array {
  return Uint8Array.of(letter.charCodeAt(0));
}

/** What was written to a whole number of 4 or 8 bytes. */
function read(cell: BigInt64Array): number {
  return Number(BigInt.asIntN(32, cell[0]!));
}

/** A BLAS and LAPACK by the functions of a loaded library. @throws Error where one is missing. */
export function bindLapack(library: ForeignLibrary): BoundLibrary {
  const find = (name: string, result: string, args: readonly string[]): Foreign | undefined => {
    try {
      return library.func(name, result, args);
    } catch {
      return undefined;
    }
  };
  const spelling = spellings.find(
    (spelled) => find(spelled('dgesdd'), 'void', []) && find(spelled('dsyrk'), 'void', []),
  );
  if (!spelling) throw new Error('it has no functions of BLAS and LAPACK');
  const bound = (name: keyof typeof signatures): Foreign => {
    const { args, texts } = signatures[name];
    const types = [...Array<string>(args).fill('void *'), ...Array<string>(texts).fill('size_t')];
    const lengths = Array<number>(texts).fill(1);
    const found = library.func(spelling(name), 'void', types);
    return (...given) => found(...given, ...lengths);
  };
  for (const name of threadSetters) find(name, 'void', ['int'])?.(1);
  const version = versionTellers.flatMap((name) => find(name, 'str', []) ?? []).map((tell) => String(tell()))[0];
  // Behind its name and version a library tells how it was built.
  return { lapack: lapackOf(bound), version: version?.trim().split(/\s+/).slice(0, 2).join(' ') };
}

function lapackOf(bound: (name: keyof typeof signatures) => Foreign): Lapack {
  const dgemm = bound('dgemm');
  const dsyrk = bound('dsyrk');
  const dtrsm = bound('dtrsm');
  const dpotrf = bound('dpotrf');
  const dsyevd = bound('dsyevd');
  const dgesdd = bound('dgesdd');
  const one = Float64Array.of(1);
  const [lower, left, plain] = [text('L'), text('L'), text('N')];
  return {
    dgemm(transA, transB, m, n, k, A, lda, B, ldb, beta, C, ldc) {
      const sizes = [whole(m), whole(n), whole(k)] as const;
      const scale = Float64Array.of(beta);
      dgemm(text(transA), text(transB), ...sizes, one, A, whole(lda), B, whole(ldb), scale, C, whole(ldc));
    },
    dsyrk(trans, n, k, A, lda, beta, C, ldc) {
      dsyrk(lower, text(trans), whole(n), whole(k), one, A, whole(lda), Float64Array.of(beta), C, whole(ldc));
    },
    dtrsm(m, n, L, ldl, B, ldb) {
      dtrsm(left, lower, plain, plain, whole(m), whole(n), one, L, whole(ldl), B, whole(ldb));
    },
    dpotrf(n, A) {
      const info = whole(0);
      dpotrf(lower, whole(n), A, whole(n), info);
      return read(info);
    },
    dsyevd(job, n, A, w) {
      const info = whole(0);
      const call = (work: Float64Array, length: number, iwork: BigInt64Array, ilength: number): void =>
        void dsyevd(text(job), lower, whole(n), A, whole(n), w, work, whole(length), iwork, whole(ilength), info);
      // Asked with -1 it tells what it wants to work with.
      const [wanted, whole4] = [new Float64Array(1), whole(0)];
      call(wanted, -1, whole4, -1);
      const [length, ilength] = [Math.ceil(wanted[0]!), read(whole4)];
      call(new Float64Array(length), length, new BigInt64Array(ilength), ilength);
      return read(info);
    },
    dgesdd(job, m, n, A, s, U, VT) {
      const info = whole(0);
      const least = Math.min(m, n);
      const iwork = new BigInt64Array(8 * least);
      const call = (work: Float64Array, length: number): void =>
        void dgesdd(
          text(job),
          whole(m),
          whole(n),
          A,
          whole(m),
          s,
          U,
          whole(m),
          VT,
          whole(job === 'S' ? least : 1),
          work,
          whole(length),
          iwork,
          info,
        );
      const wanted = new Float64Array(1);
      call(wanted, -1);
      const length = Math.ceil(wanted[0]!);
      call(new Float64Array(length), length);
      return read(info);
    },
  };
}
