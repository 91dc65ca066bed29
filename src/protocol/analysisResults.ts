import type { CompareOptions } from '../facts/options';
import type { Notice } from '../facts/reportParts';
import type { ScoreName } from '../facts/measures';

/** The result documents of analyses of many files (media/analysis.schema.json). Plain JSON throughout: missing numbers are null. */

/** The code of the remark that the arrays of a result are compared over different numbers of samples; its `samples` are the most. */
export const samplesDiffer = 'samples-differ';

export type AnalysisResult = MatrixResult | DynamicsResult | GroupsResult | ClassesResult;

/** What every result document says beside its numbers. */
interface ResultBase {
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

/** All pairs, row = side a, column = side b. */
export interface MatrixResult extends ResultBase {
  analysis: 'matrix';
  measure: ScoreName;
  rows: ArrayLabel[];
  columns: ArrayLabel[];
  /** True when rows and columns are the same arrays. */
  square: boolean;
  /** rows x columns by measure; null where a pair was refused, the measure is not defined, or (while it runs) not yet computed. */
  values: Record<ScoreName, (number | null)[][]>;
  /** Mean CCA of unrelated data of each pair's size. */
  nullCca: (number | null)[][];
  /**
   * What unrelated data of each pair's size give by each measure that has scores (PWCCA is held against mean CCA's level; of Procrustes a bound: at most
   * so similar, at least so distant). Absent in documents saved before there was any.
   */
  nulls?: NumbersOfMeasures | undefined;
  /** Orders of rows (and columns, when square) by similarity, by the result's measure: optimal leaf order of average linkage. */
  clustered: { rows: number[]; columns: number[] };
  /** Cells (row, column) whose score is no higher than chance although shapes agree. */
  atNull: [number, number][];
  /** Cells (row, column) by measure whose score does not stand clear of its null level; measures without any have none, and it is absent where none has. */
  atChance?: CellsOfMeasures | undefined;
  /** The same of scores whose null level is near 1: they tell next to nothing. */
  saturated?: CellsOfMeasures | undefined;
}

/** Cells (row, column) of a matrix by measure. */
export type CellsOfMeasures = Partial<Record<ScoreName, [number, number][]>>;

/** Tables of a matrix by measure. */
export type NumbersOfMeasures = Partial<Record<ScoreName, (number | null)[][]>>;

/** Every checkpoint against the final one. */
export interface DynamicsResult extends ResultBase {
  analysis: 'dynamics';
  measure: ScoreName;
  models: DynamicsOfModel[];
  threshold: number;
}

export interface DynamicsOfModel {
  model: string;
  checkpoints: string[];
  /** What stands on an axis for each checkpoint: the number in its name, else its place. */
  positions: number[];
  final: string;
  layers: string[];
  paths: (string | null)[][];
  /** checkpoints x layers: each layer against itself at the final checkpoint. */
  values: (number | null)[][];
  /** Mean CCA of unrelated data for the same pairs. */
  nullCca: (number | null)[][];
  /** What unrelated data give by the result's measure, for the same pairs (as in a matrix). */
  nulls: (number | null)[][];
  /** checkpoints x layers (at the checkpoint, side a) x layers (at the final one, side b); absent when not asked for. */
  grids?: (number | null)[][][] | undefined;
  /** Cells (checkpoint, layer) that do not stand clear of chance, and so are ahead of none (src/analysis/verdict.ts); absent where there are none. */
  atChance?: [number, number][] | undefined;
  /** Cells that are saturated, and take part in no verdict at all; absent where there are none. */
  saturated?: [number, number][] | undefined;
  /** The same cells of the grids (checkpoint, row, column); absent where there are none. */
  gridsAtChance?: [number, number, number][] | undefined;
  gridsSaturated?: [number, number, number][] | undefined;
  /**
   * For each layer: first checkpoint from which on its similarity stays at or above the threshold and clear of chance, the final one not counted;
   * null: none.
   */
  frozen: { layer: string; checkpoint: string | null; index: number | null }[];
  /**
   * Whether lower layers converge first: by checkpoint, whether similarity falls with depth (in more than half of the pairs of layers) and rises nowhere, by
   * what stands clear of chance and of each other (src/analysis/verdict.ts), and how strongly (Kendall's tau of depth and similarity, -1: wholly so). `ties`: neighbours of which
   * neither is nearer; absent where there are none.
   */
  lowerFirst: {
    checkpoint: string;
    holds: boolean | null;
    tau: number | null;
    violations: [string, string][];
    ties?: [string, string][] | undefined;
  }[];
  /** The same in a sentence that says where it holds and where it does not. */
  reading: string;
}

/** Groups of networks against themselves and each other. */
export interface GroupsResult extends ResultBase {
  analysis: 'groups';
  measure: ScoreName;
  groups: { name: string; models: string[] }[];
  layers: string[];
  /** One for each layer and each pair of groups (a = b: within). */
  cells: GroupCell[];
  /** What the numbers say, in a sentence or two. */
  reading: string;
}

export interface GroupCell {
  layer: string;
  a: string;
  b: string;
  mean: number | null;
  /** Means of every score over the same pairs. */
  means: Record<ScoreName, number | null>;
  nullCca: number | null;
  /** Means of what unrelated data give by every measure (as in a matrix), over the pairs that have its score. */
  nulls: Record<ScoreName, number | null>;
  /** The mean does not stand clear of chance, and so is ahead of none; absent where it does. */
  atChance?: true | undefined;
  /** The mean is saturated, and takes part in no verdict at all; absent where it is not. */
  saturated?: true | undefined;
  pairs: { a: string; b: string; modelA: string; modelB: string; value: number | null }[];
  /** Smallest and largest value of a pair. */
  range: [number, number] | null;
  /** 95% percentile bootstrap over networks; null when either group has fewer than five. */
  interval: [number, number] | null;
}

/** How the class of each sample was read off a label array, and the number that stood for no class with its samples. */
export interface Labelling {
  from: 'vector' | 'texts' | 'signs' | 'one-hot' | 'one-hot turned' | 'argmax';
  ignored?: { value: number; samples: number } | undefined;
}

/** How well each class can be read off each layer. */
export interface ClassesResult extends ResultBase {
  analysis: 'classes';
  labels: string;
  target: 'indicator' | 'logits';
  /** Null where columns are targets as they are. `samples` of the result are those that have a class. */
  labelling: Labelling | null;
  classes: { index: number; name: string; count: number | null }[];
  layers: ClassesOfLayer[];
  /**
   * Classes by how early they can be read, for each model over its layers (at the last checkpoint) and over its checkpoints (last layer). `early`:
   * mean position, from 0, of the gains of the class's adjusted R^2 (src/analysis/classes/earliness.ts). Classes never above chance are left out;
   * where that cannot be told as a layer `repeats` samples, all are.
   */
  ranking: { model: string; over: 'layers' | 'checkpoints'; order: RankedClass[]; repeats?: true | undefined }[];
}

/** A class in a ranking: `class` by its number, and its place from 1 on, which those share that are not told apart (the rule for verdicts). */
interface RankedClass {
  class: number;
  name: string;
  early: number;
  place: number;
}

export interface ClassesOfLayer extends ArrayLabel {
  rank: number;
  /** Rows that it was fitted over, where they are not the samples of the result: some were left out, or positions of maps are rows. */
  samples?: number | undefined;
  /** Multiple correlation of the layer with each class's column, 0 to 1; null when the class is absent (or n - 1 <= rank). By `ClassesResult.classes`. */
  R: (number | null)[];
  /** 1 - (1 - R^2)(n - 1)/(n - 1 - rank): may be negative; null where it is not defined. */
  adjusted: (number | null)[];
  /** E[R^2] of unrelated data: rank / (n - 1). */
  nullR2: number;
  /** Places in `ClassesResult.classes` of those that do not stand clear of it (src/analysis/classes/classStanding.ts); absent where all do. */
  atChance?: number[] | undefined;
  /** That level is near 1, so that the layer tells of no class; absent where it is not. */
  saturated?: true | undefined;
  /**
   * Samples are in it more than once (see the notices), so that the level of unrelated data is too low: what is at chance or saturated is so all the
   * more, and what is neither is not known to stand clear. Absent where none are.
   */
  repeats?: true | undefined;
  /** CCA of the layer with all columns of the labels at once (whatever subset is shown); null as R. */
  whole: AllClasses | null;
  /**
   * For maps that were fitted frequency by frequency (`dft`): the grid of frequencies, and how many of them were used, those at which the layer varies.
   * R, adjusted, nullR2, whole and its coefficients are means over these then, and rank the largest of one.
   */
  frequencies?: { height: number; width: number; used: number } | undefined;
}

/** Mean CCA of a layer with all columns of the labels at once, and how it stands to what unrelated data give (src/analysis/classes/classStanding.ts). */
export interface AllClasses {
  mean: number;
  coefficients: number[];
  /** Mean CCA of unrelated data of that size. */
  nullCca: number;
  /** The mean does not stand clear of it; absent where it does. */
  atChance?: true | undefined;
  /** That level is near 1, so that the mean tells next to nothing; absent where it is not. */
  saturated?: true | undefined;
}
