import type { Checker } from '../checker';
import type { CsvField } from '../csv';
import type { JsonSchema } from '../measures/measure';

/**
 * What an analysis of many files says of itself, for every room: the names and words that people see, its settings in a selection, how large its result is
 * and how its numbers are listed. What it computes is in src/analysis, how it is shown in src/cli, src/notebook and webview, each with a list of its own.
 */
export interface AnalysisFacts<Result, Choice> {
  /** Its name in documents, as a command, in names of files, and the key of its settings in a selection. */
  id: string;
  /** What it is called where it is named as a whole, and the question that it answers. */
  title: string;
  question: string;
  /** What it computes: pairs of layers, or each layer beside the labels of its samples. */
  of: 'pairs' | 'layers';
  /** Whether its result has every score of its pairs, between which one can choose afterwards, or the selection's alone. */
  scores: 'all' | 'one';
  /** Its settings in a selection; absent of one without any. */
  choice?: ChoiceFacts<Choice>;
  /** How large a result is, in some words: `12 layers`. */
  size(result: Result): readonly string[];
  /** Its result in media/analysis.schema.json, whose definitions it may refer to. */
  schema: JsonSchema;
  /**
   * Its numbers in long form, one a line, after a head: values unrounded, missing ones empty. Of all scores those that have any value.
   * The last column, `standing`, says how a score stands to its null level.
   */
  csv(result: Result): readonly (readonly CsvField[])[];
}

/** The settings of an analysis in a selection, which stand there under its name. */
export interface ChoiceFacts<Choice> {
  /** What it begins with; absent where it begins with none. */
  initial?: Choice;
  /** What is said where there is none, of an analysis that cannot do without. */
  missing?: string;
  /** What they may be, in media/selection.schema.json. */
  schema: JsonSchema;
  /** The settings in a value of unknown origin; what is wrong with them is noted by the checker. */
  check(check: Checker, value: unknown): Choice | undefined;
  /** What is left of them once arrays have other names; the same object where all is. Absent where they name none. */
  kept?(choice: Choice, names: NamesInUse): Choice | undefined;
  /** The same with every path in them changed; absent where there is none. */
  withPaths?(choice: Choice, change: (path: string) => string): Choice;
}

/** The names that the included arrays of a selection have, each once, in their order. */
export interface NamesInUse {
  models: readonly string[];
  checkpoints: readonly string[];
  groups: readonly string[];
}
