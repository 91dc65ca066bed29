import type { ByScore, ScoreName } from '../facts/measures';
import type { CompareOptions } from '../facts/options';
import type { NumbersOfMeasures, CellsOfMeasures, MatrixCalibrated } from '../facts/analyses/matrix';
import type { Notice } from '../facts/reportParts';
import type { ArrayAddress } from './arrayAddress';
import type { Resources } from './resources';

/** A set of files to be compared with each other. */
export interface MatrixSpec {
  arrays: ArrayAddress[];
  options: CompareOptions;
  /** The score that is calibrated, where the options ask for that; the usual one where absent. */
  measure?: ScoreName | undefined;
  resources?: Resources | undefined;
}

/** All pairs of a set of files: row = side a, column = side b. */
export interface MatrixOutcome {
  paths: string[];
  /** The most, where the arrays are compared over different numbers of samples. */
  samples: number;
  /** What the numbers say by one measure, which it names, in a few sentences; absent where nothing is to be said. */
  reading?: string | undefined;
  /** files x files by measure; null where a pair was refused or the measure is not defined. */
  values: ByScore<(number | null)[][]>;
  /** What unrelated data of each pair's size give, by each measure that has scores. */
  nulls?: NumbersOfMeasures | undefined;
  /** Cells by measure whose score does not stand clear of its null level, and those that are saturated; absent where there are none. */
  atChance?: CellsOfMeasures | undefined;
  saturated?: CellsOfMeasures | undefined;
  /** The scores of one measure calibrated; absent where that was not asked for. */
  calibrated?: MatrixCalibrated | undefined;
  /** Pairs that were refused, with the reason. */
  refused: { a: string; b: string; code: string; message: string }[];
  warnings: Notice[];
  options: CompareOptions;
  /** Milliseconds: of waiting for threads to start, the whole, and until the first cell was there. */
  timings: { start: number; total: number; firstCell: number };
}
