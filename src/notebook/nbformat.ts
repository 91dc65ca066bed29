/** A cell of a notebook. */
export interface NotebookCell {
  kind: 'markdown' | 'code';
  /** Letters, digits, - and _; no two cells of a notebook have the same. */
  id: string;
  text: string;
}

/** Cells as the text of an .ipynb: nbformat 4.5, code for a Python 3 kernel and not yet run. */
export function notebookText(cells: readonly NotebookCell[]): string {
  const notebook = {
    cells: cells.map(cellJson),
    metadata: {
      kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
      language_info: { name: 'python' },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

function cellJson({ kind, id, text }: NotebookCell) {
  const common = { cell_type: kind, id, metadata: {}, source: linesOf(text) };
  return kind === 'markdown' ? common : { ...common, execution_count: null, outputs: [] };
}

/** As Jupyter saves them: every line but the last with its end. */
function linesOf(text: string): string[] {
  const lines = text.trim().split('\n');
  return lines.map((line, i) => (i < lines.length - 1 ? `${line}\n` : line));
}
