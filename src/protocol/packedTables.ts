/** A table of numbers as its bytes; NaN stands for null. */
interface PackedTable {
  packed: 'table';
  columns: number;
  numbers: Float64Array;
}

/** Smaller tables are not worth it. */
const leastEntries = 1024;

/**
 * A message with its tables of numbers (and of null) as bytes, which VS Code passes to a page as they are: as text, a matrix of 200 layers with all scores takes
 * 17 MB in each of four places. What has no table in it is the same object.
 */
export function packTables<T>(message: T): T {
  return pack(message) as T;
}

/** The message again, from what packTables has made of it. */
export function unpackTables<T>(message: T): T {
  return unpack(message) as T;
}

function pack(value: unknown): unknown {
  return packedTable(value) ?? mapped(value, pack);
}

function unpack(value: unknown): unknown {
  return isPacked(value) ? rowsOf(value) : mapped(value, unpack);
}

function packedTable(value: unknown): PackedTable | undefined {
  if (!Array.isArray(value) || !Array.isArray(value[0])) return undefined;
  const rows = value as unknown[][];
  const columns = rows[0]!.length;
  if (rows.length * columns < leastEntries) return undefined;
  const numbers = new Float64Array(rows.length * columns);
  for (const [i, row] of rows.entries()) {
    if (!Array.isArray(row) || row.length !== columns) return undefined;
    for (let j = 0; j < columns; j++) {
      const entry = row[j];
      if (entry !== null && (typeof entry !== 'number' || Number.isNaN(entry))) return undefined;
      numbers[i * columns + j] = entry ?? NaN;
    }
  }
  return { packed: 'table', columns, numbers };
}

function rowsOf({ columns, numbers }: PackedTable): (number | null)[][] {
  return Array.from({ length: numbers.length / columns }, (_, i) =>
    Array.from(numbers.subarray(i * columns, (i + 1) * columns), (entry) => (Number.isNaN(entry) ? null : entry)),
  );
}

function isPacked(value: unknown): value is PackedTable {
  return (value as PackedTable | null | undefined)?.packed === 'table';
}

/** A list or an object with each part changed; the same where none is. Lists of plain values are left alone. */
function mapped(value: unknown, change: (part: unknown) => unknown): unknown {
  if (Array.isArray(value)) {
    if (typeof value[0] !== 'object') return value;
    const parts = value.map(change);
    return parts.some((part, at) => part !== value[at]) ? parts : value;
  }
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  const parts = Object.entries(value).map(([name, part]) => [name, part, change(part)] as const);
  if (!parts.some(([, before, after]) => before !== after)) return value;
  return Object.fromEntries(parts.map(([name, , after]) => [name, after]));
}
