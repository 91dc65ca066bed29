import { isRecord } from '../../src/facts/isRecord';
import analysisSchema from '../../media/analysis.schema.json';
import comparisonSchema from '../../media/comparison.schema.json';
import notebookSchema from '../../media/notebook.schema.json';
import { oneLine } from '../../src/facts/visibleText';
import type { NotebookComparison } from '../../src/protocol/notebook';
import { contradiction } from './contradiction';
import { schemaProblem, type Schema } from './schemaProblem';

/** A notebook's output as it was understood, or one sentence on why it was not. */
type ReadOutput = { comparison: NotebookComparison } | { problem: string };

const library = {
  root: notebookSchema as Schema,
  others: {
    'analysis.schema.json': analysisSchema as Schema,
    'comparison.schema.json': comparisonSchema as Schema,
  },
};

/**
 * Checks a notebook's output, which any program may have written: against media/notebook.schema.json, which has the range of each number, and its numbers
 * against each other.
 */
export function readOutput(value: unknown): ReadOutput {
  if (isRecord(value) && (isNewer(value) || isNewer(value.result)))
    return { problem: 'This comparison was saved by a newer version of CCA Lens; update the extension to see it.' };
  const analysis = isRecord(value) && isRecord(value.result) ? value.result.analysis : undefined;
  if (typeof analysis === 'string' && analysis !== 'matrix')
    return {
      problem: oneLine(`An analysis of ${analysis} cannot be drawn in a notebook; open its selection in CCA Lens.`),
    };
  const problem = schemaProblem(value, library.root, library, 'document');
  if (problem !== undefined) return { problem: notDrawn(problem) };
  // A document that follows the schema is of this type: src/facts/report.ts and the schema say the same.
  const comparison = value as NotebookComparison;
  const impossible = comparison.result && contradiction(comparison.result);
  return impossible === undefined ? { comparison } : { problem: notDrawn(`document.result.${impossible}`) };
}

function notDrawn(problem: string): string {
  return oneLine(`This is not a comparison that CCA Lens can draw: ${problem}; compute it again and run its cell.`);
}

function isNewer(value: unknown): boolean {
  return isRecord(value) && typeof value.schema === 'number' && value.schema > 1;
}
