import type { CsvField } from '../csv';
import type { Cited } from '../methods/cited';
import type { PairOptions } from '../pairOptions';
import type { PairReport } from '../reportParts';
import type { FamilyName } from './families';
import type { NotebookFacts } from './notebookFacts';

/**
 * What a measure says of itself, for every room: the names and words that people see, how its numbers are read, what it is computed from, and how it
 * is written into tables, schemas and notebooks. Plain data and small functions of numbers that are there; its kernel is in src/similarity/measures.
 */
export interface MeasureFacts<Block> {
  /** Its name in `--measures`, in options, and the key of its block in a report. */
  id: string;
  /** What it is called where it is named as a whole. */
  title: string;
  /** The question that it answers, with others. */
  family: FamilyName;
  /** Computed only where options name it, or ask for a score of it; absent of what every comparison has. */
  onRequest?: true;
  /** The options of pairs that no other measure looks at. */
  takes?: readonly ('neighbours' | 'bandwidth')[];
  /** The numbers that stand for likeness, in the order in which they are shown; none of what only describes the sides. */
  scores: readonly ScoreFacts<Block>[];
  /** The codes of notices on a pair that are about the whole of it; only of a measure without scores, whose scores say so themselves. */
  about?: readonly ScoreNotice[];
  /** What it must be given of the sides before it is measured, beside what was summed across them. */
  needs: readonly SideNeed[];
  /** Made of canonical correlations: it is measured on the thread that finds them, and where a pair has none, it has none either. */
  ofCanonical?: true;
  /** Whether of a pair it looks at the directions that SVCCA's cut keeps and at nothing else: draws then hold no more than those. */
  ofCut?: true;
  /** Seconds of one core for a pair of d neurons, by d^3, beside the product of the sides (see src/jobs/analyses/workSeconds.ts). */
  secondsPerCube: number;
  /** The same of a measure of samples, of 1,000 of them, by the square of their number, beside their inner products and distances; 0 when absent. */
  secondsPerSquare?: number;
  /** The same of what multiplies samples by neurons of both sides: of 1e9 of the products of their three numbers; 0 when absent. */
  secondsPerProduct?: number;
  /** Values that it makes of the samples of a side alone and holds while it is measured, by the square of their number; 0 when absent. */
  valuesPerSquare?: number;
  /** What it says beside its scores, as lines in a terminal: what stands before the number, the number, and behind it. */
  lines?(block: Block): readonly (readonly [term: string, value: number | null, note: string])[];
  /** Its numbers as they are listed in a table: by key within the block, in order; lists are counted from 1. */
  csv(block: Block, pair: PairReport): readonly CsvEntry[];
  /** Its block in media/comparison.schema.json. */
  schema: JsonSchema;
  /** How notebooks recompute it. */
  notebook: NotebookFacts<Block>;
  /**
   * How it was computed, as sentences of a paper with their sources (see src/facts/methods): those of its scores that are shown, each by its definition, with
   * the options that it depends on; nothing of its value, of centring, which is said of all, or of chance. Nothing (empty) where none is shown.
   */
  methods(of: MethodsOf<Block>): Cited;
}

/** What sentences on a measure in a methods paragraph are of. */
export interface MethodsOf<Block> {
  /** Which of its scores are shown. */
  shown(...scores: readonly string[]): boolean;
  options: PairOptions;
  /** Of one pair; absent of many. */
  block?: Block | undefined;
}

/** A line of a table of numbers, or as many as a list has: the key within the block, and the value, unrounded. */
export type CsvEntry = readonly [key: string, value: CsvField | readonly CsvField[]];

/** A part of a JSON schema, as it is written into media. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * What a measure may ask for of a side. `spectrum`: the singular values; `directions`: as well the leading directions, those that SVCCA's cut keeps; `basis`: the factor
 * of its rows by an orthonormal basis, where it has no more neurons than samples. The others
 * are of samples, in the order of the rows, of as many of them as the memory budget holds (see src/similarity/samples): `gramian`: inner products
 * of the centred rows; `distances`: squared Euclidean distances of rows; `neighbours`: each row's nearest others by cosine; `cosines`: cosines of rows as they are, not
 * centred, and their correlations over the neurons; `rows`: the centred rows themselves; `folds`: these factored in five parts, as predictors;
 * `neuronPairs`: a number for each neuron of one side with each of the other.
 */
export type SideNeed =
  | 'spectrum'
  | 'directions'
  | 'basis'
  | 'gramian'
  | 'distances'
  | 'neighbours'
  | 'cosines'
  | 'rows'
  | 'folds'
  | 'neuronPairs';

/** The code of a notice that is not about every score; others are. */
export type ScoreNotice = (typeof scoreNotices)[number];

/**
 * Notices on some scores alone. `few-samples`: those that unrelated data of few samples make high; `forced-ones`: of all canonical directions;
 * `tied-coefficients`: weights by direction; `rounding-dimensions`: what counts directions; `dominating-neuron`: what depends on the scale of neurons.
 */
export const scoreNotices = [
  'few-samples',
  'forced-ones',
  'tied-coefficients',
  'rounding-dimensions',
  'dominating-neuron',
] as const;

/** What a score says of itself. `Block`: that of its measure. */
export interface ScoreFacts<Block> {
  /** Its one name: of `--measure`, in result documents and selections, beside its value on pages. */
  id: string;
  /** As a heading of a row, a column or a choice. */
  label: string;
  /** The same within a sentence, and in a terminal. */
  term: string;
  /** Where it lies in the block, which is its key in tables of numbers; absent where it stands there under another one. */
  key?: string;
  /** How it is defined here: centring, squares, direction, range and source. In tooltips and exports. */
  convention: string;
  /** The whole range that it can take. */
  range: readonly [least: number, most: number];
  /** A distance shrinks with likeness; absent of a similarity. */
  distance?: DistanceFacts;
  /** Whether analyses of many files have it, as a choice of `--measure`; absent where not. */
  inSets?: boolean;
  /** The score of sets in the place of which it stands there, of maps that are compared in another way than all measures. */
  standsFor?: string;
  /** Whether a summary has room for it. */
  inSummary?: boolean;
  /** The number; null where it is not defined. */
  value(block: Block): number | null;
  /** What unrelated data of this size give (see src/similarity/trust/nullLevels.ts); nothing where that is not known or not defined. */
  nullLevel(block: Block, pair: Pick<PairReport, 'null'>): number | null | undefined;
  /** Where that level is from, behind "of this score". */
  nullFrom: string;
  /** Which side of that level unrelated data keep to, where it is no mean but a bound of it. */
  bound?: NullBound;
  /**
   * Its values by either side, of a score that is not symmetric: `value` is then that of the side of smaller rank, a on a tie; or, of a directed one, the mean
   * of both, null where either is not defined.
   */
  bySide?(block: Block): { a: number | null; b: number | null };
  /**
   * Of a score that has a direction, of a side (the target) from the other: what a cell of a table is, in words about its row and its column. Tables have that
   * of the row, lists of pairs the mean of both directions.
   */
  directed?: string;
  /** What unrelated data give by each side of a directed score, where these differ: `nullLevel` is then their mean. */
  nullBySide?(block: Block): { a: number | null; b: number | null };
  /** The codes of notices that are about it, of those that are not about all. */
  about: readonly ScoreNotice[];
  /** How a sentence names it before a level that saturates it; absent of a score that unrelated data do not raise. */
  saturation?: SaturationWords;
  /** Why a pair may not have it, as a clause; absent where every pair has it. */
  undefinedBecause?: string;
  /** The directions of a and of b that it looks at in this report, where its null level is one of those. */
  kept?(block: Block): readonly number[];
  /** Whether its estimator looks at samples one by one: draws of unrelated data must be of samples then, not of directions alone. */
  bySample?: boolean;
  /** Words that must stand beside the number. */
  marks?(block: Block, pair: PairReport): readonly string[];
  /** A heading that says more of this report than the label does. */
  labelIn?(block: Block): string;
  /** One line on the number, for pages. */
  reading(block: Block, pair: PairReport): string;
  /** What stands behind the number in a terminal; absent where it has no line of its own there. */
  note?(block: Block, pair: PairReport): string;
}

/** How a distance is held where likeness counts. */
export interface DistanceFacts {
  /** The likeness, 1 for the same and falling with the distance, on which verdicts and null levels are held. */
  likeness(distance: number): number;
  /** The distance of a likeness: a threshold for similarities becomes one for it. */
  ofLikeness(likeness: number): number;
  /** The same of an expression of Python. */
  pythonOfLikeness(likeness: string): string;
}

/** Which side of a level unrelated data keep to: in words, and as a sign in tables. */
export interface NullBound {
  words: 'at most' | 'at least';
  sign: '≤' | '≥';
}

/** Of a similarity whose mean on unrelated data is at most its level; and of a distance. */
export const atMost: NullBound = { words: 'at most', sign: '≤' };
export const atLeast: NullBound = { words: 'at least', sign: '≥' };

/** As a sentence on saturated scores names one. */
export interface SaturationWords {
  name: string;
  /** What helps besides more samples. */
  remedy?: string;
  /** The score that the remedy tells to read: where that is saturated itself, its remedy is told. */
  reads?: string;
  /** The score that it goes with, beside which it is not named. */
  with?: string;
}
