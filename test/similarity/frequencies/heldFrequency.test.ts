import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { matrix } from '../../../src/linalg/matrix';
import { complexCca, complexCoefficients } from '../../../src/similarity/frequencies/complexCca';
import { centreAndClear, type ComplexColumns } from '../../../src/similarity/frequencies/frequencyTransform';
import { gaussianScores } from '../../../src/similarity/trust/gaussianNull';
import { heldFactors } from '../heldFactors';
import { holdFrequency, samplesOfFrequency } from '../../../src/similarity/frequencies/heldFrequency';
import { mean, meanSquared } from '../../../src/similarity/measures/summaries';
import { forEveryKernels } from '../../linalg/everyKernels';
import { gaussian } from '../../linalg/random';
import { near } from '../expectedPair';

const names = { a: 'a', b: 'b' };

/** Complex columns of independent normal numbers, centred; real where `kind` says so. */
function columns(n: number, channels: number, seed: number, kind: 'complex' | 'real' = 'complex'): ComplexColumns {
  const imaginary = kind === 'real' ? matrix(n, channels) : gaussian(n, channels, seed + 7000);
  const made = { real: gaussian(n, channels, seed), imaginary };
  centreAndClear(made, new Float64Array(channels));
  return made;
}

forEveryKernels(() => {
  describe('similarity/heldFrequency', () => {
    it('has the coefficients of complex CCA', async () => {
      const [A, B] = [columns(30, 4, 1), columns(30, 6, 2)];
      const { coefficients } = await complexCca(A, B, names);
      near(complexCoefficients(heldFactors(holdFrequency(A, B, names)!)), coefficients, 1e-12, 'held');
      assert.equal(holdFrequency(A, zero(30, 2), names), undefined);
    });

    it('draws Gaussian data whose squared coefficients have the mean max(p, q) / (n - 1)', () => {
      const [n, p, q, draws] = [25, 2, 3, 400];
      const kinds = ['complex', 'real'] as const;
      for (const a of kinds) {
        for (const b of kinds) {
          const held = holdFrequency(columns(n, p, 1, a), columns(n, q, 2, b), names)!;
          const squares = gaussianScores(held, { seed: 4, from: 0, to: draws }, false, (factors) =>
            meanSquared(complexCoefficients(factors))!,
          );
          const expected = q / (n - 1);
          // The sum of p q squared products has the largest deviation where all are real: sqrt(2 / (p q)) of its mean.
          const tolerance = (5 * expected * Math.sqrt(2 / (p * q))) / Math.sqrt(draws);
          assert.ok(Math.abs(mean(squares)! - expected) < tolerance, `${a}, ${b}: ${mean(squares)} for ${expected}`);
        }
      }
    });

    it('draws real and complex frequencies by laws of their own', () => {
      // |r| of one column a side: half-normal where both are real, of mean sqrt(2 / pi) of the root mean square; Rayleigh, sqrt(pi / 4), where complex.
      const [n, draws] = [200, 600];
      for (const [kind, ratio] of [
        ['real', Math.sqrt(2 / Math.PI)],
        ['complex', Math.sqrt(Math.PI / 4)],
      ] as const) {
        const held = holdFrequency(columns(n, 1, 1, kind), columns(n, 1, 2, kind), names)!;
        const found = gaussianScores(
          held,
          { seed: 1, from: 0, to: draws },
          false,
          (factors) => complexCoefficients(factors)[0]!,
        );
        // |r| has a deviation of 0.6 (half-normal) or 0.46 (Rayleigh) of its root mean square; the ratio of two estimates stays within 0.05.
        assert.ok(Math.abs(mean(found)! / Math.sqrt(meanSquared(found)!) - ratio) < 0.04, `${kind}: ${mean(found)}`);
      }
    });

    it('takes some samples as they are centred by themselves, and leaves noise out', () => {
      const A = columns(12, 2, 3);
      for (let i = 0; i < 12; i++) A.real.data[2 * i + 1] = A.imaginary.data[2 * i + 1] = 1e-14 * i;
      const { real, imaginary } = samplesOfFrequency(A, [1, 4, 6], Float64Array.of(1e-10, 1e-10));
      assert.equal(real.rows, 3);
      for (const part of [real, imaginary]) {
        assert.ok(Math.abs(part.data[0]! + part.data[2]! + part.data[4]!) < 1e-14);
        assert.deepEqual([part.data[1], part.data[3], part.data[5]], [0, 0, 0]);
      }
      assert.ok(Math.abs(real.data[2]! - real.data[0]! - (A.real.data[8]! - A.real.data[2]!)) < 1e-14);
    });
  });
});

function zero(n: number, channels: number): ComplexColumns {
  return { real: matrix(n, channels), imaginary: matrix(n, channels) };
}
