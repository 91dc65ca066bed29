import type { MeasureFacts, SideNeed } from '../../../src/facts/measures/measure';
import type { CompareOptions } from '../../../src/facts/options';
import type { Matrix } from '../../../src/linalg/matrix';
import { measureKernels } from '../../../src/similarity/measures';
import type { MeasureKernel } from '../../../src/similarity/measures/kernel';
import type { MeasureKernels } from '../../../src/similarity/measures/wanted';

/** The block of a measure that only tests have: one number, and of how many samples it is. */
export interface TestBlock {
  value: number;
  samples: number;
}

/** Facts of a measure that only tests have. */
function testFacts(id: string, needs: SideNeed[]): MeasureFacts<TestBlock> {
  const score = {
    id,
    label: id,
    term: id,
    key: 'value',
    convention: '',
    range: [-1, 1] as const,
    inSets: true,
    value: ({ value }: TestBlock) => value,
    nullLevel: () => null,
    about: [],
    reading: () => '',
  };
  const facts = { id, title: id.toUpperCase(), scores: [score], needs, secondsPerCube: 0, csv: () => [], schema: {} };
  return facts as unknown as MeasureFacts<TestBlock>;
}

/** Representational similarity: Pearson correlation of the squared distances of both sides. */
const ofDistances: MeasureKernel<TestBlock> = {
  facts: testFacts('ofDistances', ['distances']),
  measure: ({ a, b }) => ({
    block: { value: correlation(pairsOf(a.distances()), pairsOf(b.distances())), samples: a.samples },
  }),
};

/** CKA with Gaussian kernels, as wide as the median distance. */
const rbf: MeasureKernel<TestBlock> = {
  facts: testFacts('rbf', ['distances']),
  measure({ a, b }) {
    const [K, L] = [a, b].map((side) => {
      const distances = side.distances();
      const width = median(pairsOf(distances));
      return centred(
        distances.data.map((distance) => Math.exp(-distance / width)),
        distances.rows,
      );
    }) as [Float64Array, Float64Array];
    return { block: { value: inner(K, L) / Math.sqrt(inner(K, K) * inner(L, L)), samples: a.samples } };
  },
};

/** Linear CKA from Gramians: what the measure of that name has by other ways. */
const gramianCka: MeasureKernel<TestBlock> = {
  facts: testFacts('gramianCka', ['gramian']),
  measure({ a, b }) {
    const [K, L] = [a.gramian().data, b.gramian().data];
    return { block: { value: inner(K, L) / Math.sqrt(inner(K, K) * inner(L, L)), samples: a.samples } };
  },
};

/** Share of the three nearest neighbours that both sides have in common. */
const overlap: MeasureKernel<TestBlock> = {
  facts: testFacts('overlap', ['neighbours']),
  measure({ a, b }) {
    const [near, other] = [a.neighbours(3), b.neighbours(3)];
    let common = 0;
    for (let i = 0; i < a.samples; i++) {
      const own = new Set(near.indices.subarray(i * near.count, (i + 1) * near.count));
      for (const j of other.indices.subarray(i * other.count, (i + 1) * other.count)) if (own.has(j)) common++;
    }
    return { block: { value: common / near.indices.length, samples: a.samples } };
  },
};

/** Linear CKA from the rows themselves. */
const rowsCka: MeasureKernel<TestBlock> = {
  facts: testFacts('rowsCka', ['rows']),
  measure({ a, b }) {
    const [K, L] = [a.rows(), b.rows()].map(products) as [Float64Array, Float64Array];
    return { block: { value: inner(K, L) / Math.sqrt(inner(K, K) * inner(L, L)), samples: a.samples } };
  },
};

/** The largest correlation of a neuron of a with one of b, which changes with the axes of the neurons. */
const bestNeuron: MeasureKernel<TestBlock> = {
  facts: testFacts('bestNeuron', ['rows']),
  measure: ({ a, b }) => ({ block: { value: bestCorrelation(a.rows(), b.rows()), samples: a.samples } }),
};

/** Linear CKA of a measure that asks for directions, and looks at all of the covariance. */
const wholeCka: MeasureKernel<TestBlock> = {
  facts: testFacts('wholeCka', ['directions']),
  measure({ covariance, factors: { samples, a, b } }) {
    const { data } = covariance();
    return { block: { value: inner(data, data) / Math.sqrt(a.covarianceNorm * b.covarianceNorm), samples } };
  },
};

/** The same by Gramians, of a measure that asks for directions as well. */
const bothCka: MeasureKernel<TestBlock> = {
  ...gramianCka,
  facts: testFacts('bothCka', ['directions', 'gramian']),
};

const ofTests = [
  ofDistances,
  rbf,
  gramianCka,
  overlap,
  rowsCka,
  bestNeuron,
  wholeCka,
  bothCka,
] as MeasureKernel<unknown>[];

/** All measures that there are, and those of tests. */
export const withTestMeasures: MeasureKernels = [...measureKernels, ...ofTests];

/** Some measures by name, also those of tests. */
export function asking(...measures: string[]): { measures: NonNullable<CompareOptions['measures']> } {
  return { measures: measures as NonNullable<CompareOptions['measures']> };
}

/** The number of a measure of tests in what was measured. */
export function valueOf(measured: object, id: string): TestBlock {
  return (measured as Record<string, TestBlock>)[id]!;
}

/** The same numbers by their plain formulas from samples x neurons. */
export function plainValues(A: Matrix, B: Matrix): Record<string, number> {
  const [D, E] = [A, B].map(plainDistances) as [Float64Array, Float64Array];
  const n = A.rows;
  const pairs = (all: Float64Array): number[] => Array.from(all).filter((_, at) => at % n < Math.floor(at / n));
  const linear = [A, B].map((X) => centred(products(X), n)) as [Float64Array, Float64Array];
  const gaussian = [D, E].map((all) => {
    const width = median(pairs(all));
    return centred(
      all.map((distance) => Math.exp(-distance / width)),
      n,
    );
  }) as [Float64Array, Float64Array];
  const cka = ([K, L]: [Float64Array, Float64Array]): number => inner(K, L) / Math.sqrt(inner(K, K) * inner(L, L));
  const near = (all: Float64Array, i: number): number[] =>
    Array.from({ length: n }, (_, j) => j)
      .filter((j) => j !== i)
      .sort((x, y) => cosine(all, i, y) - cosine(all, i, x) || x - y)
      .slice(0, 3);
  const cosine = (all: Float64Array, i: number, j: number): number => all[i * n + j]! / Math.sqrt(all[j * n + j]!);
  const [K, L] = [A, B].map(products) as [Float64Array, Float64Array];
  let common = 0;
  for (let i = 0; i < n; i++) common += near(K, i).filter((j) => near(L, i).includes(j)).length;
  return {
    ofDistances: correlation(pairs(D), pairs(E)),
    rbf: cka(gaussian),
    gramianCka: cka(linear),
    overlap: common / (3 * n),
    rowsCka: cka(linear),
    bestNeuron: bestCorrelation(A, B),
    wholeCka: cka(linear),
    bothCka: cka(linear),
  };
}

function bestCorrelation(A: Matrix, B: Matrix): number {
  const columns = ({ rows, columns: d, data }: Matrix) =>
    Array.from({ length: d }, (_, j) => Array.from({ length: rows }, (__, i) => data[i * d + j]!));
  const others = columns(B);
  let best = 0;
  for (const x of columns(A)) for (const y of others) best = Math.max(best, Math.abs(correlation(x, y)));
  return best;
}

function plainDistances({ rows, columns, data }: Matrix): Float64Array {
  return Float64Array.from({ length: rows * rows }, (_, at) => {
    const [i, j] = [Math.floor(at / rows), at % rows];
    let sum = 0;
    for (let k = 0; k < columns; k++) sum += (data[i * columns + k]! - data[j * columns + k]!) ** 2;
    return sum;
  });
}

function products({ rows, columns, data }: Matrix): Float64Array {
  return Float64Array.from({ length: rows * rows }, (_, at) => {
    const [i, j] = [Math.floor(at / rows), at % rows];
    return inner(data.subarray(i * columns, (i + 1) * columns), data.subarray(j * columns, (j + 1) * columns));
  });
}

/** The entries below the diagonal. */
function pairsOf({ rows, data }: Matrix): number[] {
  return Array.from(data).filter((_, at) => at % rows < Math.floor(at / rows));
}

function centred(K: Float64Array, n: number): Float64Array {
  const means = Float64Array.from(
    { length: n },
    (_, i) => K.subarray(i * n, (i + 1) * n).reduce((sum, v) => sum + v, 0) / n,
  );
  const all = means.reduce((sum, value) => sum + value, 0) / n;
  return K.map((value, at) => value - means[Math.floor(at / n)]! - means[at % n]! + all);
}

function inner(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[sorted.length >> 1]!;
}

function correlation(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const [dx, dy] = [x.map((value) => value - mx), y.map((value) => value - my)];
  return inner(dx, dy) / Math.sqrt(inner(dx, dx) * inner(dy, dy));
}
