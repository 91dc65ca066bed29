import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'mocha';
import { codeSpan, markdownTable, shownNumber } from '../../src/notebook/markdownText';
import { pythonDict, pythonList, pythonString, pythonValue } from '../../src/notebook/pythonText';
import { pythonWithNumpy } from './runNotebook';

describe('literals of Python', () => {
  it('are read by Python as the values that they stand for', () => {
    const texts = [
      '',
      'it\'s "odd"',
      'back\\slash\\n',
      'line\nbreak\ttab\r',
      '\u0000\u007f\u0085\u2028',
      'Ω😀',
      '{x} %s $y',
    ];
    const numbers = [0, -1.5, 1e-300, 1.7976931348623157e308, 123456789012345680000, 0.1, -0, [1, [null, 2.5]], []];
    const long = Array.from({ length: 60 }, (_, i) => i / 7);
    const source = pythonDict([
      ['texts', pythonList(texts.map(pythonString), 4)],
      ['numbers', pythonValue(numbers, 4)],
      ['long', pythonValue([long, long], 4)],
    ]);
    if (!pythonWithNumpy()) return;
    const { stdout } = spawnSync(
      'python3',
      [
        '-c',
        'import ast, json, sys; print(json.dumps(ast.literal_eval(sys.argv[1].strip())))',
        source.replaceAll('\u0000', ''),
      ],
      {
        encoding: 'utf8',
      },
    );
    assert.deepEqual(JSON.parse(stdout), JSON.parse(JSON.stringify({ texts, numbers, long: [long, long] })));
  });

  it('fill lines, and none beyond a hundred columns', () => {
    assert.equal(pythonList(['1', '2']), '[1, 2]');
    const lines = pythonList(Array.from({ length: 100 }, (_, i) => String(1000 + i))).split('\n');
    assert.ok(lines.length > 5 && lines.every((line) => line.length <= 100));
    assert.deepEqual([lines[0], lines.at(-1)], ['[', ']']);
  });
});

describe('text of markdown', () => {
  it('keeps the characters of names', () => {
    assert.equal(codeSpan('a_b*c'), '`a_b*c`');
    assert.equal(codeSpan('a`b'), '``a`b``');
    assert.equal(codeSpan('`a'), '`` `a ``');
    assert.equal(codeSpan('two\nlines'), '`two lines`');
  });

  it('has tables whose cells cannot end early', () => {
    const table = markdownTable(['', 'value'], [['a|b', '1']]);
    assert.deepEqual(table.split('\n'), ['|  | value |', '| --- | ---: |', String.raw`| a\|b | 1 |`]);
  });

  it('shows numbers with six significant digits, whole ones whole', () => {
    assert.deepEqual([0.123456789, 42, 1234567.5, 0.00001234567, null, -0.5].map(shownNumber), [
      '0.123457',
      '42',
      '1.23457e+6',
      '1.23457e-5',
      '–',
      '-0.5',
    ]);
  });
});
