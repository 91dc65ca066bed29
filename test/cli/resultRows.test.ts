import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { csvOf, tableOf } from '../../src/cli/resultRows';

describe('rows of a result', () => {
  const rows = { columns: ['a', 'value', 'pairs'], rows: [['x, "y"', 0.123456789, 3], ['z', null, 10]] };

  it('are CSV with numbers in full and missing ones empty', () => {
    assert.equal(csvOf(rows), 'a,value,pairs\n"x, ""y""",0.123456789,3\nz,,10');
  });

  it('are an aligned table for people', () => {
    assert.equal(tableOf(rows), 'a       value   pairs\nx, "y"  0.1235  3\nz       -       10');
  });
});
