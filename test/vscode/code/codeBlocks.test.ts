import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { functionBlocks, innermost } from '../../../src/vscode/code/codeBlocks';
import { pythonStrings } from '../../../src/vscode/code/pythonStrings';

/** The first line of the innermost function around a mark in the text. */
function around(text: string, mark = 'HERE'): string | undefined {
  const block = innermost(functionBlocks(text, pythonStrings(text)), text.indexOf(mark));
  return block && text.slice(block.start).split('\n')[0]!.trim();
}

describe('functionBlocks', () => {
  const cases: [string, string, string | undefined][] = [
    ['a function', 'def f():\n    HERE\n', 'def f():'],
    ['an async one', 'async  def f():\n  HERE', 'async  def f():'],
    ['one on a line', 'def f(): return HERE', 'def f(): return HERE'],
    ['what comes after', 'def f():\n    x\n\nHERE', undefined],
    ['what comes before', 'HERE\ndef f():\n    x', undefined],
    ['the inner of two', 'def f():\n  def g():\n    HERE\n  x', 'def g():'],
    ['the outer, after the inner', 'def f():\n  def g():\n    x\n  HERE', 'def f():'],
    ['a method', 'class A:\n    def f(self):\n        HERE', 'def f(self):'],
    ['a class body', 'class A:\n    def f(self):\n        x\n    HERE', undefined],
    ['empty lines and comments further left', 'def f():\n    x\n\n# comment\n    HERE', 'def f():'],
    ['arguments over lines', 'def f(\n    a,\n    b,\n):\n    HERE', 'def f('],
    ['brackets further left', 'def f():\n    g(\n1,\n)\n    HERE', 'def f():'],
    ['a string further left', 'def f():\n    """Doc\nof f"""\n    HERE', 'def f():'],
    ['a def within a string', '"""\ndef f():\n    x"""\nHERE', undefined],
    ['a def within a comment', '# def f():\n    HERE', undefined],
    ['a line that goes on', 'def f():\n    x = 1 + \\\n2\n    HERE', 'def f():'],
    ['tabs', 'def f():\n\tif x:\n\t\tHERE', 'def f():'],
    ['lines of Windows', 'def f():\r\n    x\r\n\r\n    HERE\r\n', 'def f():'],
    ['a bracket that is not closed', 'x = (1,\n\ndef f():\n    HERE', 'def f():'],
    ['a default', 'def f(a="HERE"):\n    x', 'def f(a="HERE"):'],
    ['a name like def', 'define = 1\nif x:\n    HERE', undefined],
  ];
  for (const [what, text, expected] of cases) it(`knows ${what}`, () => assert.equal(around(text), expected));
});
