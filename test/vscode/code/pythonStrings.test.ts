import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { pythonStrings } from '../../../src/vscode/code/pythonStrings';

const values = (text: string) => pythonStrings(text).map(({ value }) => value);
const sources = (text: string) => pythonStrings(text).map(({ start, end }) => text.slice(start, end));

describe('pythonStrings', () => {
  const cases: [string, string, (string | undefined)[]][] = [
    ['both quotes', `a = 'x' + "y"`, ['x', 'y']],
    ['quotes within the other ones', `"it's" 'say "so"'`, ["it's", 'say "so"']],
    ['three quotes, over lines', `"""a\n"b" c"""\n'''d'''`, ['a\n"b" c', 'd']],
    ['empty ones', `'' "" """"""`, ['', '', '']],
    ['no comment', `# don't "a"\nx = "b" # 'c'`, ['b']],
    ['a number sign inside', `"a#b" 'c'`, ['a#b', 'c']],
    ['escapes', String.raw`"a\\b\'\"\n\t\x41\101\u00e9\U0001F600"`, ['a\\b\'"\n\tAA\u00e9\u{1F600}']],
    ['escapes that do not exist', String.raw`"\d\q\8"`, ['\\d\\q\\8']],
    ['a line that goes on', '"a\\\nb" "c\\\r\nd"', ['ab', 'cd']],
    ['no name of a character', String.raw`"\N{BULLET}x" "y"`, [undefined, 'y']],
    ['no character beyond the last', String.raw`"\UFFFFFFFF" "y"`, [undefined, 'y']],
    ['raw ones', String.raw`r"a\nb" R'\'' rb"\x41"`, ['a\\nb', "\\'", '\\x41']],
    ['bytes', String.raw`b"a.npy" Rb'c' b"\u0041\x41"`, ['a.npy', 'c', '\\u0041A']],
    ['old unicode', `u"a" U'b'`, ['a', 'b']],
    ['f-strings without a field', `f"a.npy" F'b' rf"c" t"d"`, ['a.npy', 'b', 'c', 'd']],
    ['f-strings with a field', `f"{x}.npy" f'a{x}'`, [undefined, undefined]],
    ['braces that are doubled', `f"{{a}}.npy" "b"`, [undefined, 'b']],
    ['strings within a field', `f"{load('a.npy').mean():.2f}" "b"`, [undefined, 'a.npy', 'b']],
    ['the same quotes within a field', `f"{load("a.npy")}" "b"`, [undefined, 'a.npy', 'b']],
    ['quotes in a format', `f"{x:'>10}" 'b'`, [undefined, 'b']],
    ['a field in a format', `f"{x:{width}}" 'b'`, [undefined, 'b']],
    ['a dictionary in a field', `f"{ {'a': 1}['a'] }" 'b'`, [undefined, 'a', 'a', 'b']],
    ['a raw f-string with a backslash', String.raw`rf"\{'a'}\"" 'b'`, [undefined, 'a', 'b']],
    ['fields over lines', `f"""{\n'a'\n}""" 'b'`, [undefined, 'a', 'b']],
    ['a letter that is no prefix', `ar"\\n"`, ['\n']],
    ['a string that is not closed, to its line', `x = "abc\ny = 'd'`, [undefined, 'd']],
    ['an f-string that is not closed', `x = f"{a\ny = 'd'`, [undefined, 'd']],
    ['three quotes that are not closed', `"""abc\n'd'`, [undefined]],
    ['a backslash at the end', '"abc\\', [undefined]],
    ['nothing', '', []],
  ];
  for (const [what, text, expected] of cases) it(`reads ${what}`, () => assert.deepEqual(values(text), expected));

  // How much is taken for the string may be told in more than one way; what comes after it may not be lost.
  it('goes on after a field that is not closed', () => {
    for (const text of [`f"{a" 'b'\n'c'`, `f"""{a """ 'c'`]) {
      const found = values(text);
      assert.deepEqual([found[0], found.at(-1)], [undefined, 'c'], text);
    }
  });

  it('tells where they stand, prefixes and quotes included', () => {
    assert.deepEqual(sources(`np.load(rb"a.npy"), '''b''', f"{'c'}"`), [`rb"a.npy"`, `'''b'''`, `f"{'c'}"`, `'c'`]);
  });

  it('ends for any text', () => {
    const pieces = ['"', "'", '"""', "'''", 'f"', "rf'", '{', '}', '\\', '\n', '#', ':', '(', 'a.npy', ' '];
    let state = 7;
    const next = (below: number) => (state = (state * 48271) % 2147483647) % below;
    for (let tries = 0; tries < 3000; tries++) {
      const text = Array.from({ length: next(24) }, () => pieces[next(pieces.length)]).join('');
      for (const { start, end } of pythonStrings(text)) assert.ok(start < end && end <= text.length, text);
    }
  });

  it('does not fall into the depth of fields within fields', () => {
    assert.ok(pythonStrings('f"{'.repeat(20_000)).length > 0);
  });
});
