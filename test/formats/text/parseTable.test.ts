import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseTable } from '../../../src/formats/text/parseTable';

const table = (text: string) => parseTable(text, 'labels.csv');

describe('a table of text', () => {
  it('has names, and values apart by what its lines have', () => {
    const expected = {
      columns: ['id', 'class'],
      rows: [
        ['7', 'cat'],
        ['8', 'dog'],
      ],
      header: true,
    };
    for (const apart of [',', ';', '\t', '|']) {
      for (const end of ['\n', '\r\n', '\r']) {
        const text = ['id,class', '7,cat', '8, dog ', ''].join(end).replaceAll(',', apart);
        assert.deepEqual(table(text), expected, JSON.stringify(text));
        assert.deepEqual(table(`\uFEFF${text}`), expected);
      }
    }
  });

  it('keeps what is quoted together', () => {
    assert.deepEqual(table('name,class\n"a, b","say ""hi"""\n"two\nlines",x\n').rows, [
      ['a, b', 'say "hi"'],
      ['two\nlines', 'x'],
    ]);
  });

  it('takes a first line for values where it has a number, or a text that its column has again', () => {
    assert.deepEqual(table('0,cat\n1,dog\n'), {
      columns: ['column 1', 'column 2'],
      rows: [
        ['0', 'cat'],
        ['1', 'dog'],
      ],
      header: false,
    });
    assert.equal(table('cat\ndog\ncat\n').rows.length, 3);
    assert.equal(table('animal\ndog\ncat\n').rows.length, 2);
    assert.equal(table('7\n').rows.length, 1);
  });

  it('calls columns without a name by their place, and tells those of one name apart', () => {
    assert.deepEqual(table(',y,y,y#2\n0,1,2,3\n').columns, ['column 1', 'y', 'y#2', 'y#2#2']);
  });

  it('refuses in one sentence what is none', () => {
    for (const [text, message] of [
      ['', /^labels\.csv is empty; give a table/],
      ['\n , \n', /^labels\.csv is empty/],
      ['a,b\n1,2\n3\n', /^labels\.csv has 1 value in row 3 and 2 values in the first/],
      ['a,b\n1,"2\n3,4\n', /^labels\.csv has a quote without its other one in row 2/],
    ] as const)
      assert.throws(() => table(text), { code: 'csv-format', message }, text);
  });
});
