import assert from 'node:assert/strict';

interface Cell {
  cell_type: string;
  id: string;
  metadata: object;
  source: string[];
  outputs?: unknown[];
  execution_count?: null;
}

interface Notebook {
  cells: Cell[];
  metadata: { kernelspec: { name: string; display_name: string } };
  nbformat: number;
  nbformat_minor: number;
}

/** The cells of a notebook after what nbformat 4.5 requires of it was checked. */
export function validNotebook(text: string): Cell[] {
  const notebook = JSON.parse(text) as Notebook;
  assert.deepEqual(Object.keys(notebook).sort(), ['cells', 'metadata', 'nbformat', 'nbformat_minor']);
  assert.deepEqual([notebook.nbformat, notebook.nbformat_minor], [4, 5]);
  assert.equal(notebook.metadata.kernelspec.name, 'python3');
  assert.ok(notebook.metadata.kernelspec.display_name);
  const ids = notebook.cells.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length, 'ids of cells are unique');
  for (const cell of notebook.cells) {
    assert.match(cell.id, /^[a-zA-Z0-9-_]{1,64}$/);
    assert.ok(cell.source.length > 0 && cell.source.every((line) => typeof line === 'string'));
    assert.ok(cell.source.slice(0, -1).every((line) => line.indexOf('\n') === line.length - 1));
    assert.ok(!cell.source.at(-1)!.includes('\n'));
    const more = cell.cell_type === 'code' ? ['execution_count', 'outputs'] : [];
    assert.ok(cell.cell_type === 'code' || cell.cell_type === 'markdown');
    assert.deepEqual(Object.keys(cell).sort(), ['cell_type', 'id', 'metadata', 'source', ...more].sort());
    if (cell.cell_type === 'code') assert.deepEqual([cell.execution_count, cell.outputs], [null, []]);
  }
  return notebook.cells;
}
