import type { CsvField } from '../csv';
import type { ScoreName } from '../measures';
import { numberOptions } from '../numberOptions';
import { counted } from '../numbers';
import { clearOr } from '../standing';
import { standingIn } from '../standingIn';
import type { AnalysisFacts } from './analysis';
import { calibratedCell, calibratedColumns, type CalibratedTables } from './calibratedParts';
import { dynamicsChoiceSchema, dynamicsSchema } from './dynamicsSchema';
import type { ResultBase } from './resultParts';

/** What learning dynamics are asked for. */
export interface DynamicsChoice {
  /** Checkpoint that all are compared with; the last in natural order when absent. */
  final?: string | undefined;
  /** A layer counts as converged from the checkpoint on from which its similarity stays at or above this. */
  threshold: number;
  /** Layers x layers at each checkpoint as well, not each layer against itself alone. */
  grid: boolean;
}

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
  /** checkpoints x layers: the values held against permutations of the samples; absent where that was not asked for. */
  calibrated?: CalibratedTables | undefined;
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

const initial: DynamicsChoice = { threshold: numberOptions.converged.usual, grid: false };

/** Every checkpoint against the final one. */
export const dynamicsFacts = {
  id: 'dynamics',
  title: 'Learning dynamics',
  question: 'When does each layer settle? Every checkpoint against the final one.',
  of: 'pairs',
  scores: 'one',
  choice: {
    schema: dynamicsChoiceSchema,
    initial,
    check(check, value) {
      if (!check.object(value, 'dynamics', [['threshold', 'grid'], ['final']])) return undefined;
      const { text, optional } = check;
      return {
        ...optional(value, 'final', (final) => text(final, 'dynamics.final', true)),
        threshold: check.option(value.threshold, 'dynamics.threshold', numberOptions.converged),
        grid: check.flag(value.grid, 'dynamics.grid'),
      } as DynamicsChoice;
    },
    kept: (choice, { checkpoints }) =>
      choice.final === undefined || checkpoints.includes(choice.final) ? choice : { ...choice, final: undefined },
  },
  size: ({ models }) => [counted(models.length, 'model'), counted(models[0]?.checkpoints.length ?? 0, 'checkpoint')],
  schema: dynamicsSchema,
  csv: dynamicsRows,
} as const satisfies AnalysisFacts<DynamicsResult, DynamicsChoice>;

/** The course of every layer; the final checkpoint, which is itself, takes part in no verdict. */
function dynamicsRows({ models, measure }: DynamicsResult): CsvField[][] {
  const held = models.some(({ calibrated }) => calibrated);
  const lines = models.flatMap(
    ({ model, checkpoints, final, layers, values, nulls, atChance, saturated, calibrated }) => {
      const standing = standingIn(atChance, saturated);
      return checkpoints.flatMap((checkpoint, c) =>
        layers.map((layer, l): CsvField[] => {
          const value = values[c]?.[l] ?? null;
          const level = checkpoint === final ? null : nulls?.[c]?.[l];
          const line = [model, checkpoint, layer, measure, value, clearOr(standing(c, l), value, level)];
          return calibrated ? [...line, ...calibratedCell(calibrated, c, l)] : line;
        }),
      );
    },
  );
  const head = ['model', 'checkpoint', 'layer', 'measure', 'value', 'standing'];
  return [held ? [...head, ...calibratedColumns] : head, ...lines];
}
