import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { measureNames } from '../../../src/facts/measures';
import { defaultOptions, type CalibrateChoice } from '../../../src/facts/options';
import { pairReading } from '../../../src/facts/pairReading';
import { compareArrays } from '../../../src/jobs/compare/compareArrays';
import { loadKernels } from '../../../src/jobs/loadKernels';
import { useKernels } from '../../../src/linalg/activeKernels';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import { multiply } from '../../../src/linalg/multiply';
import { plainKernels } from '../../../src/linalg/plain/kernels';
import { gaussian } from '../../linalg/random';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { saveArray } from '../savedArrays';

/** Draws of each size and manner: a few, or as many as `CCA_LENS_DRAWS` asks for. */
const draws = Number(process.env.CCA_LENS_DRAWS ?? 3);

/** Samples, and neurons of a and b. */
const sizes = [
  [4, 2, 2],
  [5, 3, 2],
  [8, 2, 6],
  [12, 40, 30],
  [20, 3, 5],
  [30, 12, 60],
  [60, 8, 8],
  [100, 30, 40],
  [250, 5, 20],
] as const;

/** Not calibrated, and by the fewest permutations that can tell, and more. */
const calibrations: (CalibrateChoice | undefined)[] = [
  undefined,
  { permutations: 19, alpha: 0.05, seed: 1 },
  { permutations: 99, alpha: 0.05, seed: 2 },
];

const rectified = (X: Matrix): Matrix =>
  matrix(
    X.rows,
    X.columns,
    X.data.map((value) => Math.max(0, value)),
  );
/** What would be said of arrays that have something in common. */
const found = /^(?:Alike|Partly alike|Clearly more alike|Scores disagree)/;

describe('what is said of drawn arrays', function () {
  let folder: string;
  before(async () => {
    folder = temporaryFolder('reading-of-draws');
    useKernels((await loadKernels()).kernels);
  });
  after(() => useKernels(plainKernels));

  async function said(A: Matrix, B: Matrix, calibrate: CalibrateChoice | undefined, every: boolean): Promise<string> {
    const [a, b] = [await saveArray(folder, 'a', A), await saveArray(folder, 'b', B)];
    const options = { ...defaultOptions, calibrate, ...(every ? { measures: [...measureNames] } : {}) };
    const { report } = await compareArrays({ a: { path: a }, b: { path: b }, options }, () => undefined);
    return pairReading(report);
  }

  for (const calibrate of calibrations) {
    const by = calibrate ? `calibrated by ${calibrate.permutations} permutations` : 'not calibrated';
    for (const every of [false, true]) {
      it(`finds nothing in unrelated ones, ${by}, by ${every ? 'all measures' : 'the usual ones'}`, async () => {
        const wrong: string[] = [];
        for (const [n, p, q] of sizes)
          for (let draw = 0; draw < draws; draw++)
            for (const [kind, of] of [
              ['gaussian', (X: Matrix) => X],
              ['rectified', rectified],
            ] as const) {
              const seed = 10_000 * draw + n;
              const text = await said(of(gaussian(n, p, seed + 1)), of(gaussian(n, q, seed + 5000)), calibrate, every);
              if (found.test(text)) wrong.push(`${n} x ${p}, ${q}, ${kind}, draw ${draw}: ${text}`);
            }
        assert.deepEqual(wrong, []);
      });
    }

    it(`finds related ones, ${by}`, async () => {
      for (const [n, p, q] of [
        [60, 4, 6],
        [100, 8, 10],
        [250, 20, 20],
      ] as const)
        for (let draw = 0; draw < draws; draw++) {
          const A = gaussian(n, p, 1000 * draw + n);
          const B = multiply(A, gaussian(p, q, 1000 * draw + 7));
          const noise = gaussian(n, q, 1000 * draw + 8);
          const noisy = matrix(
            n,
            q,
            B.data.map((value, at) => value + 0.3 * noise.data[at]!),
          );
          for (const every of [false, true]) assert.match(await said(A, noisy, calibrate, every), found);
        }
    });
  }
});
