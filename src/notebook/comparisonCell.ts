import type { NotebookComparison, NotebookFiles } from '../protocol/notebook';

/** A cell that compares two files, and what it puts out when it is run. */
interface ComparisonCell {
  /** Two lines of Python that need no package beside Jupyter's own IPython. */
  code: string;
  /** The output under the renderer's MIME type. */
  comparison: NotebookComparison;
  /** The output where that type cannot be drawn. */
  plain: string;
}

/**
 * The cell that compares two files.
 * @param files paths with `/`, relative to the notebook's folder where they can be.
 * @param mimeType of the output (comparisonMimeType).
 */
export function comparisonCell({ a, b, as }: NotebookFiles, mimeType: string): ComparisonCell {
  const comparison = { schema: 1, kind: 'cca-lens-comparison', files: { a, b, ...(as && { as }) } } as const;
  const plain = `CCA Lens: ${a} and ${b}`;
  // Texts and whole numbers are written alike in JSON and in Python, escapes included; Python's habit is a space after `:` and `,`.
  const text = JSON.stringify;
  const files = Object.entries(comparison.files).map(([key, value]) => `${text(key)}: ${text(value)}`);
  const shown = `{"schema": 1, "kind": ${text(comparison.kind)}, "files": {${files.join(', ')}}}`;
  return {
    code: `from IPython.display import display\ndisplay({${text(mimeType)}: ${shown}, "text/plain": ${text(plain)}}, raw=True)`,
    comparison,
    plain,
  };
}
