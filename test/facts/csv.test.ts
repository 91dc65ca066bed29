import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { csv, tsv } from '../../src/facts/csv';

/** What is written of one field in a row. */
const cell = (field: string | number | null | undefined): string => csv([[field]]).slice(0, -1);

describe('csv', () => {
  it('quotes what has commas, quotes and line ends, and leaves missing fields empty', () => {
    assert.equal(
      csv([
        ['a', 'b,c', '"d"'],
        ['e\nf', null, undefined],
      ]),
      'a,"b,c","""d"""\n"e\nf",,\n',
    );
    assert.equal(csv([]), '');
  });

  it('writes no formula', () => {
    const formulas = [
      '=1+1',
      '+1+1',
      '-1+1',
      '@SUM(A1)',
      '=cmd|x!A1',
      '-',
      '-relu',
      '+inf+',
      '--1',
      '-1e',
      '-infinite',
      '＝1',
      '＠a',
    ];
    for (const text of formulas) assert.equal(cell(text), `'${text}`);
    assert.equal(cell('=HYPERLINK("http://x","y")'), `"'=HYPERLINK(""http://x"",""y"")"`);
    assert.equal(cell('-1,1'), `"'-1,1"`);
    assert.equal(cell('\t=1'), `'\t=1`);
    assert.equal(cell('\r=1'), `"'\r=1"`);
    assert.equal(cell('\n=1'), `"'\n=1"`);
  });

  it('leaves numbers numbers, given as text, too', () => {
    const numbers = [-1.5, 1e300, -5e-324, Infinity, -Infinity, NaN, -0];
    assert.deepEqual(numbers.map(cell), ['-1.5', '1e+300', '-5e-324', 'Infinity', '-Infinity', 'NaN', '0']);
    for (const text of ['-9223372036854775808', '+3', '-.5', '-1.', '-2e-7', '-inf', '+inf', '-Infinity', '-1.5-2e-7j'])
      assert.equal(cell(text), text);
  });

  it('leaves other texts as they are', () => {
    for (const text of ['', 'a=b', 'layer-1', "'x", ' =1', '1-2', '0x2d', '#']) assert.equal(cell(text), text);
  });

  it('decides about long texts in one pass', () => {
    const digits = '1'.repeat(300_000);
    assert.equal(cell(`-${digits}x`), `'-${digits}x`);
  });
});

describe('tsv', () => {
  it('has a tab between cells and no end, quotes what would be more cells, and writes no formula', () => {
    const rows = [
      ['-1', '=A1', 'a "b"'],
      ['a\t=A1', '"x', 'e\nf'],
    ];
    assert.equal(tsv(rows), `-1\t'=A1\ta "b"\n"a\t=A1"\t"""x"\t"e\nf"`);
  });
});
