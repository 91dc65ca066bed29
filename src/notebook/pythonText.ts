import type { ShownValue } from '../facts/python/section';

const widest = 100;

/** A text as a string of Python, on one line. JSON escapes what Python escapes, in the same way. */
export function pythonString(text: string): string {
  return JSON.stringify(text);
}

/** A value as Python writes it, in full precision, long lists over several lines that are `indent` columns in. */
export function pythonValue(value: ShownValue, indent = 0): string {
  if (value === null) return 'None';
  if (typeof value === 'number') return String(value);
  return pythonList(
    value.map((one) => pythonValue(one, indent + 4)),
    indent,
  );
}

/** Items of a list, filled into lines when they do not fit one. */
export function pythonList(items: readonly string[], indent = 0): string {
  const single = `[${items.join(', ')}]`;
  // Lists within a list stand one below the other, like the rows of a table.
  const rows = items.length > 1 && items.every((item) => item.startsWith('['));
  if (!rows && !single.includes('\n') && indent + single.length <= widest) return single;
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    if (!rows && last !== undefined && !item.includes('\n') && indent + last.length + item.length + 6 <= widest) {
      lines[lines.length - 1] = `${last} ${item},`;
    } else lines.push(`${item},`);
  }
  const inner = ' '.repeat(indent + 4);
  return `[\n${lines.map((line) => inner + line).join('\n')}\n${' '.repeat(indent)}]`;
}

/** A dictionary, an entry a line. */
export function pythonDict(entries: readonly (readonly [string, string])[]): string {
  return `{\n${entries.map(([key, value]) => `    ${pythonString(key)}: ${value},`).join('\n')}\n}`;
}
