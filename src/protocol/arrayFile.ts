import type { HeaderFact } from '../facts/headerFact';
import type { Notice } from '../facts/reportParts';

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
  /** Bytes of it, header included, and of what they take in the archive, where that is known. */
  byteLength: number;
  packedBytes: number | undefined;
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
