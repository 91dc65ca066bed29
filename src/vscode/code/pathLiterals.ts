import { isArrayName, isContainerName, withoutEnding } from '../../facts/formats';
import type { PythonString } from './pythonStrings';

/** A string literal that names an array file. */
export interface PathLiteral {
  /** As the code has it: relative, absolute, or from `~`. */
  path: string;
  /** What is taken of a file of several right there: `np.load("a")["x"]`. */
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
    const member = isContainerName(value) ? memberTaken(text, strings, i) : undefined;
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

function memberTaken(text: string, strings: readonly PythonString[], i: number): string | undefined {
  const key = strings[i + 1];
  if (key?.value === undefined) return undefined;
  const opened = /^\s*(?:,[^()[\]#]*)?\)\s*\[\s*$/.test(text.slice(strings[i]!.end, key.start));
  return opened && /^\s*\]/.test(text.slice(key.end, key.end + lookedBack)) ? key.value : undefined;
}
