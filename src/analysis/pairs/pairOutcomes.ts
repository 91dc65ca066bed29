import type { Fault } from '../../facts/errors';
import { noticesOf } from '../../facts/noticesOf';
import type { MatrixResult } from '../../facts/analyses/matrix';
import type { ScoreName } from '../../facts/measures';
import type { CompareOptions } from '../../facts/options';
import type { Notice } from '../../facts/reportParts';
import type { PairPlan } from './pairPlan';
import { pairRemarks } from './pairRemarks';
import type { PairCell } from './pairScores';
import type { PermutedPairs } from './permutedPairs';

/** What there is of a plan's pairs: everything at the end, less while they are being computed. */
export interface PairOutcomes {
  /** By pair of the plan; undefined: not yet computed. */
  cells: readonly (PairCell | undefined)[];
  /** What messages call each array of the plan. */
  names: readonly string[];
  /** Neurons by array of the plan, as compared; 0 for an array that could not be read. */
  neurons: readonly number[];
  /** By array of the plan: why it cannot be read; undefined for one that can. */
  faults: readonly (Fault | undefined)[];
  samples: number;
  options: CompareOptions;
  /** Remarks on files and on how they are read. */
  notices: readonly Notice[];
  /** Pairs that were taken from an earlier run. */
  known: number;
  /** Milliseconds. */
  timings: { total: number; firstCell: number };
  /** Where the score is calibrated, once all pairs were permuted. */
  permuted?: PermutedPairs | undefined;
}

/** The part that all result documents have in common; `warnings`: those of the analysis itself; `measure`: the score that it is about alone. */
export function resultBase(
  plan: PairPlan,
  outcomes: PairOutcomes,
  warnings: readonly Notice[] = [],
  measure?: ScoreName,
): Pick<MatrixResult, 'schema' | 'options' | 'samples' | 'refused' | 'warnings' | 'timings' | 'known'> {
  const { cells, names, samples, options, notices, known, timings } = outcomes;
  const said = pairRemarks(plan.pairs, cells, (array) => names[array]!);
  const remarks = measure === undefined ? said : noticesOf(said, measure);
  return {
    schema: 1,
    options,
    samples,
    refused: refusalsOf(plan, outcomes),
    warnings: [...plan.notices, ...notices, ...remarks, ...warnings],
    timings: { ...timings },
    known,
  };
}

/** An array that cannot be read, and so has no pair with a number, once; of the other pairs each that was refused. */
function refusalsOf({ arrays, pairs }: PairPlan, { cells, faults }: PairOutcomes): MatrixResult['refused'] {
  const whole = [...faults];
  pairs.forEach(([a, b], at) => {
    const cell = cells[at];
    if (cell === undefined || !('error' in cell)) whole[a] = whole[b] = undefined;
  });
  const files = arrays.flatMap(({ path }, i) => {
    const fault = whole[i];
    return fault ? [{ a: path, b: '', code: fault.code, message: fault.message }] : [];
  });
  const others = pairs.flatMap(([a, b], at) => {
    const cell = cells[at];
    if (cell === undefined || !('error' in cell) || whole[a] || whole[b]) return [];
    return [{ a: arrays[a]!.path, b: arrays[b]!.path, ...cell.error }];
  });
  return [...files, ...others];
}

/** Mean CCA of unrelated data of a pair's size; null where there is none. */
export function nullCcaOf(cell: PairCell | undefined): number | null {
  return cell !== undefined && 'scores' in cell ? cell.nullCca : null;
}
