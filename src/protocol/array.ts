import type { HeaderFact } from '../facts/headerFact';
import type { ReadAs } from '../facts/recipe';
import type { CompareOptions } from '../facts/options';
import type { RecipeChoice } from '../facts/pairOptions';
import type { Notice } from '../facts/reportParts';
import type { InlineState } from './inline';
import type { Extra } from './extra';
import type { ArrayAddress, ArraySummary, Resources } from './worker';

/** What is asked of a single array, for the array viewer and hovers. */

/** The code of the remark that columns are counted and not listed, or not looked at by themselves. */
export const columnsNotListed = 'columns-not-listed';

/** The PCA spectrum of one array. */
export interface SpectrumSpec {
  array: ArrayAddress;
  /** How maps and sequences become samples x neurons; average pooling and the mean over steps when absent. */
  recipe?: RecipeChoice | undefined;
  /** Which directions count, as in a comparison. */
  rank?: CompareOptions['rank'];
  /** Refused with code `too-large` when more bytes than this would be read; no limit when absent. */
  maxBytes?: number | undefined;
  resources?: Resources | undefined;
}

/** How the variance of an array is spread over its principal directions. */
export interface SpectrumOutcome {
  path: string;
  samples: number;
  neurons: number;
  /** Numerical rank of the centred matrix. */
  rank: number;
  /** Share of the variance of each principal direction, descending; they sum to 1. */
  shares: number[];
  /** (sum of eigenvalues)^2 / sum of their squares: 1 to rank. */
  participationRatio: number;
  /** exp of the entropy of the shares (Roy & Vetterli 2007): 1 to rank. */
  effectiveRank: number;
  /** Fewest directions that hold 90% and 99% of the variance. */
  dimensions: { share: number; count: number }[];
  /** How more than two axes became samples x neurons; absent for a matrix. */
  recipe?: ReadAs | undefined;
  notices: Notice[];
}

/** A file of arrays whose headers are to be read. */
export interface ArrayFileSpec {
  path: string;
  /** Read elements of two bytes that say no more (`|V2`) as bfloat16; whole numbers of two bytes only where `asked` names their member ('': a file of one array). */
  as?: 'bfloat16' | undefined;
  asked?: string | undefined;
  /** The member that will be shown: its header is read even where not all are. */
  member?: string | undefined;
}

/** What the headers of a file say: nothing else of it is read. */
export interface ArrayFile {
  /** Whether it is an archive, by what it begins with. */
  archive: boolean;
  byteLength: number;
  /** The arrays of an archive in its order; for a file of one array that one, its name empty. */
  members: ArrayMember[];
}

/** One array of a file. Neither `header` nor `error`: so many headers were not read at once; it is read when the member is to be shown. */
export interface ArrayMember {
  name: string;
  /** How it lies in its archive (`stored`, `deflated`, or a way that is not read); `file` for a file of one array itself. */
  packing: string;
  /** Bytes of it, header included, and of what they take in the archive. */
  byteLength: number;
  packedBytes: number;
  header?: ArrayHeader | undefined;
  /** Why it cannot be read. */
  error?: { code: string; message: string } | undefined;
  /** It cannot be read as it is, but as bfloat16. */
  bfloat16?: boolean | undefined;
}

/** What one header says. */
export interface ArrayHeader {
  shape: number[];
  /** numpy's description, e.g. `<f4`; `|V2` also where it is read as bfloat16. */
  dtype: string;
  /** In words, e.g. `float32, little-endian`. */
  type: string;
  /** What was chosen for its elements; undefined: they are what they say. */
  as?: 'bfloat16' | undefined;
  /** Whether its elements have an order, so that they can be coloured and summed. */
  real: boolean;
  /** Its elements are texts. */
  text?: boolean | undefined;
  fortranOrder: boolean;
  /** What else its format says of it. */
  facts: readonly HeaderFact[];
  /** Bytes of the data, header excluded. */
  dataBytes: number;
  /** The axis that holds the channels or neurons, where the shape tells. */
  neuronAxis?: number | undefined;
  warnings: Notice[];
}

/** A part of an array that is to be shown: only its bytes are read, of a deflated member those before it as well. */
export interface WindowSpec {
  array: ArrayAddress;
  /** First index and the one after the last, for each axis of the array. */
  ranges: [number, number][];
  /** The axes that the result runs along, the slowest first; of every other axis the range holds one index. */
  axes: number[];
  /** Whether the elements are wanted as text, too. */
  texts: boolean;
  /** The memory that it may take, a part of what is inflated being kept for the next window. */
  resources?: Pick<Resources, 'memoryBytes'> | undefined;
}

/** The elements of a window, row-major along its axes. */
export interface WindowOutcome {
  /** NaN for complex numbers and texts. */
  values: Float64Array;
  /** As {@link WindowSpec.texts} asks: the shortest text that says the element exactly. */
  texts?: string[] | undefined;
}

/** What the viewer of arrays shows. */
export type ArrayState =
  | { status: 'loading'; name: string }
  | { status: 'failed'; name: string; error: { code: string; message: string } }
  | {
      status: 'done';
      name: string;
      path: string;
      file: ArrayFile;
      /** The member that is shown; empty for a file of one array. */
      member: string;
      /** Its address, as comparisons take it. */
      array: ArrayAddress;
      /** How often the file was read anew: what was shown of an earlier one no longer holds. */
      revision: number;
      /** The file is being written, or gone, since it was read: the sentence that says so. */
      trouble?: string | undefined;
      /** Statistics of each index of an axis, over all others. */
      statistics?: Asked<{ axis: number | null }, ArraySummary> | undefined;
      spectrum?: Asked<{ recipe?: RecipeChoice | undefined }, SpectrumOutcome> | undefined;
      /** The inline similarity panel at the foot. */
      inline?: InlineState | undefined;
    };

/** Something that needs all of an array; `large`: so many bytes are not read without being asked for. */
export type Asked<Request, Outcome> = Extra<Request, Outcome> | { status: 'large'; request: Request; bytes: number };

/** What the page of the viewer asks for. */
export type FromArray =
  /** Shows another member. */
  | { type: 'member'; name: string }
  /** Elements, answered by a {@link WindowMessage} with this number: every request, in the order in which they were sent. */
  | { type: 'window'; id: number; ranges: [number, number][]; axes: number[]; texts: boolean }
  /** Statistics or spectrum; unless `asked` for by a person, only where little must be read. */
  | { type: 'statistics'; axis: number | null; asked: boolean }
  | { type: 'spectrum'; recipe?: RecipeChoice | undefined; asked: boolean }
  | { type: 'cancel'; what: 'statistics' | 'spectrum' | 'window' }
  | { type: 'bfloat16' };

/** Host to page, beside states: the elements that were asked for, how far they are, or why there are none. */
export type WindowMessage = { type: 'window'; id: number } & (
  | { status: 'loading'; fraction: number }
  | { status: 'done'; outcome: WindowOutcome }
  | { status: 'failed'; error: { code: string; message: string } }
);
