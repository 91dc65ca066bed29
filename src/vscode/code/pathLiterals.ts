import { formatNamed, isArrayName, isContainerName, withoutEnding } from '../../facts/formats';
import { pathExpressions } from './pathExpressions';
import type { PythonString } from './pythonStrings';

/** A string literal that names an array file, or an expression of such literals and names that is known without running it. */
export interface PathLiteral {
  /** As the code has it: relative, absolute, or from `~`. */
  path: string;
  /** What is taken of a file of several right there: `np.load("a")["x"]`, `torch.load("a", "cpu")["x"][0]`. */
  member?: string | undefined;
  /** The whole literal in the text. */
  start: number;
  end: number;
}

/** So much before a literal is looked at to tell what it is part of. */
const lookedBack = 400;
/** Comments and the ends of lines that are not meant to be. */
const between = /#[^\r\n]*|\\\r?\n/g;

/**
 * The literals that are paths of files of arrays by themselves, and what they are joined to where all parts are known (see pathExpressions). What is only part of
 * a path is none: strings that are joined to something unknown (`a / "b.npy"`, `join(a, "b.npy")`), formatted or changed by a method.
 * @param strings the literals of the text (see pythonStrings).
 */
export function pathLiterals(text: string, strings: readonly PythonString[]): PathLiteral[] {
  const joined = pathExpressions(text, strings);
  const literals = strings.flatMap((string, i): Omit<PathLiteral, 'member'>[] => {
    const { value, start, end } = string;
    if (value === undefined || isPartOfMore(text, strings, i)) return [];
    return joined.some((one) => one.start <= start && end <= one.end) ? [] : [{ path: value, start, end }];
  });
  return [...literals, ...joined]
    .filter(({ path }) => isArrayPath(path))
    .sort((one, other) => one.start - other.start)
    .map((found) => {
      const { path, end } = found;
      const member = isContainerName(path) ? memberTaken(text, strings, end, formatNamed(path)?.joins) : undefined;
      return { ...found, ...(member !== undefined && { member }) };
    });
}

function isArrayPath(value: string): boolean {
  // Control characters are in no name that people give; a line break, for one, is in text that happens to end with a name.
  if (value.length >= 4096 || ![...value].every((character) => character >= ' ')) return false;
  return isArrayName(value) && /[^\\/]$/.test(withoutEnding(value));
}

function isPartOfMore(text: string, strings: readonly PythonString[], i: number): boolean {
  const { start, end } = strings[i]!;
  const before = text.slice(Math.max(0, start - lookedBack), start).replace(between, '');
  const after = text.slice(end, strings[i + 1]?.start ?? end + lookedBack).replace(between, '');
  const joined = /[+/%]=?\s*$|\b(?:join|joinpath|Path|PurePath)\s*\([^()]*,\s*$/.test(before);
  return (
    joined ||
    /^\s*[+/%.]/.test(after) ||
    touches(text, strings[i - 1], strings[i]!) ||
    touches(text, strings[i]!, strings[i + 1])
  );
}

/** Whether nothing stands between two strings: Python makes one of them. */
function touches(text: string, one: PythonString | undefined, other: PythonString | undefined): boolean {
  if (!one || !other || other.start < one.end) return false;
  return text.slice(one.end, other.start).replace(between, '').trim() === '';
}

/** The keys that are taken right behind a call or name, `["a"]["b"][0]`, joined as the format joins them; of most formats the first alone. */
function memberTaken(
  text: string,
  strings: readonly PythonString[],
  end: number,
  joins: '.' | '/' | undefined,
): string | undefined {
  const call = behindCall(text, strings, end);
  if (!call) return undefined;
  let { at, next } = call;
  const keys: string[] = [];
  while (keys.length === 0 || joins !== undefined) {
    const number = /^\s*\[\s*(\d+)\s*\]/.exec(text.slice(at, at + lookedBack));
    const key = strings[next];
    // In groups everything has a name: there a number is a row.
    if (number && joins === '.') {
      keys.push(number[1]!);
      at += number[0].length;
    } else if (key?.value !== undefined && /^\s*\[\s*$/.test(text.slice(at, Math.max(at, key.start)))) {
      const closed = /^\s*\]/.exec(text.slice(key.end, key.end + lookedBack));
      if (!closed) break;
      keys.push(key.value);
      at = key.end + closed[0].length;
      next++;
    } else break;
  }
  return keys.length === 0 ? undefined : keys.join(joins);
}

/** The place behind the call whose first argument ends at a place, `load("a", "cpu")`, and the string that is next. */
function behindCall(
  text: string,
  strings: readonly PythonString[],
  end: number,
): { at: number; next: number } | undefined {
  const first = strings.filter(({ start }) => start < end).length;
  let at = end;
  for (let next = first; ; next++) {
    const between = text.slice(at, strings[next]?.start ?? at + lookedBack);
    const closed = /^\s*(?:,[^()[\]#]*|[^()[\]#,]*)?\)/.exec(between);
    if (closed && (next > first || /^\s*[,)]/.test(between))) return { at: at + closed[0].length, next };
    const goesOn = next === first ? /^\s*,[^()[\]#]*$/ : /^[^()[\]#]*$/;
    if (!strings[next] || strings[next]!.start < at || !goesOn.test(between)) return undefined;
    at = strings[next]!.end;
  }
}
