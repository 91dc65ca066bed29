import type { ComparisonReport } from '../similarity/report';

/** What a notebook cell puts out under {@link comparisonMimeType} (media/notebook.schema.json). */

/** MIME type of a cell's output that the notebook renderer draws. */
export const comparisonMimeType = 'application/vnd.ccalens.v1+json';

/** A comparison in a notebook's output: its result, or the files that it is about (computed only on a click), or both. */
export interface NotebookComparison {
  schema: 1;
  kind: 'cca-lens-comparison';
  /** Paths relative to the notebook's folder, or absolute; `archive.npz::member` for a member. */
  files?: { a: string; b: string } | undefined;
  /** As the panel of two files and `cca-lens compare --json` save it (media/comparison.schema.json). */
  result?: ComparisonReport | undefined;
}

/** Renderer to extension host. Each is answered, by its id. */
export type FromRenderer =
  | { type: 'compute'; id: string; files: { a: string; b: string } }
  | { type: 'cancel'; id: string }
  | { type: 'open'; id: string; files: { a: string; b: string } };

/** Extension host to renderer. */
export type ToRenderer =
  | { type: 'progress'; id: string; phase: string; fraction: number }
  | { type: 'done'; id: string; report: ComparisonReport }
  | { type: 'failed'; id: string; error: { code: string; message: string } };
