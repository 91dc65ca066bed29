import Papa from 'papaparse';
import { FormatError } from '../errors';

/** A table of text: its columns by their names, and the values of each row, without spaces around them. */
export interface TextTable {
  columns: string[];
  rows: string[][];
  /** Whether the first line has the names of the columns. */
  header: boolean;
}

/**
 * A table of text apart by commas, semicolons, tabs or `|`, with quotes (RFC 4180); lines without anything are none. Its first line has the names of the columns
 * unless one of these is a number or stands in its column again, as a value does. A column without a name is called by its place: `column 1`.
 * @param name the file, for messages. @throws FormatError
 */
export function parseTable(text: string, name: string): TextTable {
  const { data, errors } = Papa.parse<string[]>(text, { skipEmptyLines: 'greedy' });
  const fault = errors.find(({ type }) => type === 'Quotes');
  if (fault)
    throw new FormatError(
      'csv',
      `${name} has a quote without its other one in row ${(fault.row ?? 0) + 1}; save the table again.`,
    );
  const lines = data.map((line) => line.map((value) => value.trim()));
  const [first] = lines;
  if (!first) throw new FormatError('csv', `${name} is empty; give a table with a row for each sample.`);
  const ragged = lines.findIndex(({ length }) => length !== first.length);
  if (ragged >= 0) {
    const [here, there] = [lines[ragged]!.length, first.length].map(
      (count) => `${count} value${count === 1 ? '' : 's'}`,
    );
    throw new FormatError(
      'csv',
      `${name} has ${here} in row ${ragged + 1} and ${there} in the first; save the table again.`,
    );
  }
  const header = lines.length > 1 && isHeader(first, lines.slice(1));
  const names = first.map((column, i) => (header && column !== '' ? column : `column ${i + 1}`));
  return { columns: withPlaces(names), rows: header ? lines.slice(1) : lines, header };
}

function isHeader(first: readonly string[], rest: readonly string[][]): boolean {
  return first.every((name, i) => name === '' || !(isNumber(name) || rest.some((row) => row[i] === name)));
}

function isNumber(text: string): boolean {
  return text !== '' && !Number.isNaN(Number(text));
}

/** Names of which each stands once: the second of one name is `name#2`. */
function withPlaces(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let own = name;
    for (let count = 2; taken.has(own); count++) own = `${name}#${count}`;
    taken.add(own);
    return own;
  });
}
