import type { AnalysisName } from '../facts/analyses';
import type { Notice } from '../facts/reportParts';
import type { SelectedArray } from './selection';

/** What is looked for in folders, archives and files, and what is found. Plain JSON. */

/** Folders, archives and files to be looked through. Globs are relative to each folder, with `/`, `**`, `*`, `?` and `{a,b}`. */
export interface ScanSpec {
  /** Absolute paths of folders and files. */
  roots: string[];
  include?: string[] | undefined;
  exclude?: string[] | undefined;
  /** Files that names take for splits of one array: all that may be (`join`), or none (`apart`). Undefined: those whose names say so. */
  splits?: 'join' | 'apart' | undefined;
  /** Arrays of three axes and more are stacks of layers (layers, samples, neurons): each layer is one of its own, `x.npy::0` and so on. */
  stacks?: boolean | undefined;
  /** What is made of arrays of two-byte elements; others are what they say. */
  as?: 'bfloat16' | undefined;
  /** Every root is a network or holds some, whatever it is called: `h0` and an archive `layer3` are not layers then. */
  networks?: boolean | undefined;
}

/** How files of more than one array's samples, or of more than one layer, are taken. */
export type ScanTaking = Pick<ScanSpec, 'splits' | 'stacks'>;

/** A remark on what was found; one that tells how arrays were taken stands while one of them, by its path, still is taken so. */
export interface ScanNotice extends Notice {
  stands?: { while: 'left-out' | 'apart' | 'joined'; paths: string[] } | undefined;
}

/** What folders hold, and how its names were read. */
export interface ScanOutcome {
  /** Layers, in natural order by model, checkpoint, layer. Paths absolute. */
  arrays: (SelectedArray & { shape: number[]; dtype: string })[];
  /** Arrays beside the layers that are no layers. */
  beside: { path: string; kind: 'labels' | 'ids' | 'masks' | 'tokens' | 'pictures' | 'names'; reason: string }[];
  /** Files that cannot be read, with the sentence that says why. */
  unreadable: { path: string; code: string; message: string }[];
  /** Remarks for the whole, as that numbers of samples differ (all of them at once). */
  notices: ScanNotice[];
  /** Analyses that fit, best first, each with the sentence why. */
  proposals: { analysis: AnalysisName; reason: string }[];
}

/** What a look through folders tells beside the layers, which stays with what was made of it. */
export type ScanFindings = Pick<ScanOutcome, 'beside' | 'unreadable' | 'notices' | 'proposals'>;

/** What a header tells of an array. */
export interface FoundArray {
  /** Absolute. */
  path: string;
  shape: number[];
  /** As the file spells it. */
  dtype: string;
  /** Whether elements are whole numbers (truth values too), and whether of one byte without a sign. */
  whole: boolean;
  bytes: boolean;
  /** Its elements are texts, which no layer has. */
  text?: boolean | undefined;
  /** What was made of its elements. */
  as?: 'bfloat16' | undefined;
  /** What the manifest of a capture beside it says that it is, which nothing is then guessed of. */
  told?: ToldMeaning | undefined;
}

/** A layer with its names and its place in the model; or what stands beside layers. */
export type ToldMeaning =
  | { kind: 'layer'; model: string; checkpoint: string; layer: string; place: number; ids?: string | undefined }
  | { kind: 'ids' | 'masks' };

/** A file by its name alone, and the root that it was found in; `given`: it is one itself, asked for by its name. */
export interface FoundFile {
  path: string;
  root: string;
  given?: boolean;
}

/** Files whose headers are read, by the globs of a scan and the way that it takes them. */
export interface HeadersSpec {
  files: readonly FoundFile[];
  scan: Omit<ScanSpec, 'roots'>;
}

/** Arrays by their headers, in the order of the files; and files or members that cannot be read. */
export interface FoundHeaders {
  arrays: FoundArray[];
  unreadable: ScanOutcome['unreadable'];
  /** What is to be said of manifests that do not fit. */
  notices: Notice[];
}

/** Arrays whose names are to be read, as those of a scan of these folders are. */
export interface NamesSpec {
  arrays: FoundArray[];
  /** Absolute paths of files that hold names of classes. */
  classNames: string[];
  scan: ScanSpec;
}
