import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { matrixPlan } from '../../../src/analysis/matrix/matrixPlan';
import { matrixResult } from '../../../src/analysis/matrix/matrixResult';
import { turnedCell, turnedScores } from '../../../src/analysis/pairs/pairScores';
import { scoreNames } from '../../../src/facts/measures/scores';
import { hasScore, nullLevelOf, scoreOf, symmetricNull, symmetricScore } from '../../../src/analysis/pairs/scoreOf';
import { everything, names, outcomesOf, perhapsReordered, scored, selected, selectionOf } from '../selections';

describe('scoreOf', () => {
  it('takes PWCCA from the narrower side, and from the row on a tie', () => {
    const tied = scored(0.5, { pwcca: { a: 0.3, b: 0.6, side: 'a', tie: true } });
    assert.deepEqual([scoreOf(tied, 'pwcca'), scoreOf(turnedCell(tied), 'pwcca')], [0.3, 0.6]);
    const narrow = scored(0.5, { pwcca: { a: 0.3, b: 0.6, side: 'b', tie: false } });
    assert.deepEqual([scoreOf(narrow, 'pwcca'), scoreOf(turnedCell(narrow), 'pwcca')], [0.6, 0.6]);
    assert.equal(scoreOf(turnedCell(narrow), 'cca'), 0.5);
  });

  it('is the same for a pair that was kept turned round', () => {
    for (const tie of [true, false]) {
      const cell = scored(0.5, { pwcca: { a: 0.3, b: 0.6, side: tie ? 'a' : 'b', tie } });
      assert.ok('scores' in cell);
      const kept = { ...cell, scores: turnedScores(cell.scores) };
      assert.equal(scoreOf(kept, 'pwcca'), scoreOf(turnedCell(cell), 'pwcca'));
      assert.equal(scoreOf(turnedCell(kept), 'pwcca'), scoreOf(cell, 'pwcca'));
    }
  });

  it('takes a directed score from the column, and lists the mean of both directions', () => {
    const [a, b] = [
      { value: 0.2, nullLevel: 0.1 },
      { value: 0.6, nullLevel: 0.3 },
    ];
    const cell = { ...scored(0.5), scores: { cka: { value: 0.4, nullLevel: 0.2, directed: { a, b } } } };
    const [there, back] = [cell, turnedCell(cell)];
    assert.deepEqual([scoreOf(there, 'cka'), scoreOf(back, 'cka')], [0.2, 0.6]);
    assert.deepEqual([nullLevelOf(there, 'cka'), nullLevelOf(back, 'cka')], [0.1, 0.3]);
    for (const one of [there, back]) {
      assert.deepEqual([symmetricScore(one, 'cka'), symmetricNull(one, 'cka')], [0.4, 0.2]);
    }
  });

  it('has a directed score that is defined in one direction there alone', () => {
    const directed = { a: { value: null, nullLevel: null }, b: { value: 0.6, nullLevel: 0 } };
    const cell = { ...scored(0.5), scores: { cka: { value: null, nullLevel: null, directed } } };
    assert.deepEqual([scoreOf(cell, 'cka'), scoreOf(turnedCell(cell), 'cka')], [null, 0.6]);
    assert.deepEqual([symmetricScore(cell, 'cka'), hasScore(cell, 'cka')], [null, true]);
  });

  it('is null of what was refused, left out or not yet computed', () => {
    assert.equal(scoreOf({ error: { code: 'x', message: 'y' } }, 'cca'), null);
    assert.equal(scoreOf(undefined, 'cca'), null);
    assert.equal(scoreOf(scored(1, { pwcca: null }), 'pwcca'), null);
  });

  it('is taken of every measure that there is', () => {
    assert.deepEqual(scoreNames, [...scoreNames]);
  });
});

describe('matrixResult', () => {
  it('mirrors symmetric scores and has both cells of PWCCA', () => {
    const plan = matrixPlan(selectionOf('matrix', everything(['m'], ['0'], ['x', 'y'])));
    const outcomes = outcomesOf(plan, (a, b) =>
      a === b ? scored(1) : scored(0.5, { pwcca: { a: 0.3, b: 0.6, side: 'a', tie: true } }),
    );
    const result = matrixResult(plan, outcomes, 'pwcca');
    assert.deepEqual(result.values.cca, [
      [1, 0.5],
      [0.5, 1],
    ]);
    assert.deepEqual(result.values.pwcca, [
      [1, 0.3],
      [0.6, 1],
    ]);
    assert.deepEqual(
      result.rows.map(({ name }) => name),
      ['x', 'y'],
    );
    assert.deepEqual(result.rows, result.columns);
    assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
  });

  it('has empty cells while it runs, and orders when it is done', () => {
    const plan = matrixPlan(selectionOf('matrix', everything(['m'], ['0'], ['x', 'y', 'z'])));
    const half = outcomesOf(plan, (a) => (a.layer === 'x' ? scored(0.5) : undefined));
    const partial = matrixResult(plan, half, 'cca', false);
    assert.deepEqual(partial.values.cca, [
      [0.5, 0.5, 0.5],
      [0.5, null, null],
      [0.5, null, null],
    ]);
    assert.deepEqual([partial.clustered.rows, partial.refused], [[0, 1, 2], []]);
    const others = Object.entries(partial.values).filter(([score, table]) => score !== 'cca' && table.length > 0);
    assert.deepEqual(others, [], 'the score that is shown alone');
    const likeness = (a: string, b: string): number => (a === b ? 1 : a + b === 'xz' ? 0.9 : 0.2);
    const whole = matrixResult(
      plan,
      outcomesOf(plan, (a, b) => scored(likeness(a.layer, b.layer))),
      'cca',
    );
    assert.deepEqual(whole.clustered, { rows: [0, 2, 1], columns: [0, 2, 1] });
  });

  it('names arrays by what tells them apart', () => {
    const namesOf = (arrays: ReturnType<typeof selected>[]): string[] => {
      const plan = matrixPlan(selectionOf('matrix', arrays));
      return matrixResult(
        plan,
        outcomesOf(plan, () => scored(1)),
        'cca',
      ).rows.map(({ name }) => name);
    };
    assert.deepEqual(namesOf(everything(['m', 'n'], ['0'], ['x'])), ['m', 'n']);
    assert.deepEqual(namesOf(everything(['m', 'n'], ['0'], ['x', 'y'])), ['m x', 'm y', 'n x', 'n y']);
    const unread = [selected('', '', '', { path: '/a/x.npy' }), selected('', '', '', { path: '/b/x.npy' })];
    assert.deepEqual(namesOf(unread), ['a/x.npy', 'b/x.npy']);
  });

  it('marks what is no more alike than chance, and says when samples may be out of order', () => {
    const plan = matrixPlan(selectionOf('matrix', everything(['m', 'n'], ['0'], ['x', 'y'])));
    const outcomes = outcomesOf(plan, (a, b) =>
      a === b ? scored(1) : a.layer === b.layer && a.layer === 'y' ? perhapsReordered(0.105) : scored(0.5),
    );
    const result = matrixResult(plan, outcomes, 'cca');
    assert.deepEqual(result.atNull, [
      [1, 3],
      [3, 1],
    ]);
    assert.match(
      result.warnings[0]!.message,
      /no more alike than chance \(m y with n y\): the samples may be in another order/,
    );
    const far = outcomesOf(plan, (a, b) => (a === b ? scored(1) : scored(a.layer !== b.layer ? 0.1 : 0.5)));
    const expected = matrixResult(plan, far, 'cca');
    assert.deepEqual([expected.atNull.length, expected.warnings], [8, []], 'layers that differ may be unlike');
    assert.deepEqual(
      Object.entries(expected.nulls!).map(([measure, table]) => [measure, table[0]![1]]),
      [
        ['cca', 0.1],
        ['ccaThresholded', 0.1],
        ['ccaSquared', 0.01],
        ['svcca', 0.1],
        ['pwcca', 0.1],
        ['cka', 0.1],
        ['ckaDebiased', 0],
        ['procrustes', 0.1],
        ['procrustesDistance', Math.sqrt(1.8)],
      ],
    );
    const alone = outcomesOf(plan, () => scored(0.5, { cka: null, nullSvcca: null }));
    const { nulls } = matrixResult(plan, alone, 'cca');
    assert.deepEqual([nulls!.cka, nulls!.svcca], [undefined, undefined], 'no score, or no level');
    const certain = outcomesOf(plan, () => scored(0.95, { nullCca: 0.96 }));
    assert.deepEqual(matrixResult(plan, certain, 'cca').atNull, [], 'a null near 1 says nothing');
    const widths = { ...outcomes, neurons: [8, 8, 8, 9] };
    assert.deepEqual(matrixResult(plan, widths, 'cca').atNull, []);
  });

  it('is made of 200 arrays', () => {
    const plan = matrixPlan(selectionOf('matrix', everything(['m'], names('c', 20), names('l', 10))));
    assert.equal(plan.pairs.length, (200 * 201) / 2);
    const outcomes = outcomesOf(plan, (a, b) => scored(a === b ? 1 : 0.5));
    const { values } = matrixResult(plan, outcomes, 'cca', false);
    assert.equal(values.cca.length, 200);
    assert.ok(values.cca.every((row, i) => row.every((value, j) => value === (i === j ? 1 : 0.5))));
  });
});
