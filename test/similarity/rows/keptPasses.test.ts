import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { defaultOptions } from '../../../src/facts/options';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import { measurePair, type Measured } from '../../../src/similarity/measures/measures';
import { factorPair } from '../../../src/similarity/routes/factorPair';
import { memoryPasses } from '../../../src/similarity/routes/memoryPasses';
import type { RowPasses } from '../../../src/similarity/routes/rowPasses';
import { keptPasses } from '../../../src/similarity/rows/keptPasses';
import { joinedRows, type KeptRows } from '../../../src/similarity/rows/keptRows';
import { takeRows } from '../../../src/similarity/rows/takeRows';
import { mapped, representation } from '../../jobs/relatedPairs';
import { sameNumbers } from '../../jobs/reportNumbers';
import { forPlainAndFastestKernels } from '../../linalg/everyKernels';

const names = { a: 'a', b: 'b' };

/** What is kept of rows from `from` to `to` of a pair, in blocks of so many. */
async function keptOf(A: Matrix, B: Matrix | undefined, from: number, to: number, block: number): Promise<KeptRows> {
  const passes = memoryPasses(A, B ?? A, names);
  const [a, b] = [await passes.start('a'), await passes.start('b')];
  const sides = B
    ? [
        { X: A, ...a },
        { X: B, ...b },
      ]
    : [{ X: A, ...a }];
  const shift = Float64Array.from(sides.flatMap((side) => [...side.shift]));
  const taker = takeRows({ scaleExponents: [a.scaleExponent, b.scaleExponent], shift }, A.columns);
  for (let at = from; at < to; at += block) {
    const end = Math.min(to, at + block);
    const Z = matrix(end - at, shift.length);
    let column = 0;
    for (const { X, scaleExponent } of sides) {
      for (let i = at; i < end; i++)
        for (let j = 0; j < X.columns; j++) {
          const value = X.data[i * X.columns + j]! * 2 ** -scaleExponent;
          Z.data[(i - at) * shift.length + column + j] = value - shift[column + j]!;
        }
      column += X.columns;
    }
    taker.add(
      Z,
      Array.from({ length: end - at }, (_, i) => at + i),
    );
  }
  return taker.kept();
}

async function passesOver(A: Matrix, B: Matrix, shards: number, block = 100): Promise<RowPasses> {
  const same = A === B;
  let kept: KeptRows | undefined;
  for (let i = 0; i < shards; i++) {
    const [from, to] = [i, i + 1].map((k) => Math.floor((k * A.rows) / shards)) as [number, number];
    const next = await keptOf(A, same ? undefined : B, from, to, block);
    kept = kept ? joinedRows(kept, next) : next;
  }
  return keptPasses(kept!, { same, units: { a: 0, b: 0 } });
}

async function measured(passes: RowPasses): Promise<Measured> {
  const found = measurePair(await factorPair(passes, names), defaultOptions);
  // Of one side against itself all directions are tied, and so arbitrary.
  return passes.same ? { ...found, pwcca: { ...found.pwcca!, weights: [] } } : found;
}

const [A, B] = [representation(900, 13, 1), representation(900, 11, 2)];
/** The second neuron nearly the first. */
const nearly = (X: Matrix, rest: number): Matrix =>
  mapped(X, (value, at, _i, j) => (j === 1 ? X.data[at - 1]! + rest * value : value));
const cases: Record<string, { A: Matrix; B: Matrix; tolerance?: number }> = {
  plain: { A, B },
  'of one side': { A, B: A },
  'with constant neurons': { A: mapped(A, (value, _at, _i, j) => (j === 2 || j === 5 ? 0.1 : value)), B },
  'of classes in blocks': { A: mapped(A, (value, _at, i) => value + 40 * Math.floor(i / 90)), B },
  'far from 0': { A: mapped(A, (value, _at, i) => value + (i < 3 ? 0 : 1e6)), B, tolerance: 1e-9 },
  'nearly dependent': { A: nearly(A, 1e-3), B },
  'of condition 1e8': { A: nearly(A, 1e-8), B: nearly(B, 1e-7), tolerance: 1e-7 },
  dependent: { A: nearly(A, 0), B: nearly(B, 1e-6), tolerance: 1e-8 },
  'with a sample that dominates': { A: mapped(A, (value, _at, i) => (i === 7 ? 1e4 * value : value)), B },
  'with some that do': {
    A: mapped(A, (value, _at, i) => (i % 300 === 7 ? 1e5 * value : value)),
    B: mapped(B, (value, _at, i) => (i % 400 === 7 ? 1e5 * value : value)),
  },
  'of huge numbers': { A: mapped(A, (value) => value * 1e60), B: mapped(B, (value) => value * 1e-70) },
};

describe('moments of stretches of rows', () => {
  forPlainAndFastestKernels(() => {
    for (const [name, { A, B, tolerance = 1e-10 }] of Object.entries(cases)) {
      it(`make what passes over all rows make: a pair ${name}`, async () => {
        const expected = await measured(memoryPasses(A, B, names));
        for (const shards of [1, 2, 7, 64, A.rows]) {
          const found = await measured(await passesOver(A, B, shards));
          sameNumbers(found, expected, tolerance, `${shards} shards`);
          assert.equal(found.route.name, expected.route.name, `${shards} shards`);
          assert.deepEqual(found.dropped, expected.dropped);
          assert.deepEqual(
            found.warnings.map(({ code }) => code),
            expected.warnings.map(({ code }) => code),
          );
        }
      });
    }
  });
});
