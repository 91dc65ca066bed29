import type { StaleFiles } from './staleFiles';
import type { CompareOptions } from '../facts/options';
import type { ComparisonReport } from '../facts/report';
import type { MatrixResult } from '../facts/analyses/matrix';

/** What a notebook cell puts out under {@link comparisonMimeType} (media/notebook.schema.json). */

/** MIME type of a cell's output that the notebook renderer draws. */
export const comparisonMimeType = 'application/vnd.ccalens.v1+json';

/** Id of the notebook renderer, by which the extension host reaches it. */
export const rendererId = 'ccaLens.renderer';

/** Two files that a notebook names. */
export interface NotebookFiles {
  /** Paths relative to the notebook's folder or a workspace folder, or absolute; `archive::member` for a member. */
  a: string;
  b: string;
  /** As of an ArrayAddress. */
  as?: 'bfloat16' | undefined;
}

/** A comparison in a notebook's output: its result, or the files that it is about (computed only on a click), or both. */
export interface NotebookComparison {
  schema: 1;
  kind: 'cca-lens-comparison';
  files?: NotebookFiles | undefined;
  /** As the panels save it and `cca-lens compare --json` prints it (media/comparison.schema.json; a matrix: media/analysis.schema.json). */
  result?: ComparisonReport | MatrixResult | undefined;
}

/** Renderer to extension host. `compute` is answered by its id: any number of `progress`, then `done` or `failed`, unless the output is gone. */
export type FromRenderer =
  | { type: 'compute'; id: string; files: NotebookFiles }
  | { type: 'cancel'; id: string }
  /** The output is gone, and whatever was computed for it is not wanted. */
  | { type: 'drop'; id: string }
  /** With the options of the result that is shown; those of the settings when absent. */
  | { type: 'open'; id: string; files: NotebookFiles; options?: CompareOptions | undefined };

/** Extension host to renderer. */
export type ToRenderer =
  | { type: 'progress'; id: string; phase: string; fraction: number }
  | { type: 'done'; id: string; report: ComparisonReport }
  /** What became of the files since `done`; undefined: they are as they were. */
  | { type: 'files'; id: string; stale?: StaleFiles | undefined }
  | { type: 'failed'; id: string; error: { code: string; message: string } };
