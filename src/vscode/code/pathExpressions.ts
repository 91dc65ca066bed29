import { isArrayName } from '../../facts/formats';
import { isAbsolutePath } from '../../analysis/names/portablePaths';
import { bracketsOpen, functionBlocks, innermost } from './codeBlocks';
import { knownNames, type KnownName } from './knownNames';
import type { PythonString } from './pythonStrings';

/** An expression of more than one part that is known without running it, and what it comes to. */
interface PathExpression {
  path: string;
  start: number;
  end: number;
}

/** A text or path, or a whole number, as Python would have it. */
type Value = { text: string; path: boolean } | { number: number };

/** Something that was read, up to a place; `parts`: of how many literals and names it is made. */
interface Parsed {
  value: Value;
  end: number;
  parts: number;
}

const space = /(?:[ \t\r\n]|\\\r?\n|#[^\r\n]*)*/y;
/** Words behind which a value begins. */
const beforeValue = /(?:^|[=([{,:;]|\b(?:return|in|and|or|not|if|else|await|yield|assert|print))$/;
/** So much before an expression is looked at. */
const lookedBack = 200;
/** Expressions within one another: more is no code that somebody wrote. */
const deepest = 20;

/**
 * The expressions of paths that are joined of known parts: `f"{root}/layer{3}.npy"`, `Path("a") / "b.npy"`, `os.path.join(root, "b.npy")`, `root + "/b.npy"`,
 * two literals in a row. A name counts where it is given its value once, above, by a plain assignment of such an expression; of what is not known nothing is
 * guessed.
 * @param strings the literals of the text (see pythonStrings).
 */
export function pathExpressions(text: string, strings: readonly PythonString[]): PathExpression[] {
  // Code that names no array file is most of the code there is.
  if (!strings.some(({ value, parts }) => isArrayName(value ?? String(parts?.at(-1) ?? '')))) return [];
  const names = knownNames(text, strings);
  const blocks = functionBlocks(text, strings);
  const reader = expressionReader(text, strings, (name, at) =>
    names(name).find((known) => {
      const inScope = known.scope === undefined || known.scope === innermost(blocks, at)?.start;
      return known.from <= at && inScope;
    }),
  );
  const found: PathExpression[] = [];
  const starts = /[A-Za-z_]\w*|["']/g;
  const outermost = outermostOf(strings);
  let next = 0;
  for (let match = starts.exec(text); match; match = starts.exec(text)) {
    while (next < outermost.length && outermost[next]!.end <= match.index) next++;
    const string = outermost[next];
    const inString = string !== undefined && string.start <= match.index;
    const start = inString ? string.start : match.index;
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const comment =
      !inString && text.slice(lineStart, start).includes('#') && isComment(text, lineStart, start, strings);
    const before = text
      .slice(Math.max(0, start - lookedBack), start)
      .replace(/(?:#[^\r\n]*|\\\r?\n)/g, '')
      .trimEnd();
    const parsed = !comment && beforeValue.test(before) ? reader(start) : undefined;
    if (parsed && parsed.parts > 1 && 'text' in parsed.value && !isOfGroup(text, start, parsed.end)) {
      found.push({ path: parsed.value.text, start, end: parsed.end });
      starts.lastIndex = parsed.end;
    } else starts.lastIndex = inString ? string.end : start + match[0].length;
  }
  return found;
}

/** The literals that lie in no field of another one. */
function outermostOf(strings: readonly PythonString[]): PythonString[] {
  let covered = 0;
  return strings.filter(({ start, end }) => {
    const outside = start >= covered;
    if (outside) covered = end;
    return outside;
  });
}

/** Whether something is in brackets by itself of which more is made: `(a / "b.npy").with_suffix(".npz")`. */
function isOfGroup(text: string, start: number, end: number): boolean {
  const open = text.slice(0, start).trimEnd();
  const behind = /^\s*\)\s*/.exec(text.slice(end, end + lookedBack))?.[0];
  if (!open.endsWith('(') || behind === undefined) return false;
  const before = open.slice(0, -1).trimEnd();
  if (!beforeValue.test(before.slice(-lookedBack))) return false;
  return /^[.[(%*/+]/.test(text.slice(end + behind.length)) || isOfGroup(text, open.length - 1, end + behind.length);
}

/** Whether a number sign outside of strings stands between two places of a line. */
function isComment(text: string, from: number, to: number, strings: readonly PythonString[]): boolean {
  for (let at = text.indexOf('#', from); at >= 0 && at < to; at = text.indexOf('#', at + 1)) {
    if (!strings.some(({ start, end }) => start <= at && at < end)) return true;
  }
  return false;
}

/** Reads the whole expression that begins at a place; undefined where some of it is not known. */
function expressionReader(
  text: string,
  strings: readonly PythonString[],
  lookUp: (name: string, at: number) => KnownName | undefined,
): (at: number) => Parsed | undefined {
  const starts = new Map(strings.map((string) => [string.start, string]));
  const bracketed = endsInBrackets(text, strings);
  const skip = (at: number): number => {
    space.lastIndex = at;
    return at + (space.exec(text)?.[0].length ?? 0);
  };
  const take = (pattern: RegExp, at: number): RegExpExecArray | undefined => {
    const sticky = new RegExp(pattern.source, 'y');
    sticky.lastIndex = at;
    return sticky.exec(text) ?? undefined;
  };

  const whole = (start: number, depth = 0): Parsed | undefined => {
    let left = primary(start, depth);
    while (left) {
      const operator = take(/[/+]/, skip(left.end))?.[0];
      if (operator === undefined) break;
      const right = primary(skip(skip(left.end) + 1), depth);
      const value = right && combined(left.value, operator, right.value);
      left = value && { value, end: right.end, parts: left.parts + right.parts };
    }
    // What goes on is something else: a method, an element, another operator, a call.
    return left && !take(/[.[(%*@&|^\-"'A-Za-z_]/, goesOn(left.end)) ? left : undefined;
  };
  /** Words as `if` and `for` end an expression; others are none of it either. */
  const goesOn = (end: number): number => {
    // A statement ends with its line; where brackets are open the next character tells.
    const after = take(/[ \t]*(?:\\\r?\n[ \t]*)?/, end)![0].length + end;
    return take(/(?:if|else|for|in|and|or|not|is|as)\b/, after) ? text.length : after;
  };
  const primary = (start: number, depth: number): Parsed | undefined => {
    if (depth > deepest) return undefined;
    let read = atom(start, depth);
    for (let method = read && take(/\.(expanduser|resolve|absolute|as_posix)\(\s*\)/, read.end); read && method;) {
      read = { ...read, end: read.end + method[0].length };
      method = take(/\.(expanduser|resolve|absolute|as_posix)\(\s*\)/, read.end);
    }
    const joined = read && take(/\.joinpath\(/, read.end);
    return joined ? call(read!.end + joined[0].length, depth, joinedPaths, read) : read;
  };
  const atom = (start: number, depth: number): Parsed | undefined => {
    const string = starts.get(start);
    if (string) return literals(string, depth);
    const number = take(/\d+(?![\w.])/, start);
    if (number) return { value: { number: Number(number[0]) }, end: start + number[0].length, parts: 1 };
    if (text[start] === '(') return call(start + 1, depth, ([only, ...more]) => (more.length === 0 ? only : undefined));
    const made = take(/(?:pathlib\.)?(?:Pure)?(?:Posix|Windows)?Path\(\s*/, start);
    if (made) return call(start + made[0].length, depth, joinedPaths);
    const join = take(/(?:os\.)?(?:path\.)?join\(\s*/, start);
    if (join) return call(start + join[0].length, depth, joinedTexts);
    const plain = take(/(?:str|os\.fspath)\(\s*/, start);
    if (plain)
      return call(start + plain[0].length, depth, ([only, ...more]) => (more.length === 0 ? asText(only) : undefined));
    const word = take(/[A-Za-z_]\w*/, start)?.[0];
    const known = word === undefined ? undefined : lookUp(word, start);
    const value = known && whole(known.start, depth + 1);
    return value?.end === known?.end && value && word !== undefined
      ? { value: value.value, end: start + word.length, parts: 1 }
      : undefined;
  };
  /** Arguments up to the closing bracket, and what is made of them. */
  const call = (
    start: number,
    depth: number,
    make: (values: Value[]) => Value | undefined,
    first?: Parsed,
  ): Parsed | undefined => {
    const values = first ? [first.value] : [];
    let parts = first?.parts ?? 0;
    let at = skip(start);
    while (text[at] !== ')') {
      const read = whole(at, depth + 1);
      if (!read) return undefined;
      values.push(read.value);
      parts += read.parts;
      at = skip(read.end);
      if (text[at] === ',') at = skip(at + 1);
      else if (text[at] !== ')') return undefined;
    }
    const value = make(values);
    return value && { value, end: at + 1, parts };
  };
  /** A literal, and those right behind it, which Python joins. */
  const literals = (first: PythonString, depth: number): Parsed | undefined => {
    let joined = '';
    let parts = 0;
    let end = first.start;
    for (let string: PythonString | undefined = first; string; string = starts.get(nextString(end))) {
      const read = textOf(string, depth);
      if (read === undefined) return undefined;
      joined += read;
      // A field with something known in it makes an expression of the literal.
      parts += string.parts ? 2 : 1;
      end = string.end;
    }
    return { value: { text: joined, path: false }, end, parts };
  };
  const nextString = (end: number): number => {
    const sameLine = take(/[ \t]*(?:\\\r?\n[ \t]*)?/, end)![0].length + end;
    // Within brackets, which whoever reads a literal cannot see, the next line goes on.
    return starts.has(sameLine) ? sameLine : bracketed.has(end) ? skip(end) : sameLine;
  };
  const textOf = ({ value, parts }: PythonString, depth: number): string | undefined => {
    if (!parts) return value;
    const texts = parts.map((part) => (typeof part === 'string' ? part : fieldText(part, depth)));
    return texts.every((part) => part !== undefined) ? texts.join('') : undefined;
  };
  const fieldText = ({ start, end }: { start: number; end: number }, depth: number): string | undefined => {
    const read = whole(skip(start), depth + 1);
    const format = read && text.slice(skip(read.end), end).trim();
    const [, width] = /^(?::(?:0(\d{1,2}))?d?)?$/.exec(format ?? '?') ?? [];
    if (!read || (format !== '' && !('number' in read.value && format !== ':'))) return undefined;
    if ('text' in read.value) return read.value.text;
    return /^(?::(?:0\d{1,2})?d?)?$/.test(format!)
      ? String(read.value.number).padStart(Number(width ?? 0), '0')
      : undefined;
  };
  return (at) => whole(at);
}

function combined(left: Value, operator: string, right: Value): Value | undefined {
  if (!('text' in left) || !('text' in right)) return undefined;
  if (operator === '/') return left.path || right.path ? joinedPaths([left, right]) : undefined;
  return left.path || right.path ? undefined : { text: left.text + right.text, path: false };
}

function joinedPaths(values: Value[]): Value | undefined {
  const joined = joinedTexts(values);
  return joined && 'text' in joined ? { text: joined.text, path: true } : undefined;
}

function joinedTexts(values: Value[]): Value | undefined {
  let text = '';
  for (const value of values) {
    if (!('text' in value)) return undefined;
    const begins = text === '' || isAbsolutePath(value.text);
    text = begins ? value.text : `${text.replace(/[\\/]+$/, '')}/${value.text}`;
  }
  return values.length === 0 ? undefined : { text, path: false };
}

function asText(value: Value | undefined): Value | undefined {
  if (!value) return undefined;
  return { text: 'text' in value ? value.text : String(value.number), path: false };
}

/** The ends of literals within brackets, where what stands on the next line goes on. */
function endsInBrackets(text: string, strings: readonly PythonString[]): ReadonlySet<number> {
  const ends = new Set<number>();
  let open = 0;
  let from = 0;
  for (const { start, end } of outermostOf(strings)) {
    open = bracketsOpen(text.slice(from, start).replace(/#[^\r\n]*/g, ''), open);
    if (open > 0) ends.add(end);
    from = end;
  }
  return ends;
}
