import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { betaPart } from '../../../../src/similarity/trust/distributions/betaPart';
import { stirlingError } from '../../../../src/similarity/trust/distributions/deviance';
import { gammaTail } from '../../../../src/similarity/trust/distributions/gammaTail';
import { chiSquareTail, fTail, studentLimit } from '../../../../src/similarity/trust/distributions/upperTails';

/** Within `tolerance` of the expected value, relative to it. */
function close(found: number, expected: number, what: string, tolerance = 1e-12): void {
  assert.ok(Math.abs(found - expected) <= tolerance * Math.abs(expected), `${what}: ${found} instead of ${expected}`);
}

describe('tails of distributions', () => {
  it('chi-square with an even number of degrees of freedom is a sum of Poisson terms', () => {
    for (const half of [1, 2, 5, 20, 60]) {
      for (const x of [0.01, 0.5, 3, 20, 59, 60, 61, 150, 600]) {
        let term = Math.exp(-x);
        let sum = term;
        for (let i = 1; i < half; i++) sum += term *= x / i;
        close(chiSquareTail(2 * x, 2 * half), sum, `chi-square of ${2 * x}, ${2 * half} df`);
      }
    }
  });

  it('chi-square with 1 degree of freedom is the tail of the normal distribution', () => {
    // erfc(x / sqrt 2) of tables: 0.05, 0.01 and 5 standard deviations.
    close(chiSquareTail(3.841458820694124, 1), 0.05, '0.05');
    close(chiSquareTail(6.634896601021213, 1), 0.01, '0.01');
    close(chiSquareTail(25, 1), 5.733031437583869e-7, '5 sigma');
  });

  it('the incomplete gamma function keeps its recurrence where arguments are large', () => {
    // Q(a + 1, x) - Q(a, x) = x^a e^-x / Gamma(a + 1), of which the logarithm is known by Stirling's formula.
    for (const a of [40.5, 1e3, 1e5]) {
      for (const x of [a * 0.99, a, a + 2 * Math.sqrt(a)]) {
        const term = Math.exp(a * Math.log1p((x - a) / a) - (x - a) - stirlingError(a)) / Math.sqrt(2 * Math.PI * a);
        assert.ok(Math.abs(gammaTail(a + 1, x) - gammaTail(a, x) - term) < 1e-10 * (term + 1e-3), `a = ${a}, x = ${x}`);
      }
      // The median of a gamma distribution is a - 1/3 + 8 / (405 a) + ..
      assert.ok(Math.abs(gammaTail(a, a - 1 / 3 + 8 / (405 * a)) - 0.5) < 1e-5, `median for ${a}`);
    }
  });

  it('F with two degrees of freedom above or below has a closed form', () => {
    for (const m of [1, 2, 7.5, 30, 1e3]) {
      for (const f of [1e-3, 0.3, 1, 4, 50, 1e4]) {
        close(fTail(f, 2, m), (1 + (2 * f) / m) ** (-m / 2), `F(2, ${m}) of ${f}`, 1e-11);
        close(fTail(f, m, 2), -Math.expm1((-m / 2) * Math.log1p(2 / (m * f))), `F(${m}, 2) of ${f}`, 1e-11);
      }
    }
  });

  it('F with one degree of freedom above is the square of t', () => {
    for (const t of [0.1, 1, 3, 40]) {
      close(fTail(t * t, 1, 1), (2 / Math.PI) * Math.atan(1 / t), `t ${t}, 1 df`);
      close(fTail(t * t, 1, 2), 2 / ((2 + t * t) * (1 + t / Math.sqrt(2 + t * t))), `t ${t}, 2 df`);
    }
  });

  it('the incomplete beta function with whole parameters is a sum of binomial terms', () => {
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
    for (const [a, b] of [
      [1, 1],
      [3, 4],
      [10, 2],
      [2, 25],
    ] as const) {
      for (const x of [0.001, 0.2, 0.5, 0.77, 0.999]) {
        const n = a + b - 1;
        let sum = 0;
        for (let j = a; j <= n; j++) sum += choose(n, j) * x ** j * (1 - x) ** (n - j);
        close(betaPart(a, b, x, 1 - x), sum, `I_${x}(${a}, ${b})`);
      }
    }
  });

  it('ends of the range are exact, and nothing is a NaN', () => {
    assert.deepEqual(
      [chiSquareTail(0, 3), fTail(0, 2, 5), gammaTail(2, -0), betaPart(2, 3, 0, 1), betaPart(2, 3, 1, 0)],
      [1, 1, 1, 0, 1],
    );
    assert.equal(chiSquareTail(1e6, 10), 0);
    assert.equal(chiSquareTail(100, 1e6), 1);
    assert.ok(fTail(1e12, 200, 300) >= 0);
  });

  it("Student's limits are those of tables", () => {
    close(studentLimit(1, 0.05), 12.706204736432095, '1 df', 1e-10);
    close(studentLimit(19, 0.05), 2.093024054408263, '19 df', 1e-10);
    close(studentLimit(1e7, 0.05), 1.959963984540054, 'many', 1e-6);
  });
});
