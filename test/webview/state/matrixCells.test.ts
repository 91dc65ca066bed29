import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { orderedMatrix, pairsAtNull, presentMeasures } from '../../../webview/state/matrixCells';
import { sampleMatrix, smallMatrix } from '../sampleAnalyses';

describe('webview/matrixCells', () => {
  it('offers the scores of which there is any value, and the one asked for', () => {
    assert.deepEqual(presentMeasures(smallMatrix()), ['svcca', 'cka']);
    assert.deepEqual(presentMeasures({ ...smallMatrix(), measure: 'pwcca' }), ['svcca', 'pwcca', 'cka']);
  });

  it('shows cells as given, with refusals and chance in their places', () => {
    const cells = orderedMatrix(smallMatrix(), 'svcca', 'given');
    assert.deepEqual(cells.values, smallMatrix().values.svcca);
    assert.deepEqual(cells.refused, [[0, 2]]);
    assert.equal(cells.reasons.get('0,2'), 'It does not fit.');
    assert.deepEqual(cells.marked, [[1, 2]]);
    assert.deepEqual(cells.saturated, [[0, 0]]);
  });

  it('moves them all together when clustered', () => {
    const cells = orderedMatrix(smallMatrix(), 'svcca', 'clustered');
    assert.deepEqual(cells.values, [
      [0.1, 0.3, 0.8],
      [null, 0.9, 0.25],
    ]);
    assert.deepEqual(cells.refused, [[1, 0]]);
    assert.deepEqual(cells.marked, [[0, 0]]);
    assert.deepEqual(cells.saturated, [[1, 1]]);
    // What is at chance by one score is not by another.
    assert.deepEqual(orderedMatrix(smallMatrix(), 'cka', 'given').marked, []);
  });

  it('stays as given as long as there is no order', () => {
    const early = { ...smallMatrix(), clustered: { rows: [], columns: [0, 0, 1] } };
    assert.deepEqual(orderedMatrix(early, 'svcca', 'clustered').values, smallMatrix().values.svcca);
  });

  it('marks all cells of an array that cannot be read', () => {
    const square = sampleMatrix(1, 3);
    square.refused = [{ a: square.rows[1]!.path, b: '', code: 'x', message: 'Gone.' }];
    const { refused, reasons } = orderedMatrix(square, 'svcca', 'given');
    const expected = ['0,1', '1,0', '1,1', '1,2', '2,1'];
    assert.deepEqual(refused.map(String), expected);
    assert.deepEqual(
      [...reasons],
      expected.map((cell) => [cell, 'Gone.']),
    );
  });

  it('marks both cells of a refused pair of a square', () => {
    const square = sampleMatrix(1, 3);
    const [a, , b] = square.rows;
    square.refused = [{ a: a.path, b: b.path, code: 'x', message: 'No.' }];
    assert.deepEqual(orderedMatrix(square, 'svcca', 'given').refused, [
      [0, 2],
      [2, 0],
    ]);
  });

  it('counts a pair once, whichever of its cells is at chance', () => {
    const square = sampleMatrix(1, 3);
    const cells: [number, number][] = [
      [0, 1],
      [1, 0],
      [2, 1],
    ];
    assert.equal(pairsAtNull({ ...square, atNull: cells }), 2);
    assert.equal(pairsAtNull({ ...square, square: false, atNull: cells }), 3);
  });
});
