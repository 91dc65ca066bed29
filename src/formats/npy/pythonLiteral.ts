/** A number that Python would read as something else than an integer, or not at all (`012`), and bytes: by their text. */
export class OtherLiteral {
  constructor(readonly text: string) {}
}

/** What a numpy header can hold. Lists and tuples are told apart, since numpy wants a tuple for the shape. */
export type Literal =
  string | bigint | boolean | null | OtherLiteral | { type: 'tuple' | 'list'; items: Literal[] } | Map<string, Literal>;

const deepest = 32;

/** What Python takes for space; other characters that look like it are none. */
const space = /[ \t\n\r\f]*/y;
/** No integer but 0 begins with one. */
const integers = { python2: /[+-]?(?:0+|[1-9]\d*)L?(?![\w.])/y, python3: /[+-]?(?:0+|[1-9]\d*)(?![\w.])/y };

/**
 * The value of a Python literal: dicts with string keys, tuples, lists, strings, integers (also `7L`, where Python 2 may have written
 * them), True, False and None. Names, calls and operators are refused, never evaluated.
 * @throws SyntaxError that says what was found and at which character.
 */
export function parseLiteral(text: string, python2 = true): Literal {
  const integer = python2 ? integers.python2 : integers.python3;
  let at = 0;

  function fail(expected: string): never {
    const found = at < text.length ? JSON.stringify(text.slice(at, at + 12).replace(/[^\x20-\x7e]/g, '?')) : 'its end';
    throw new SyntaxError(`expected ${expected} at character ${at} and found ${found}`);
  }

  /** Moves past `pattern`, which must be sticky, and gives its match. */
  function take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at += match[0].length;
    return match;
  }

  function skip(character: string): boolean {
    take(space);
    if (text[at] !== character) return false;
    at += 1;
    take(space);
    return true;
  }

  function value(depth: number): Literal {
    if (depth > deepest) fail(`at most ${deepest} nested brackets`);
    if (skip('{')) return dict(depth);
    if (skip('(')) return sequence(')', depth);
    if (skip('[')) return sequence(']', depth);
    const quoted = take(/([ub]?)(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")/y);
    if (quoted) return quoted[1] === 'b' ? new OtherLiteral(quoted[0]) : unescape(quoted[2] ?? quoted[3] ?? '');
    const whole = take(integer);
    if (whole) return BigInt(whole[0].replace(/^\+|L$/g, ''));
    const number = take(/[+-]?[\d.][\w.]*/y);
    if (number) return new OtherLiteral(number[0]);
    const word = take(/(?:True|False|None)\b/y);
    if (word) return word[0] === 'None' ? null : word[0] === 'True';
    return fail('a value');
  }

  function dict(depth: number): Map<string, Literal> {
    const entries = new Map<string, Literal>();
    while (!skip('}')) {
      const key = value(depth + 1);
      if (typeof key !== 'string') fail('a quoted key before this');
      if (!skip(':')) fail('":"');
      entries.set(key, value(depth + 1));
      if (!skip(',') && text[at] !== '}') fail('"," or "}"');
    }
    return entries;
  }

  function sequence(close: ')' | ']', depth: number): Literal {
    const items: Literal[] = [];
    let commas = 0;
    while (!skip(close)) {
      items.push(value(depth + 1));
      if (skip(',')) commas += 1;
      else if (text[at] !== close) fail(`"," or "${close}"`);
    }
    // One value in round brackets without a comma is that value.
    if (close === ')' && items.length === 1 && commas === 0) return items[0]!;
    return { type: close === ')' ? 'tuple' : 'list', items };
  }

  // To Python a first line that is indented belongs to nothing.
  if (/^[ \t\n\r\f]*[\n\r][ \t]+[^ \t\n\r\f]/.test(text)) fail('no indented line');
  take(space);
  const result = value(0);
  take(space);
  if (at < text.length) fail('nothing more');
  return result;
}

function unescape(text: string): string {
  return text.replace(/\\(['"\\])/g, '$1');
}
