import type { AnalysisName, Choices } from '../facts/analyses';
import type { CompareOptions } from '../facts/options';
import type { Turn } from '../facts/pairOptions';
import type { Notice } from '../facts/reportParts';
import type { ScoreName } from '../facts/measures';
import type { Resources } from './worker';

/** Analyses of many files: what is selected (the document *.ccalens.json), what is found in folders, and what a run is given. Plain JSON. */

/** One layer at one checkpoint of one model, as the naming recogniser read it or a person put it right. */
export interface SelectedArray {
  /** A file of one array, or `file::member`. In a document relative to the document's folder with `/`; absolute within the program. */
  path: string;
  /** Files whose samples follow (a layer saved in batches), in natural order. */
  more?: string[] | undefined;
  /** Read elements of two bytes as bfloat16. */
  as?: 'bfloat16' | undefined;
  /** '' where the names tell none. */
  model: string;
  /** '' where the names tell none. */
  checkpoint: string;
  layer: string;
  /** For the analysis of groups; undefined: in none. */
  group?: string | undefined;
  /** An integer vector of the ids of its samples. */
  ids?: string | undefined;
  /** False: listed, not computed with. */
  include: boolean;
}

/** A choice of files and of what is to be found out of them, with the settings of analyses by their names: the document *.ccalens.json (media/selection.schema.json). */
export interface Selection extends Choices {
  schema: 1;
  kind: 'cca-lens-selection';
  analysis: AnalysisName;
  arrays: SelectedArray[];
  options: CompareOptions;
  /** The score that the view opens with, and that dynamics and groups are about. */
  measure: ScoreName;
}

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
  beside: { path: string; kind: 'labels' | 'ids' | 'pictures' | 'names'; reason: string }[];
  /** Files that cannot be read, with the sentence that says why. */
  unreadable: { path: string; code: string; message: string }[];
  /** Remarks for the whole, as that numbers of samples differ (all of them at once). */
  notices: ScanNotice[];
  /** Analyses that fit, best first, each with the sentence why. */
  proposals: { analysis: AnalysisName; reason: string }[];
}

/** What a look through folders tells beside the layers, which stays with what was made of it. */
export type ScanFindings = Pick<ScanOutcome, 'beside' | 'unreadable' | 'notices' | 'proposals'>;

export interface EstimateSpec {
  selection: Selection;
  resources?: Resources | undefined;
  /** Where results of pairs are kept, to tell how many are known; none when absent. */
  results?: { folder: string; maxBytes: number } | undefined;
}

/** What an analysis will take, before it starts. Nothing but headers is read. */
export interface Estimate {
  arrays: number;
  /** Pairs to be compared (for classes: layers to be fitted), and how many of them are known from an earlier run. */
  pairs: number;
  knownPairs: number;
  bytesToRead: number;
  seconds: number;
  memoryBytes: number;
  /** What stands in the way, all at once: sample counts that differ, layouts that must be chosen, budgets. Empty: it can start. */
  problems: (Notice & { paths: string[]; turn?: Turn | undefined })[];
  /** What was decided for the person, e.g. that maps are average-pooled. */
  notices: Notice[];
}

export interface AnalyzeSpec {
  selection: Selection;
  resources?: Resources | undefined;
  /** Where results of pairs are kept, so that nothing is computed twice; nowhere when absent. */
  results?: { folder: string; maxBytes: number } | undefined;
}
