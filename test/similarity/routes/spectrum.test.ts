import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { factorPair, workHere } from '../../../src/similarity/routes/factorPair';
import { measurePair } from '../../../src/similarity/measures/measures';
import { memoryPasses } from '../../../src/similarity/routes/memoryPasses';
import { defaultOptions } from '../../../src/facts/options';
import { factorSideAlone } from '../../../src/similarity/routes/primalRoute';
import { sideSpectrum } from '../../../src/similarity/routes/sideSpectrum';
import { withSpectrum } from '../../../src/similarity/routes/spectrum';
import { centredProducts, determinant, integerColumns } from '../../exactIntegers';
import { mapped, representation } from '../../jobs/relatedPairs';
import { forEveryKernels } from '../../linalg/everyKernels';

forEveryKernels(() => {
  describe('the spectrum of a side whose covariance knows its small directions badly', () => {
    const n = 60;
    const [A, B] = [1, 2].map((seed) =>
      mapped(representation(n, 4, seed), (value, _at, i) => Math.round(8 * value) + (i === 0 ? 6e6 : 0)),
    ) as [ReturnType<typeof representation>, ReturnType<typeof representation>];
    const names = { a: 'a', b: 'b' };
    const passes = memoryPasses(A, B, names);
    /** The singular values' product, squared: the determinant of the covariance. */
    const exact = Math.sqrt(Number(determinant(centredProducts(integerColumns(A)))) / n ** 4);
    const product = (values: ArrayLike<number>, scale: number): number =>
      Array.from(values).reduce((all, value) => all * value * 2 ** scale, 1);

    it('is not taken from its first factor, but from the rows', async () => {
      const side = await factorSideAlone(passes, 'a', 'a', workHere(n));
      assert.ok(side.basis && side.condition! > 1e4);
      assert.equal(withSpectrum(side, { values: true }).singularValues, undefined);
      assert.equal(withSpectrum(side, { values: true, vectorsFor: { rule: 'dimensions', count: 3 } }).right, undefined);
      const { singularValues, scaleExponent } = await sideSpectrum(passes, 'a');
      const found = product(singularValues!, scaleExponent) / exact;
      assert.ok(Math.abs(found - 1) < 1e-9, `${found}`);
    });

    it('is the same in a pair, from the refined factor, whether the sides were known or not', async () => {
      const wanted = { values: true, vectorsFor: { rule: 'dimensions', count: 3 } } as const;
      const known = {
        a: withSpectrum(await factorSideAlone(passes, 'a', 'a', workHere(n)), wanted),
        b: withSpectrum(await factorSideAlone(memoryPasses(B, B, names), 'a', 'b', workHere(n)), wanted),
      };
      const options = { ...defaultOptions, svcca: wanted.vectorsFor, measures: ['svcca', 'pca'] as const };
      const [first, second] = [{}, { known }].map(async (help) => {
        const factors = await factorPair(passes, names, help);
        assert.equal(factors.route.name, 'cholesky-qr');
        return measurePair(factors, { ...options, measures: [...options.measures] });
      });
      const [alone, ofKnown] = [await first!, await second!];
      for (const { pca } of [alone, ofKnown]) {
        const found = product(pca!.a.singularValues, 0) / exact;
        assert.ok(Math.abs(found - 1) < 1e-9, `${found}`);
      }
      const [s, t] = [alone, ofKnown].map(({ svcca }) => svcca!.coefficients) as [number[], number[]];
      s.forEach((value, i) => assert.ok(Math.abs(value - t[i]!) < 1e-9, `${value} and ${t[i]}`));
    });
  });
});
