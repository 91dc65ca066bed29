import { formatNamed, isArrayName, isContainerName, withoutEnding } from '../../facts/formats';
import type { PythonString } from './pythonStrings';

/** A string literal that names an array file. */
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
 * The literals that are paths of files of arrays by themselves. What is only part of a path is none: strings that are joined (`a / "b.npy"`,
 * `join(a, "b.npy")`, two in a row), formatted or changed by a method.
 * @param strings the literals of the text (see pythonStrings).
 */
export function pathLiterals(text: string, strings: readonly PythonString[]): PathLiteral[] {
  return strings.flatMap((string, i): PathLiteral[] => {
    const { value, start, end } = string;
    if (value === undefined || !isArrayPath(value)) return [];
    if (isPartOfMore(text, strings, i)) return [];
    const member = isContainerName(value) ? memberTaken(text, strings, i, formatNamed(value)?.joins) : undefined;
    return [{ path: value, ...(member !== undefined && { member }), start, end }];
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
  i: number,
  joins: '.' | '/' | undefined,
): string | undefined {
  const call = behindCall(text, strings, i);
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

/** The place behind the call that a literal is the first argument of, `load("a", "cpu")`, and the string that is next. */
function behindCall(
  text: string,
  strings: readonly PythonString[],
  i: number,
): { at: number; next: number } | undefined {
  let at = strings[i]!.end;
  for (let next = i + 1; ; next++) {
    const between = text.slice(at, strings[next]?.start ?? at + lookedBack);
    const closed = /^\s*(?:,[^()[\]#]*|[^()[\]#,]*)?\)/.exec(between);
    if (closed && (next > i + 1 || /^\s*[,)]/.test(between))) return { at: at + closed[0].length, next };
    const goesOn = next === i + 1 ? /^\s*,[^()[\]#]*$/ : /^[^()[\]#]*$/;
    if (!strings[next] || strings[next]!.start < at || !goesOn.test(between)) return undefined;
    at = strings[next]!.end;
  }
}
