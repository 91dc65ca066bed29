import type { PairOptions } from '../pairOptions';
import type { PythonPiece } from '../python/piece';
import type { Section } from '../python/section';
import type { PairReport } from '../reportParts';

/** How a measure is recomputed in notebooks, with numpy alone. `a` and `b` are sides as src/facts/python/factored.ts makes them. */
export interface NotebookFacts<Block> {
  /** Its part of the notebook of a comparison. */
  section(block: Block, within: WithinNotebook): Section;
  /** The scores of a pair in an analysis of many files: those that are `wanted`. Absent of a measure without scores there. */
  scores?(wanted: Wanted, options: PairOptions, symmetric: boolean): PairPython;
  /** What unrelated data give by them, by the names `null.SCORE`. */
  nulls?(wanted: Wanted, options: PairOptions, symmetric: boolean): PairPython;
  /** What these are, in words, by the same names. `symmetric`: a score that depends on which side comes first is taken of both. */
  prose?(options: PairOptions, symmetric: boolean): Readonly<Record<string, string>>;
  /** By how much a recomputed one may differ, as Python; 1e-8 where nothing is said. */
  tolerances?: Readonly<Record<string, string>>;
}

/** The report that a section is of. */
export interface WithinNotebook {
  pair: PairReport;
  /** By how much two ways of computing correlations may differ. */
  tolerance: number;
  /** The names of the blocks that the report has. */
  shown: readonly string[];
}

/** Whether one of some scores, or null levels, is to be computed. */
export type Wanted = (...names: readonly string[]) => boolean;

/** A part of the function `scores(a, b)` of a notebook. */
export interface PairPython {
  /** Its lines before the dictionary of scores. */
  lines: readonly string[];
  /** The expression of each score by its name; those that are not wanted are left out. */
  values: Readonly<Record<string, string>>;
  /** What these call. */
  pieces: readonly PythonPiece[];
}
