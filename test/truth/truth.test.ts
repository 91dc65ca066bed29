import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { forFastestKernels } from '../linalg/everyKernels';
import { cells, matrixSizes } from './cells';
import { countMatrices, countPairs } from './counts';
import { boundsOf, faultOf, missedOf } from './judge';
import { scoring } from './permuted';
import { nameOf } from './run';

/** Few enough for every run; `npm run truth` draws 1,000 of each. */
const draws = 40;
const matrices = 20;
const related = 20;

forFastestKernels(() => {
  describe('unrelated data', () => {
    for (const kernel of scoring)
      it(`are rarely called related: ${kernel.facts.id}`, () => {
        const counts = cells.flatMap((cell) => countPairs(cell, kernel, draws).map((count) => ({ cell, count })));
        assert.deepEqual(
          counts.flatMap(({ cell, count }) => faultOf(nameOf(cell), count) ?? []),
          [],
        );
      });

    for (const size of matrixSizes)
      it(`are rarely called related, also by the best of many layers: ${nameOf(size)}`, () => {
        const cka = scoring.find(({ facts }) => facts.id === 'cka')!;
        const counts = countMatrices(size, cka, matrices);
        assert.deepEqual(
          counts.flatMap((count) => faultOf(nameOf(size), count) ?? []),
          [],
        );
      });

    it('are held to a bound that 5% pass by chance hardly ever', () => {
      assert.deepEqual(boundsOf(40).most, 10);
      assert.deepEqual(boundsOf(1000), { draws: 1000, most: 74, fewest: 28 });
    });
  });

  describe('related data', () => {
    for (const kernel of scoring)
      it(`are found: ${kernel.facts.id}`, () => {
        const counts = cells.flatMap((cell) =>
          countPairs(cell, kernel, related, true).map((count) => ({ cell, count })),
        );
        assert.deepEqual(
          counts.flatMap(({ cell, count }) => missedOf(nameOf(cell), count) ?? []),
          [],
        );
      });
  });
});
