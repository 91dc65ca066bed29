import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { analyzeClasses } from '../../src/jobs/analyses/analyzeClasses';
import { arraySpectrum } from '../../src/jobs/arraySpectrum';
import { compareArrays } from '../../src/jobs/compare/compareArrays';
import { readArrayHeader } from '../../src/jobs/arrays/arrayHeaders';
import { mapsOfHeader } from '../../src/jobs/arrays/mapsOfHeaders';
import { plainEngine } from '../../src/jobs/engine';
import { readFrequencies } from '../../src/jobs/passes/runFrequencies';
import type { Matrix } from '../../src/linalg/matrix';
import type { SpectrumOutcome } from '../../src/protocol/arraySpectrum';
import { defaultOptions } from '../../src/facts/options';
import { type RecipeChoice } from '../../src/facts/pairOptions';
import type { DftReport } from '../../src/facts/measures/dft';
import { centredProducts, determinant, exactR, integerColumns } from '../exactIntegers';
import { forPlainAndFastestKernels } from '../linalg/everyKernels';
import { npyFile } from '../formats/sources';
import { plainFrequency } from '../similarity/plainFrequency';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { mapped, representation } from './relatedPairs';
import { saveArray } from './savedArrays';
import { saveAxes } from './savedMaps';

const large = 1e8;
/** Of integers, so that neither an offset nor what is exact needs rounding. */
const integers = (n: number, d: number, seed: number): Matrix =>
  mapped(representation(n, d, seed), (value) => Math.round(8 * value));
const offset = (X: Matrix): Matrix => mapped(X, (value) => value + large);
/** The first sample far from all others, by another way in each column. */
const far = (X: Matrix): Matrix => mapped(X, (value, _at, i, j) => (i === 0 ? value + large - 1e6 * (j % 7) : value));
const byFrequency: RecipeChoice = { conv: 'dft', layout: 'nhwc' };

function near(found: readonly (number | null)[], expected: readonly number[], tolerance: number): void {
  assert.equal(found.length, expected.length);
  found.forEach((value, i) => {
    assert.ok(Math.abs(value! - expected[i]!) <= tolerance, `${i}: ${value}, not ${expected[i]}`);
  });
}

/** Product of the shares of variance of all n - 1 or d directions. */
function productOfShares(X: Matrix): number {
  const { rows: n, columns: d } = X;
  const columns = integerColumns(X);
  const products = centredProducts(columns);
  const trace = Number(products.reduce((sum, row, j) => sum + row[j]!, 0n)) / n;
  if (n > d) return Number(determinant(products)) / (n * trace) ** d;
  // Differences D to the last sample: the determinant of DD' is n times the product of the eigenvalues of the centred XX' that are not 0.
  const D = Array.from({ length: n - 1 }, (_, i) => columns.map((x) => x[i]! - x[n - 1]!));
  const between = D.map((x) => D.map((y) => x.reduce((sum, value, j) => sum + value * y[j]!, 0n)));
  return Number(determinant(between)) / n / trace ** (n - 1);
}

forPlainAndFastestKernels(() => {
  describe('a large common offset and a sample far from all others', () => {
    let folder: string;
    let saved = 0;
    before(() => (folder = temporaryFolder('offsets')));

    const save = (X: Matrix): Promise<string> => saveArray(folder, `x${saved++}`, X);
    const spectrumOf = async (X: Matrix): Promise<SpectrumOutcome> =>
      arraySpectrum({ array: { path: await save(X) } }, () => undefined);

    for (const [what, n, d] of [
      ['more samples than neurons', 80, 5],
      ['more neurons than samples', 7, 20],
    ] as const) {
      it(`cost no digit of a spectrum: ${what}`, async () => {
        const X = integers(n, d, 5);
        const plain = await spectrumOf(X);
        const product = (shares: readonly number[]): number => shares.reduce((all, share) => all * share, 1);
        near([product(plain.shares) / productOfShares(X)], [1], 1e-11);
        const shifted = await spectrumOf(offset(X));
        near(shifted.shares, plain.shares, 1e-14);
        near(
          [shifted.participationRatio, shifted.effectiveRank],
          [plain.participationRatio, plain.effectiveRank],
          1e-12,
        );
        for (const Z of [far(X), offset(far(X))]) {
          const { shares, rank } = await spectrumOf(Z);
          assert.equal(rank, plain.rank);
          // What rounding makes of a matrix this large is some 1e-9 of its smallest directions.
          near([product(shares) / productOfShares(Z)], [1], 1e-7);
        }
      });
    }

    async function classesOf(path: string, labels: string, recipe: RecipeChoice = {}): Promise<(number | null)[]> {
      const selection = {
        schema: 1 as const,
        kind: 'cca-lens-selection' as const,
        analysis: 'classes' as const,
        arrays: [{ path, model: '', checkpoint: '', layer: 'layer', include: true }],
        options: { ...defaultOptions, recipe },
        measure: 'cca' as const,
        classes: { labels, logits: 'columns' as const },
      };
      const { layers } = await analyzeClasses({ selection }, () => undefined, plainEngine());
      return layers[0]!.R;
    }

    function labelsOf(X: Matrix, count: number): { path: string; columns: bigint[][] } {
      const labels = Array.from({ length: X.rows }, (_, i) => Math.abs(X.data[i * X.columns]!) % count);
      const path = join(folder, `labels${saved++}.npy`);
      writeFileSync(path, npyFile(Float64Array.from(labels), [X.rows], 'f8', false));
      const columns = Array.from({ length: count }, (_, c) => labels.map((label) => BigInt(label === c)));
      return { path, columns };
    }

    it('cost no digit of how well a layer tells classes', async () => {
      const X = integers(90, 6, 3);
      const { path, columns } = labelsOf(X, 4);
      for (const [Z, tolerance] of [
        [X, 1e-12],
        [offset(X), 1e-12],
        [far(X), 1e-8],
        [offset(far(X)), 1e-8],
      ] as const) {
        const expected = columns.map((y) => exactR(integerColumns(Z), y));
        near(await classesOf(await save(Z), path), expected, tolerance);
      }
    });

    it('cost no digit of how well a layer tells logits', async () => {
      const [X, Y] = [integers(90, 6, 3), integers(90, 4, 8)];
      for (const [Z, T, tolerance] of [
        [offset(X), offset(Y), 1e-12],
        [far(X), offset(Y), 1e-8],
        [offset(X), far(Y), 1e-8],
      ] as const) {
        const expected = integerColumns(T).map((y) => exactR(integerColumns(Z), y));
        near(await classesOf(await save(Z), await save(T)), expected, tolerance);
      }
    });

    const saveMaps = (X: Matrix, [h, w, c]: readonly [number, number, number]): string =>
      saveAxes(folder, `maps${saved++}`, X.data, [X.rows, h, w, c]);

    it('cost no digit of how well maps tell classes at their frequencies', async () => {
      const size = [4, 2, 2] as const;
      const X = integers(60, 16, 4);
      const { path, columns } = labelsOf(X, 3);
      for (const [Z, tolerance] of [
        [offset(X), 1e-12],
        [far(X), 1e-8],
        [offset(far(X)), 1e-8],
      ] as const) {
        const expected = columns.map((y) => meanR(Z, size, y));
        near(await classesOf(saveMaps(Z, size), path, byFrequency), expected, tolerance);
      }
    });

    it('cost no digit of CCA by frequency', async () => {
      const compare = async (A: Matrix, B: Matrix, size: readonly [number, number, number]): Promise<DftReport> => {
        const [a, b] = [{ path: saveMaps(A, size) }, { path: saveMaps(B, size) }];
        const options = { ...defaultOptions, recipe: byFrequency };
        return (await compareArrays({ a, b, options }, () => undefined)).report.dft!;
      };
      // Of five and seven positions neither cosine nor sine is a short number.
      const size = [5, 7, 2] as const;
      const [A, B] = [integers(70, 70, 1), integers(70, 70, 2)];
      const last = (X: Matrix): Matrix => mapped(X, (_value, _at, i, j) => X.data[(X.rows - 1 - i) * X.columns + j]!);
      const of = ({ dcCoefficients, locationMeans }: DftReport): number[] => [
        ...dcCoefficients,
        ...locationMeans.flat().map((mean) => mean!),
      ];
      near(of(await compare(offset(A), offset(B), size)), of(await compare(A, B, size)), 1e-12);
      const dominated = of(await compare(far(A), far(B), size));
      near(of(await compare(offset(far(A)), offset(far(B)), size)), dominated, 1e-12);
      near(of(await compare(last(far(A)), last(far(B)), size)), dominated, 1e-8);
    });

    it('cost no digit of the frequencies of maps so large that blocks hold one or two', async () => {
      const samples = 6;
      for (const [height, channels] of [
        [64, 33],
        [32, 45],
      ] as const) {
        const length = height * 64 * channels;
        const maps = Float64Array.from({ length: samples * length }, (_, at) =>
          Math.round(100 * Math.sin(at * at + 1)),
        );
        const wanted = [
          { i: 1, j: 0 },
          { i: 3, j: 2 },
        ];
        const expected = wanted.map(({ i, j }) => plainFrequency(maps, [samples, height, 64, channels], i, j));
        // Exact in float32, and in no sum of squares.
        for (const huge of [0, 1, samples - 1]) {
          const stored = maps.map((value, at) => (Math.floor(at / length) === huge ? 2 ** 40 : value));
          const path = saveAxes(folder, 'large', stored, [samples, height, 64, channels], { dtype: 'f4' });
          const header = await readArrayHeader({ path });
          const recipe = { kind: 'maps', layout: 'nhwc', conv: 'pool' } as const;
          const { side } = mapsOfHeader({ header, recipe }, 'large', undefined);
          const grid = { height, width: 64 };
          const { columns } = await readFrequencies(side, { grid, wanted, mask: undefined }, () => undefined);
          const [one, other] = [0, 1, 2, 5].filter((sample) => sample !== huge) as [number, number];
          const between = ({ data }: Matrix): number[] =>
            Array.from({ length: channels }, (_, c) => data[one * channels + c]! - data[other * channels + c]!);
          for (const [k, { real, imaginary }] of columns.entries()) {
            near(between(real), between(expected[k]!.real), 1e-6);
            near(between(imaginary), between(expected[k]!.imaginary), 1e-6);
          }
        }
      }
    });
  });
});

/** Mean over the frequencies of maps of 4 x 2 positions of the multiple correlation of y with the channels; there cosines and sines are 0, 1 and -1. */
function meanR(X: Matrix, [h, w, c]: readonly [number, number, number], y: readonly bigint[]): number {
  const quarter = [
    [1, 0],
    [0, -1],
    [-1, 0],
    [0, 1],
  ] as const;
  const R: number[] = [];
  for (let i = 0; i < h; i++) {
    for (let j = 0; j < w; j++) {
      // Of each channel the real embedding of its column: (x, y) and (-y, x), sample by sample.
      const embedded = Array.from({ length: c }, (_, k) => {
        const [real, imaginary] = [0, 1].map((part) =>
          Array.from({ length: X.rows }, (_, s) => {
            let sum = 0;
            for (let u = 0; u < h; u++) {
              for (let v = 0; v < w; v++)
                sum += quarter[(i * u + 2 * j * v) % 4]![part]! * X.data[s * X.columns + (u * w + v) * c + k]!;
            }
            return BigInt(sum);
          }),
        ) as [bigint[], bigint[]];
        return [centredTimes(real), centredTimes(imaginary)] as const;
      });
      const columns = embedded.flatMap(([x, z]) => [
        [...x, ...z],
        [...z.map((value) => -value), ...x],
      ]);
      const varying = columns.filter((column) => column.some((value) => value !== 0n));
      R.push(exactR(varying, [...centredTimes(y), ...y.map(() => 0n)]));
    }
  }
  return R.reduce((sum, value) => sum + value, 0) / R.length;
}

/** A column less its mean, times the number of samples. */
function centredTimes(x: readonly bigint[]): bigint[] {
  const sum = x.reduce((all, value) => all + value, 0n);
  return x.map((value) => BigInt(x.length) * value - sum);
}
