/** Which axes of an array a table runs along, and where it stands on the others. */
export interface AxisRoles {
  /** Absent for an array without axes. */
  rows: number | null;
  /** Absent for an array of fewer than two axes: it is one column. */
  columns: number | null;
  /** An index for each axis; of those that the table runs along it does not count. */
  fixed: number[];
}

/** A part of the array as it is asked for. */
export interface ArrayPart {
  ranges: [number, number][];
  axes: number[];
}

/** Roles of a new array: samples are rows and neurons columns, where the shape tells which those are. */
export function defaultRoles(shape: readonly number[], neuronAxis: number | undefined): AxisRoles {
  const fixed = shape.map(() => 0);
  if (shape.length < 2) return { rows: shape.length === 1 ? 0 : null, columns: null, fixed };
  return { rows: 0, columns: neuronAxis ?? shape.length - 1, fixed };
}

/**
 * The table at a sample and a neuron of an array, as far as they lie in it: its roles, and the first row and column in sight. Samples are the first axis, or, of a
 * matrix that is `turned`, the second.
 */
export function rolesAt(
  shape: readonly number[],
  neuronAxis: number | undefined,
  {
    sample = 0,
    neuron = 0,
    turned,
  }: { sample?: number | undefined; neuron?: number | undefined; turned?: true | undefined },
): { roles: AxisRoles; place: [number, number] } {
  const roles = defaultRoles(shape, neuronAxis);
  const [row, column] = turned && shape.length === 2 ? [neuron, sample] : [sample, neuron];
  const within = (index: number, axis: number | null): number => (axis === null || index >= shape[axis] ? 0 : index);
  return { roles, place: [within(row, roles.rows), within(column, roles.columns)] };
}

/** Roles that were chosen before, as far as they fit a shape: a file that was written anew may have another. */
export function fittingRoles(kept: AxisRoles | undefined, shape: readonly number[], otherwise: AxisRoles): AxisRoles {
  if (!kept || !Array.isArray(kept.fixed) || kept.fixed.length !== shape.length) return otherwise;
  const isAxis = (axis: number | null): boolean => axis !== null && Number.isInteger(axis) && axis in shape;
  if (shape.length >= 2 && !(isAxis(kept.rows) && isAxis(kept.columns) && kept.rows !== kept.columns)) return otherwise;
  const fixed = kept.fixed.map((index, axis) => Math.max(0, Math.min(shape[axis] - 1, Math.floor(Number(index)) || 0)));
  return {
    rows: otherwise.rows === null ? null : kept.rows,
    columns: otherwise.columns === null ? null : kept.columns,
    fixed,
  };
}

/** The roles with an axis taken as rows or columns; the axis that had the role takes the other's, should they be exchanged. */
export function withRole(roles: AxisRoles, role: 'rows' | 'columns', axis: number): AxisRoles {
  const other = role === 'rows' ? 'columns' : 'rows';
  return { ...roles, [role]: axis, ...(roles[other] === axis ? { [other]: roles[role] } : {}) };
}

/** Rows and columns of the table. */
export function tableSize(shape: readonly number[], { rows, columns, fixed }: AxisRoles): [number, number] {
  // Beside an empty axis there is nothing to stand on.
  const nothing = shape.some((length, axis) => axis !== rows && axis !== columns && fixed[axis] >= length);
  return [nothing ? 0 : rows === null ? 1 : shape[rows], columns === null ? 1 : shape[columns]];
}

/** The part of the array behind some rows and columns of the table, each from the first to before the second. */
export function partOf(
  { rows, columns, fixed }: AxisRoles,
  rowRange: [number, number],
  columnRange: [number, number],
): ArrayPart {
  const ranges = fixed.map((index, axis): [number, number] =>
    axis === rows ? rowRange : axis === columns ? columnRange : [index, index + 1],
  );
  return { ranges, axes: [rows, columns].filter((axis) => axis !== null) };
}

/** The index of a cell as numpy takes it: `[3, 0, 12]`. */
export function indexText({ rows, columns, fixed }: AxisRoles, row: number, column: number): string {
  return `[${fixed.map((index, axis) => (axis === rows ? row : axis === columns ? column : index)).join(', ')}]`;
}
