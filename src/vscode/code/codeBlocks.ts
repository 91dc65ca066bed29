import type { PythonString } from './pythonStrings';

/** A function in Python source, from its `def` to where the next statement outside of it begins. */
interface FunctionBlock {
  start: number;
  end: number;
}

const definition = /^\s*(?:async\s+)?def\b/;
const blockStart = /^\s*(?:async\s+def|def|class)\b/;

/**
 * The functions of Python source, an outer one before those inside it. A function ends where a statement begins that is not indented further
 * than its `def`; lines within brackets and strings begin no statement.
 * @param strings the literals of the text (see pythonStrings).
 */
export function functionBlocks(text: string, strings: readonly PythonString[]): FunctionBlock[] {
  const blocks: FunctionBlock[] = [];
  const open: { block: FunctionBlock; indent: number }[] = [];
  let brackets = 0;
  let continued = false;
  let at = 0;
  for (const line of codeOf(text, strings).split('\n')) {
    const begins = !continued && line.trim() !== '';
    // A bracket that was never closed, as while typing, ends where the next function or class begins.
    if (begins && brackets > 0 && blockStart.test(line)) brackets = 0;
    if (begins && brackets === 0) {
      const indent = indentOf(line);
      while (open.length > 0 && open.at(-1)!.indent >= indent) open.pop()!.block.end = at;
      if (definition.test(line)) {
        const block = { start: at, end: text.length };
        blocks.push(block);
        open.push({ block, indent });
      }
    }
    brackets = bracketsOpen(line, brackets);
    continued = /\\\r?$/.test(line);
    at += line.length + 1;
  }
  return blocks;
}

/** The innermost of the functions that hold a place in the text; undefined outside of all. */
export function innermost(blocks: readonly FunctionBlock[], at: number): FunctionBlock | undefined {
  return blocks.findLast(({ start, end }) => start <= at && at < end);
}

/** How many brackets are open behind code without strings and comments, of which `before` were open already. */
export function bracketsOpen(code: string, before = 0): number {
  let open = before;
  for (const character of code) {
    if ('([{'.includes(character)) open += 1;
    if (')]}'.includes(character)) open = Math.max(0, open - 1);
  }
  return open;
}

/** The text with every string as underscores and without what comments say, place for place; lines within a string are one. */
export function codeOf(text: string, strings: readonly PythonString[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of strings) {
    // Strings within an f-string are gone with it.
    if (start < at) continue;
    parts.push(text.slice(at, start), '_'.repeat(end - start));
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join('').replace(/#[^\r\n]*/g, (comment) => ' '.repeat(comment.length));
}

/** Columns before the first character, a tab reaching to the next multiple of eight as in Python. */
function indentOf(line: string): number {
  let columns = 0;
  for (const character of line) {
    if (character === '\t') columns = (Math.floor(columns / 8) + 1) * 8;
    else if (character === ' ') columns += 1;
    else break;
  }
  return columns;
}
