import { bracketsOpen, codeOf, functionBlocks, innermost } from './codeBlocks';
import type { PythonString } from './pythonStrings';

/** A name that is given a value once in all of the code that was looked at, where it stands, and what is written behind its `=`. */
export interface KnownName {
  /** Behind the statement: from here on it has the value. */
  from: number;
  /** The expression. */
  start: number;
  end: number;
  /** Where the function begins in which alone it is known; undefined: everywhere. */
  scope: number | undefined;
}

/** So many names are looked into, each in all of the code: a file with more is made by a program. */
const mostNames = 100;
/** Behind the `=`: a literal (blanked), a number, a path, or another name. */
const likely = String.raw`(?:[_\d(]|(?:pathlib\.)?(?:Pure)?(?:Posix|Windows)?Path\(|os\.|join\(|str\(|[A-Za-z_]\w*(?:\.joinpath\(|[ \t]*(?:[/+#]|$)))`;
const assignment = new RegExp(String.raw`^([ \t]*)([A-Za-z_]\w*)[ \t]*(?::[^=\n]+)?=(?!=)[ \t]*(${likely}.*)$`, 'gm');

/**
 * The values that source gives a name by a plain assignment, and by nothing else: not in a branch, a loop or a second time, by a parameter or an import. None or
 * one; looked for when a name is asked for first.
 * @param strings the literals of the text (see pythonStrings).
 */
export function knownNames(text: string, strings: readonly PythonString[]): (name: string) => KnownName[] {
  const code = codeOf(text, strings);
  const blocks = functionBlocks(text, strings);
  const assigned = new Map<string, RegExpExecArray[]>();
  for (const match of code.matchAll(assignment)) {
    const name = match[2]!;
    assigned.set(name, [...(assigned.get(name) ?? []), match]);
  }
  const known = new Map<string, KnownName[]>();
  let looked = 0;
  const read = (name: string): KnownName[] => {
    const [match, second] = assigned.get(name) ?? [];
    if (!match || second || ++looked > mostNames) return [];
    const [line, indent = '', , value = ''] = match;
    const at = match.index;
    const end = at + line.length;
    if (/[\\([{,]\s*$/.test(line) || !standsPlainly(code, at, indent) || bindings(code, name) !== 1) return [];
    const start = end - value.length;
    const trimmed = value.replace(/\\?\s*$/, '');
    return [{ from: end, start, end: start + trimmed.length, scope: innermost(blocks, at)?.start }];
  };
  return (name) => {
    const found = known.get(name) ?? read(name);
    known.set(name, found);
    return found;
  };
}

/** Whether a statement is run whenever what follows it is: at the left, or in the body of a function. */
function standsPlainly(code: string, at: number, indent: string): boolean {
  if (indent === '') return !insideBrackets(code, at);
  const before = code.slice(0, at).split('\n').slice(0, -1);
  const opener = before.findLast((line) => line.trim() !== '' && /^[ \t]*/.exec(line)![0].length < indent.length);
  return opener !== undefined && /^\s*(?:async\s+)?def\b.*:\s*$/.test(opener) && !insideBrackets(code, at);
}

function insideBrackets(code: string, at: number): boolean {
  return bracketsOpen(code.slice(0, at)) > 0;
}

/** How often anything gives a name a value; rather one too many (`f(name=1)` counts) than one too few. */
function bindings(code: string, name: string): number {
  const n = `\\b${name}\\b`;
  const ways = [
    `${n}[ \\t]*(?::[^=\\n]*)?(?:[-+*/%@&|^]|//|\\*\\*|<<|>>)?=(?!=)`,
    `${n}[ \\t]*:=`,
    `${n}[ \\t]*[,)\\]][^=\\n]*=(?!=)`,
    `\\bfor\\b[^:\\n]*?${n}[^:\\n]*?\\bin\\b`,
    `\\b(?:as|class|global|nonlocal|del|import|case)\\b[^\\n]*${n}`,
    `\\bdef\\b[^(\\n]*${n}`,
    `\\bdef\\s+\\w+\\s*\\([^()]*${n}`,
    `\\blambda\\b[^:\\n]*${n}`,
  ];
  const places = new Set<number>();
  for (const way of ways) {
    // Of one place that two ways tell of, the end of the name says that it is one.
    for (const { index, 0: found } of code.matchAll(new RegExp(way, 'g'))) {
      const inside = new RegExp(n).exec(found);
      places.add(index + inside!.index);
    }
  }
  return places.size;
}
