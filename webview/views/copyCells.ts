import { wordsOf } from './wordsOf';

/** Tables of which not all rows exist, and how all of their cells read. */
const wholes = new WeakMap<Element, () => string[][]>();

/** Says how all of a table reads, of which only the rows in sight exist: head and rows, cell by cell. */
export function copiedWhole(table: HTMLTableElement, cells: () => string[][]): void {
  wholes.set(table, cells);
}

/**
 * Lets cells of the document's tables be copied as text with tabs between them, as spreadsheets and notebooks take it: those of the selection, or, where a
 * table has the focus and nothing is selected, all of it. Numbers have all of their digits.
 */
export function copyCells(document: Document): void {
  document.addEventListener('copy', (event) => {
    const cells = selectedCells(document);
    if (!cells || !event.clipboardData) return;
    event.clipboardData.setData('text/plain', tabSeparated(cells));
    event.preventDefault();
  });
}

/** Cells as lines with tabs between; what is a tab or a new line in a cell is a space. */
export function tabSeparated(cells: readonly (readonly string[])[]): string {
  return cells.map((row) => row.map((cell) => cell.replace(/\s+/g, ' ').trim()).join('\t')).join('\n');
}

/** The cells to copy; undefined where none are, or the selection is within one or beyond a table. */
function selectedCells(document: Document): string[][] | undefined {
  const selection = document.getSelection();
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined;
  if (!range || range.collapsed) {
    const table = document.activeElement?.querySelector<HTMLTableElement>(':scope > table');
    return table ? allCells(table) : undefined;
  }
  const { commonAncestorContainer: common } = range;
  const within = common instanceof Element ? common : common.parentElement;
  if (!within || within.closest('td, th')) return undefined;
  const table = within.closest('table') ?? within.querySelector<HTMLTableElement>(':scope > table');
  if (!table) return undefined;
  const rows = [...table.rows].filter((row) => !row.hidden && !row.matches('.row-space, .not-copied'));
  const covers = rows.length > 0 && [rows[0], rows[rows.length - 1]].every((row) => selection?.containsNode(row, true));
  if (covers && wholes.has(table) && selection?.containsNode(table.tBodies[0], false)) return allCells(table);
  const cells = rows.map(({ cells }) => [...cells].filter((cell) => isCovered(cell, range)).map(textOf));
  return cells.filter((row) => row.length > 0);
}

function allCells(table: HTMLTableElement): string[][] {
  return wholes.get(table)?.() ?? [...table.rows].map(({ cells }) => [...cells].map(textOf));
}

/** The number behind a cell in all of its digits, else what it reads. */
function textOf(cell: HTMLTableCellElement): string {
  return cell.dataset.value || wordsOf(cell);
}

/** Whether a range holds something of a cell, not its edge alone. */
function isCovered(cell: HTMLTableCellElement, range: Range): boolean {
  if (!range.intersectsNode(cell)) return false;
  const own = cell.ownerDocument.createRange();
  own.selectNodeContents(cell);
  if (range.compareBoundaryPoints(Range.START_TO_START, own) > 0) own.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, own) < 0) own.setEnd(range.endContainer, range.endOffset);
  return own.toString() !== '' || cell.textContent === '';
}
