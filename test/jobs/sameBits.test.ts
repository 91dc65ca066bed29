import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { compareArrays } from '../../src/jobs/compare/compareArrays';
import { compareMatrix } from '../../src/jobs/compare/compareMatrix';
import { plainEngine, type Engine } from '../../src/jobs/engine';
import { FactorStore } from '../../src/jobs/store/factorStore';
import { MemoryStore } from '../../src/jobs/store/memoryStore';
import { kernels as inUse } from '../../src/linalg/activeKernels';
import type { Matrix } from '../../src/linalg/matrix';
import { scoreIn, usualScores } from '../../src/facts/measures/scores';
import type { ArrayAddress } from '../../src/protocol/arrayAddress';
import { defaultOptions, type CompareOptions } from '../../src/facts/options';
import type { ComparisonReport } from '../../src/facts/report';
import { safetensorsFile } from '../formats/safetensors/safetensorsFile';
import { tensor, torchFile } from '../formats/torch/torchFile';
import { forPlainAndFastestKernels } from '../linalg/everyKernels';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { keptRows, mapped, representation } from './relatedPairs';
import { sameBits } from './reportNumbers';
import { archived, saveArray, type Form } from './savedArrays';
import { axesBytes, saveAxes } from './savedMaps';

const options: CompareOptions = { ...defaultOptions, transposeA: false, transposeB: false };

/** A pair, and the way by which it is factored. */
interface Case {
  route: ComparisonReport['route']['name'];
  A: Matrix;
  B: Matrix;
}

/** The second neuron nearly the first. */
function nearlyTwice(X: Matrix, rest: number): Matrix {
  return mapped(X, (value, at, _i, j) => (j === 1 ? X.data[at - 1]! + rest * value : value));
}

const [A, B] = [representation(900, 13, 1), representation(900, 13, 2)];
const dead = mapped(representation(900, 11, 3), (value, _at, _i, j) => (j === 2 || j === 5 ? 0.25 : value));
// Sorted by class: the first rows tell little of the rest.
const sorted = mapped(representation(5000, 9, 4), (value, _at, i) => value + (i < 1000 ? 50 : -3));
const cases: Record<string, Case> = {
  'of equal widths': { route: 'gram', A, B },
  'with constant neurons': { route: 'gram', A: dead, B },
  'of two means, one after the other': { route: 'gram', A: sorted, B: representation(5000, 7, 5) },
  'far from 0': { route: 'cholesky-qr', A: mapped(A, (value, _at, i) => value + (i < 3 ? 0 : 1e6)), B },
  'nearly dependent': { route: 'cholesky-qr', A: nearlyTwice(A, 1e-3), B },
  dependent: { route: 'qr', A: nearlyTwice(A, 0), B: nearlyTwice(B, 1e-9) },
  wide: { route: 'dual', A: representation(60, 90, 1), B: representation(60, 90, 2) },
  'wide on one side': { route: 'dual', A: representation(60, 20, 1), B: representation(60, 90, 2) },
  'with a sample that dominates': {
    route: 'cholesky-qr',
    A: mapped(A, (value, _at, i) => (i === 7 ? 1e4 * value : value)),
    B,
  },
};

/** X as files of other formats, by names: side by side in either order, and every second number of a storage. */
function inOtherFormats({ data, rows, columns }: Matrix): Record<string, Uint8Array> {
  const shape = [rows, columns];
  const floats = (length: number, value: (i: number) => number): Uint8Array =>
    new Uint8Array(Float64Array.from({ length }, (_, i) => value(i)).buffer);
  const whole = floats(data.length, (i) => data[i]!);
  const turned = floats(data.length, (i) => data[(i % rows) * columns + Math.floor(i / rows)]!);
  const spread = floats(2 * data.length, (i) => (i % 2 === 0 ? data[i / 2]! : NaN));
  const saved = (strides: number[], storage: Uint8Array): Uint8Array =>
    torchFile(tensor({ shape, strides, type: 'Double' }), { 0: storage });
  return {
    'layer.safetensors': safetensorsFile({ layer: { dtype: 'F64', shape, data: whole } }),
    'layer.pt': saved([columns, 1], whole),
    'turned.pt': saved([1, rows], turned),
    'spread.pt': saved([2 * columns, 2], spread),
  };
}

/** Maps of samples that have something in common, whatever the seed. */
function mapsOf([samples, ...rest]: number[], seed: number): Float64Array {
  return representation(
    samples!,
    rest.reduce((product, size) => product * size, 1),
    seed,
  ).data;
}

async function compare(
  a: ArrayAddress,
  b: ArrayAddress,
  engine: Engine = plainEngine(),
  more: Partial<CompareOptions> = {},
): Promise<ComparisonReport> {
  const spec = { a, b, options: { ...options, ...more } };
  return (await compareArrays(spec, () => undefined, engine)).report;
}

/** An engine that keeps what it finds out about files. */
function keeping(): Engine {
  const memory = new MemoryStore(1e9);
  return { ...plainEngine(), store: () => new FactorStore(inUse().name, memory) };
}

/** The report of the pair turned round, as far as numbers go. */
function turned(report: ComparisonReport): ComparisonReport {
  const { a, b, route, svcca, pwcca, pca } = report;
  return {
    ...report,
    a: b,
    b: a,
    route: { ...route, condition: { a: route.condition.b, b: route.condition.a } },
    ...(svcca && { svcca: { ...svcca, kept: swapped(svcca.kept), retainedVariance: swapped(svcca.retainedVariance) } }),
    ...(pca && { pca: { a: pca.b, b: pca.a } }),
    ...(pwcca && { pwcca: { ...pwcca, a: pwcca.b, b: pwcca.a } }),
  };
}

function swapped([x, y]: [number, number]): [number, number] {
  return [y, x];
}

/** Without which side the headline of PWCCA is of, which on a tie is a's however the pair stands. */
function withoutHeadline(report: ComparisonReport): ComparisonReport {
  const { pwcca, ...rest } = report;
  return { ...rest, ...(pwcca && { pwcca: { ...pwcca, value: 0, side: 'a', weights: [] } }) };
}

function isTurned(found: ComparisonReport, other: ComparisonReport, what: string): void {
  sameBits(withoutHeadline(found), withoutHeadline(turned(other)), what);
}

forPlainAndFastestKernels((kernels) => {
  describe('the same pair has the same bits', () => {
    // What is done around sums and decompositions is the same for both.
    const some = Object.entries(cases).slice(0, kernels.name === 'plain' ? 2 : Infinity);
    for (const [name, { route, A, B }] of some) {
      describe(name, () => {
        let folder: string;
        let a: ArrayAddress;
        let b: ArrayAddress;
        let expected: ComparisonReport;
        before(async () => {
          folder = temporaryFolder('same-bits');
          a = { path: await saveArray(folder, 'a', A) };
          b = { path: await saveArray(folder, 'b', B) };
          expected = await compare(a, b);
          assert.equal(expected.route.name, route);
        });

        it('turned round', async () => {
          isTurned(await compare(b, a), expected, 'turned');
        });

        it('whatever is known of its files, and whichever way round they were compared before', async () => {
          const c = { path: await saveArray(folder, 'c', representation(A.rows, 5, 8)) };
          const histories: Record<string, [[ArrayAddress, ArrayAddress][], Partial<CompareOptions>?]> = {
            'b with a': [[[b, a]]],
            'both with c': [
              [
                [a, c],
                [c, b],
              ],
            ],
            'a with c': [[[c, a]]],
            'b with c': [[[b, c]]],
            'a with itself': [[[a, a]]],
            'both with c by Procrustes alone': [
              [
                [a, c],
                [c, b],
              ],
              { measures: ['procrustes'] },
            ],
            'itself by other directions': [[[a, b]], { svcca: { rule: 'dimensions', count: 9 } }],
            'b with a by other directions': [[[b, a]], { svcca: { rule: 'dimensions', count: 2 } }],
          };
          for (const [what, [pairs, others]] of Object.entries(histories)) {
            const engine = keeping();
            for (const [x, y] of pairs) await compare(x, y, engine, others);
            sameBits(await compare(a, b, engine), expected, `after ${what}`);
            sameBits(await compare(a, b, engine), expected, `after ${what}, again`);
            isTurned(await compare(b, a, engine), expected, `after ${what}, turned`);
          }
        });

        it('as a cell of a matrix, in any order', async () => {
          const c = { path: await saveArray(folder, 'c', representation(A.rows, 5, 8)) };
          for (const arrays of [
            [a, b, c],
            [c, b, a],
            [b, a],
          ]) {
            const { values } = await compareMatrix({ arrays, options }, () => undefined);
            const [i, j] = [arrays.indexOf(a), arrays.indexOf(b)];
            const found = Object.fromEntries(usualScores.map((measure) => [measure, values[measure][i]![j]]));
            const alone = Object.fromEntries(
              usualScores.map((measure) => [measure, scoreIn(expected, measure) ?? null]),
            );
            assert.deepStrictEqual(found, alone);
          }
        });

        it('as one of many pairs that are computed together', async () => {
          const others: ArrayAddress[] = [];
          for (let i = 0; i < 9; i++)
            others.push({ path: await saveArray(folder, `other${i}`, representation(A.rows, 3 + 2 * i, 20 + i)) });
          const arrays = [others[0]!, b, ...others.slice(1, 5), a, ...others.slice(5)];
          const { values } = await compareMatrix({ arrays, options }, () => undefined);
          const [i, j] = [arrays.indexOf(a), arrays.indexOf(b)];
          for (const measure of usualScores)
            assert.equal(values[measure][i]![j], scoreIn(expected, measure) ?? null, measure);
          const other = await compare(others[3]!, a);
          for (const measure of usualScores)
            assert.equal(values[measure][arrays.indexOf(others[3]!)]![i], scoreIn(other, measure) ?? null, measure);
        });

        it('however its files are stored', async () => {
          const half = Math.floor(A.rows / 3);
          const parts = [keptRows(A, (i) => i < half), keptRows(A, (i) => i >= half)];
          const forms: Record<string, Form> = {
            'in Fortran order': { fortranOrder: true },
            'neurons x samples': { transposed: true },
            'big-endian': { descr: '>f8' },
            'a stored member': { archive: 'stored' },
            'a deflated member': { archive: 'deflated' },
            'a deflated member in Fortran order': { archive: 'deflated', fortranOrder: true },
          };
          for (const [what, form] of Object.entries(forms)) {
            const other = { path: await saveArray(folder, 'other', A, form) };
            const turn = { transposeA: form.transposed ?? false };
            const report = await compare(other, b, plainEngine(), turn);
            sameBits({ ...report, a: { ...report.a, transposed: false } }, expected, what);
          }
          for (const [name, bytes] of Object.entries(inOtherFormats(A))) {
            const path = join(folder, name);
            writeFileSync(path, bytes);
            sameBits(await compare({ path }, b), expected, name);
          }
          const paths: string[] = [];
          for (const [i, part] of parts.entries())
            paths.push(await saveArray(folder, `part${i}`, part, i === 1 ? { archive: 'deflated' } : {}));
          sameBits(await compare({ path: paths[0]!, more: paths.slice(1) }, b), expected, 'in two files');
        });
      });
    }

    it('of maps frequency by frequency, too', async () => {
      const folder = temporaryFolder('same-bits');
      const [a, b] = [
        [[70, 4, 5, 3], 1],
        [[70, 3, 3, 4], 2],
      ].map(([shape, seed]) => ({ shape: shape as number[], values: mapsOf(shape as number[], seed as number) }));
      const dftOf = async (x: string, y: string): Promise<unknown> => {
        const recipe = { conv: 'dft', layout: 'nhwc' } as const;
        return (await compare({ path: x }, { path: y }, plainEngine(), { recipe })).dft;
      };
      const second = saveAxes(folder, 'b', b!.values, b!.shape);
      const expected = await dftOf(saveAxes(folder, 'a', a!.values, a!.shape), second);
      for (const fortranOrder of [false, true]) {
        const bytes = axesBytes(a!.values, a!.shape, { fortranOrder });
        const other = join(folder, 'other.npy');
        writeFileSync(other, bytes);
        const deflated = join(folder, 'other.npz');
        writeFileSync(deflated, await archived(bytes, 6));
        for (const path of [other, deflated]) {
          assert.deepStrictEqual(await dftOf(path, second), expected, path);
          assert.deepStrictEqual(await dftOf(second, path), expected, `${path}, turned`);
        }
      }
    });
  });
});
