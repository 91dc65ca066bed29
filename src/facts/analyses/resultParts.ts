import type { CompareOptions } from '../options';
import type { Notice } from '../reportParts';

/** Parts of the result documents of analyses of many files (media/analysis.schema.json). Plain JSON throughout: missing numbers are null. */

/** The code of the remark that the arrays of a result are compared over different numbers of samples; its `samples` are the most. */
export const samplesDiffer = 'samples-differ';

/** What every result document says beside its numbers. */
export interface ResultBase {
  schema: 1;
  options: CompareOptions;
  samples: number;
  /** Pairs (or layers) that were refused, with the reason; an array that cannot be read stands once for all of its pairs, with `b` empty. */
  refused: { a: string; b: string; code: string; message: string }[];
  warnings: Notice[];
  /** Milliseconds of the whole, and pairs that were taken from an earlier run. */
  timings: { total: number; firstCell: number };
  known: number;
}

/** An array as a row, column or end of a pair. */
export interface ArrayLabel {
  path: string;
  model: string;
  checkpoint: string;
  layer: string;
  /** The shortest name that tells it from the others of the result. */
  name: string;
  /** Neurons as compared; 0 for an array that could not be read. */
  neurons: number;
}
