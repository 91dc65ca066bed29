import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { defaultRoles, fittingRoles, indexText, partOf, tableSize, withRole } from '../../webview/state/arrayRoles';
import { movedCells, placeOf, markedRange, tabSeparated } from '../../webview/state/markedCells';
import { cellText } from '../../webview/words/cellText';
import { CellWindows } from '../../webview/state/cellWindows';
import { scrollAxis } from '../../webview/state/scrollAxis';

describe('webview/arrayRoles', () => {
  it('takes samples as rows and neurons as columns, where the shape tells', () => {
    assert.deepEqual(defaultRoles([9, 4, 4, 7], 3), { rows: 0, columns: 3, fixed: [0, 0, 0, 0] });
    assert.deepEqual(defaultRoles([9, 7, 4, 4], 1), { rows: 0, columns: 1, fixed: [0, 0, 0, 0] });
    assert.deepEqual(tableSize([5], defaultRoles([5], undefined)), [5, 1]);
    assert.deepEqual(tableSize([], defaultRoles([], undefined)), [1, 1]);
    assert.equal(tableSize([3, 0, 5], defaultRoles([3, 0, 5], 2))[0], 0);
  });

  it('keeps chosen roles as far as a new shape allows', () => {
    const kept = { rows: 2, columns: 0, fixed: [0, 8, 0] };
    const otherwise = defaultRoles([4, 5, 6], 2);
    assert.deepEqual(fittingRoles(kept, [4, 5, 6], otherwise), { rows: 2, columns: 0, fixed: [0, 4, 0] });
    assert.deepEqual(fittingRoles(kept, [4, 5], defaultRoles([4, 5], 1)), defaultRoles([4, 5], 1));
    assert.deepEqual(fittingRoles({ ...kept, rows: 0 }, [4, 5, 6], otherwise), otherwise);
  });

  it('exchanges axes when one takes the place of another', () => {
    assert.deepEqual(withRole({ rows: 0, columns: 1, fixed: [0, 0] }, 'rows', 1), {
      rows: 1,
      columns: 0,
      fixed: [0, 0],
    });
  });

  it('asks for the part of the array behind some cells', () => {
    const roles = { rows: 2, columns: 0, fixed: [0, 3, 0] };
    assert.deepEqual(partOf(roles, [5, 9], [1, 2]), {
      ranges: [
        [1, 2],
        [3, 4],
        [5, 9],
      ],
      axes: [2, 0],
    });
    assert.equal(indexText(roles, 7, 1), '[1, 3, 7]');
  });
});

describe('webview/scrollAxis', () => {
  it('goes from the first to the last cell of a table that no bar is long enough for', () => {
    const axis = scrollAxis(1e9, 22, 440);
    assert.ok(axis.scaled && axis.extent <= 8e6);
    assert.equal(axis.placeAt(0), 0);
    assert.equal(axis.placeAt(axis.extent - 440), 1e9 - 20);
    for (const place of [0, 12345678, 1e9 - 20]) assert.ok(Math.abs(axis.placeAt(axis.scrollFor(place)) - place) < 1);
  });

  it('is pixel by pixel where it can be, and still where all is in sight', () => {
    const axis = scrollAxis(1000, 22, 440);
    assert.equal(axis.placeAt(33), 1.5);
    assert.equal(scrollAxis(5, 22, 440).last, 0);
    assert.equal(scrollAxis(5, 22, 440).placeAt(9), 0);
  });
});

describe('webview/markedCells', () => {
  const at = (row: number, column: number) => ({
    active: [row, column] as [number, number],
    anchor: [row, column] as [number, number],
  });
  const key = (name: string, ctrl = false, shift = false) => ({ key: name, ctrl, shift });

  it('moves as spreadsheets do, and stays inside', () => {
    const size = [100, 10] as const;
    assert.deepEqual(movedCells(at(0, 0), key('ArrowUp'), size, 20)?.active, [0, 0]);
    assert.deepEqual(movedCells(at(5, 5), key('PageDown'), size, 20)?.active, [25, 5]);
    assert.deepEqual(movedCells(at(95, 5), key('PageDown'), size, 20)?.active, [99, 5]);
    assert.deepEqual(movedCells(at(5, 5), key('End', true), size, 20)?.active, [99, 9]);
    assert.deepEqual(movedCells(at(5, 5), key('Home'), size, 20)?.active, [5, 0]);
    assert.equal(movedCells(at(5, 5), key('x'), size, 20), undefined);
  });

  it('extends a range with Shift', () => {
    const next = movedCells(at(5, 5), key('ArrowUp', false, true), [100, 10], 20)!;
    assert.deepEqual(markedRange(next), { rows: [4, 6], columns: [5, 6] });
  });

  it('copies lines of tab-separated text', () => {
    assert.equal(tabSeparated(['1', '2', '3', '4'], 2), '1\t2\n3\t4');
    assert.equal(tabSeparated(['-1', '=A1', 'a\t=A1', 'x'], 2), `-1\t'=A1\n"a\t=A1"\tx`);
  });

  it('understands a place however it is written, and no place that is not there', () => {
    for (const text of ['12, 3', '[12,3]', ' 12 3 ']) assert.deepEqual(placeOf(text, [20, 5]), [12, 3]);
    assert.deepEqual(placeOf('7', [20, 5]), [7, 0]);
    for (const text of ['20', '1, 5', '-1', 'x', '']) assert.equal(placeOf(text, [20, 5]), undefined);
  });
});

describe('webview/cellWindows', () => {
  it('asks for what is in sight and around it, once', () => {
    const windows = new CellWindows([100, 8]);
    const sight = { rows: [40, 50] as [number, number], columns: [0, 8] as [number, number] };
    const range = windows.missing(sight)!;
    assert.deepEqual(range, { rows: [30, 60], columns: [0, 8] });
    const values = Float64Array.from({ length: 240 }, (_, i) => i);
    windows.add(range, { values, texts: Array.from(values, (value) => `t${value}`) });
    assert.deepEqual(windows.cell(31, 2), { value: 10, text: 't10' });
    assert.equal(windows.cell(29, 0), undefined);
    assert.equal(windows.missing({ ...sight, rows: [35, 45] }), undefined);
    assert.deepEqual(windows.missing({ ...sight, rows: [55, 65] })?.rows, [45, 75]);
    assert.equal(windows.largest(), 239);
  });
});

describe('webview/cellText', () => {
  it('is exact where there is room, and six digits where not', () => {
    assert.equal(cellText('0.25', 0.25), '0.25');
    assert.equal(cellText('0.3333333333333333', 1 / 3), '0.333333');
    assert.equal(cellText('9007199254740993', 9007199254740992), '9007199254740993');
    assert.equal(cellText('1.2345678901e-9', 1.2345678901e-9), '1.2346e-9');
    assert.equal(cellText('0.123456-0.5j', NaN), '0.123456-0.5j');
  });
});
