import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { compareArrays } from '../../src/jobs/compare/compareArrays';
import type { Matrix } from '../../src/linalg/matrix';
import { factorPair } from '../../src/similarity/routes/factorPair';
import { measurePair, type Measured } from '../../src/similarity/measures/measures';
import { memoryPasses } from '../../src/similarity/routes/memoryPasses';
import { defaultOptions, type CompareOptions } from '../../src/facts/options';
import type { ComparisonReport } from '../../src/facts/report';
import { forPlainAndFastestKernels } from '../linalg/everyKernels';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { mapped, representation } from './relatedPairs';
import { sameBits, sameNumbers } from './reportNumbers';
import { saveArray, toHalf, type Form } from './savedArrays';

const names = { a: 'a', b: 'b' };

async function inMemory(A: Matrix, B: Matrix): Promise<Measured> {
  return measurePair(await factorPair(memoryPasses(A, B, names), names), defaultOptions);
}

async function compareFiles(a: string, b: string, options: Partial<CompareOptions>): Promise<ComparisonReport> {
  const spec = {
    a: { path: a },
    b: { path: b },
    options: { ...defaultOptions, transposeA: false, transposeB: false, ...options },
  };
  return (await compareArrays(spec, () => undefined)).report;
}

const forms: Record<string, Form> = {
  'Fortran order': { fortranOrder: true },
  'neurons x samples': { transposed: true },
  'neurons x samples in Fortran order': { transposed: true, fortranOrder: true },
  'big-endian': { descr: '>f8' },
  float32: { descr: '<f4' },
  'float32, neurons x samples': { descr: '<f4', transposed: true },
  'float32, big-endian, in Fortran order': { descr: '>f4', fortranOrder: true },
  float16: { descr: '<f2' },
  'float16, in Fortran order': { descr: '<f2', fortranOrder: true },
  'float16, big-endian': { descr: '>f2' },
  'a stored member of an archive': { archive: 'stored' },
  'a deflated member of an archive': { archive: 'deflated' },
  'a deflated member, neurons x samples': { archive: 'deflated', transposed: true },
  'a deflated member, float32, in Fortran order': { archive: 'deflated', descr: '<f4', fortranOrder: true },
};

/** Values that float16 holds, so that every form has the very same numbers. */
const halves = (X: Matrix): Matrix => mapped(X, toHalf);

forPlainAndFastestKernels(() => {
  describe('passes over files', () => {
    let folder: string;
    before(() => (folder = temporaryFolder('passes')));

    for (const [what, n, p, q, route] of [
      ['more samples than neurons', 700, 23, 17, 'gram'],
      ['more neurons than samples on both sides', 60, 90, 70, 'dual'],
      ['more neurons than samples on one side', 60, 90, 20, 'dual'],
    ] as const) {
      describe(what, () => {
        const [A, B] = [halves(representation(n, p, 1)), halves(representation(n, q, 2))];
        let b: string;
        let expected: ComparisonReport;
        let turned: ComparisonReport;
        before(async () => {
          b = await saveArray(folder, `b${n}-${q}`, B);
          const a = await saveArray(folder, `a${n}-${p}`, A);
          expected = await compareFiles(a, b, {});
          turned = await compareFiles(b, a, {});
        });

        it('as in memory', async () => {
          assert.equal(expected.route.name, route);
          sameNumbers(expected, await inMemory(A, B), 1e-12, 'files and memory');
        });

        for (const [name, form] of Object.entries(forms)) {
          it(`the same report of ${name}`, async () => {
            const other = await saveArray(folder, 'other', A, form);
            const transposed = form.transposed ?? false;
            const report = await compareFiles(other, b, { transposeA: transposed });
            sameBits(report, expected, name);
            assert.equal(report.a.transposed, transposed);
            // One side of such a pair is held whole.
            if (q < n && route === 'dual')
              sameBits(await compareFiles(b, other, { transposeB: transposed }), turned, `${name}, turned`);
          });
        }
      });
    }

    it('reads files of many blocks a leaf in every order', async () => {
      // 8 leaves of 5120 rows: a scattered read takes 2048 rows at a time, so that leaves end within reads.
      const [A, B] = [representation(40_000, 3, 1), representation(40_000, 2, 2)];
      const b = await saveArray(folder, 'long-b', B);
      const expected = await compareFiles(await saveArray(folder, 'long-a', A), b, {});
      sameNumbers(expected, await inMemory(A, B), 1e-12, 'memory');
      for (const form of [{ fortranOrder: true }, { transposed: true, archive: 'deflated' }] as Form[]) {
        const other = await saveArray(folder, 'long-other', A, form);
        sameBits(await compareFiles(other, b, { transposeA: form.transposed }), expected, JSON.stringify(form));
      }
    });

    it('reads integers as they are', async () => {
      const A = mapped(representation(300, 7, 1), (value) => Math.round(1000 * value));
      const b = await saveArray(folder, 'ints-b', representation(300, 5, 2));
      const floats = await compareFiles(await saveArray(folder, 'floats', A), b, {});
      const ints = await compareFiles(await saveArray(folder, 'ints', A, { descr: '<i2', fortranOrder: true }), b, {});
      sameBits(ints, floats, 'int16');
    });
  });
});
