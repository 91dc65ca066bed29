import { measure } from './measure';
import { numpy, sourceScript, type Bench } from './programs';
import { progress } from './progress';
import { markdownTable } from './table';

/** Seconds of one call by kernel, and whose they are. */
interface Rates {
  name?: string;
  kernels: Record<string, number>;
}

/** Operations of one call (multiplications and additions) for n = 1,000, d = 500, N = 10,000; the decompositions' counts are conventions, so time it is. */
const operations: Record<string, (n: number, d: number, N: number) => number> = {
  multiply: (n) => 2 * n ** 3,
  multiplyTransposed: (_, d, N) => 2 * N * d * d,
  gram: (_, d, N) => N * d * d,
  cholesky: (n) => n ** 3 / 3,
  solveRight: (_, d, N) => N * d * d,
  absorbRows: (_, d, N) => 2 * N * d * d - (2 / 3) * d ** 3,
};

const shapes: Record<string, string> = {
  multiply: 'n x n',
  multiplyTransposed: 'N x d',
  gram: 'N x d',
  cholesky: 'n x n',
  solveRight: 'N x d',
  absorbRows: 'N x d (numpy: QR, R alone)',
  symmetricEigen: 'd x d',
  symmetricEigenvalues: 'd x d',
  svd: 'd x d',
  singularValues: 'd x d',
};

/** GFLOP/s of the products and milliseconds of the decompositions, ours beside numpy's, on one core and on two. */
export async function kernelTable(bench: Bench): Promise<string> {
  const one = await ownRates(bench);
  progress('kernels: ours twice at once');
  const two = await Promise.all([ownRates(bench), ownRates(bench)]);
  const numpyOne = await numpyRates(bench, 1);
  const numpyTwo = await numpyRates(bench, 2);
  const [n, d, N] = sizes(bench);
  const rows = Object.keys(one.kernels).map((name) => {
    const count = operations[name]?.(n, d, N);
    const rate = (times: (number | undefined)[]): string => {
      if (times.some((time) => time === undefined)) return '–';
      const known = times as number[];
      if (count !== undefined) return `${known.reduce((sum, time) => sum + count / time / 1e9, 0).toFixed(1)} GFLOP/s`;
      return `${(1000 * Math.max(...known)).toPrecision(3)} ms`;
    };
    return [
      name,
      shapes[name] ?? '',
      rate([one.kernels[name]]),
      rate(two.map(({ kernels }) => kernels[name])),
      rate([numpyOne?.kernels[name]]),
      rate([numpyTwo?.kernels[name]]),
    ];
  });
  const head = ['kernel', 'shape', 'ours', 'ours, two at once', 'numpy, 1 thread', 'numpy, 2 threads'];
  const sizesText = `n = ${n}, d = ${d}, N = ${N.toLocaleString('en')}, float64. Ours: ${one.name} kernels; two at once are two processes, their rates added.`;
  return `${sizesText}\n\n${markdownTable(head, rows)}`;
}

/** Operations a second of the product X'X in one process: the measure for what a comparison of very many samples could take. */
export async function gramRate(bench: Bench): Promise<number> {
  const [n, d, N] = sizes(bench);
  return operations.gram!(n, d, N) / (await ownRates(bench)).kernels.gram!;
}

/** The sizes that kernelRates.ts and reference.py use. */
function sizes({ quick }: Bench): [n: number, d: number, N: number] {
  return quick ? [200, 100, 1000] : [1000, 500, 10_000];
}

async function ownRates(bench: Bench): Promise<Rates> {
  progress('kernels: ours');
  const args = [...sourceScript('kernelRates.ts'), ...quickly(bench)];
  return (await measure({ program: bench.node, args })).output as Rates;
}

async function numpyRates(bench: Bench, threads: number): Promise<Rates | undefined> {
  const [contender] = numpy(bench, ['kernels', ...quickly(bench)], {
    OPENBLAS_NUM_THREADS: String(threads),
    OMP_NUM_THREADS: String(threads),
    MKL_NUM_THREADS: String(threads),
  });
  if (contender === undefined) return undefined;
  progress(`kernels: numpy, ${threads} threads`);
  return (await measure(contender.command)).output as Rates;
}

function quickly({ quick }: Bench): string[] {
  return quick ? ['--quick'] : [];
}
