import type { NotebookComparison, NotebookFiles } from '../protocol/notebook';
import { pythonString } from './pythonText';

/** A cell that compares two files, and what it puts out when it is run. */
interface ComparisonCell {
  /** Python that needs no package beside Jupyter's own IPython: a function that shows a comparison, and its call with the two files. */
  code: string;
  /** The output under the renderer's MIME type. */
  comparison: NotebookComparison;
  /** The output where that type cannot be drawn. */
  plain: string;
}

/**
 * The cell that compares two files. The one name that it gives is that of its function, so that no variable of the notebook is written over.
 * @param files paths with `/`, relative to the notebook's folder where they can be.
 * @param mimeType of the output (comparisonMimeType).
 */
export function comparisonCell({ a, b, as }: NotebookFiles, mimeType: string): ComparisonCell {
  const comparison = { schema: 1, kind: 'cca-lens-comparison', files: { a, b, ...(as && { as }) } } as const;
  const given = [`a=${pythonString(a)}`, `b=${pythonString(b)}`, ...(as ? [`read_as=${pythonString(as)}`] : [])];
  const code = `from IPython.display import display


def compare_activations(a, b${as ? ', read_as' : ''}):
    """Shows how alike the activations in two files are; CCA Lens draws it below."""
    comparison = {
        "schema": ${comparison.schema},
        "kind": ${pythonString(comparison.kind)},
        "files": {"a": a, "b": b${as ? ', "as": read_as' : ''}},
    }
    display({${pythonString(mimeType)}: comparison, "text/plain": f"CCA Lens: {a} and {b}"}, raw=True)


compare_activations(
${given.map((argument) => `    ${argument},`).join('\n')}
)`;
  return { code, comparison, plain: `CCA Lens: ${a} and ${b}` };
}
