import type { DynamicsOfModel } from '../../protocol/analysis';
import type { MatrixMeasure } from '../../protocol/worker';
import { ahead, standardErrorOf, type HeldScore } from '../verdict';
import { kendallTau } from './kendallTau';

/** A model's scores with the final checkpoint, as verdicts take them. */
export interface HeldCourse {
  checkpoints: readonly string[];
  final: string;
  layers: readonly string[];
  /** checkpoints x layers. */
  scores: readonly (readonly (HeldScore | null)[])[];
}

/**
 * Whether lower layers are nearer to their final state than higher ones, at each checkpoint but the final one, by the rule of {@link ahead}, with the
 * standard error over `all` models of how two layers differ at the same checkpoint. `holds`: no layer is ahead of a lower one, and some
 * lower one is ahead of a higher; null where there are fewer than two layers, or all are tied. `violations`: neighbours the other way round, or
 * where none are, layers further apart. `ties`: neighbours of which neither is ahead; absent where there are none. `tau`: Kendall's tau-b.
 */
export function lowerFirst(
  course: HeldCourse,
  all: readonly HeldCourse[],
  measure: MatrixMeasure,
): DynamicsOfModel['lowerFirst'] {
  const { checkpoints, final, layers, scores } = course;
  return checkpoints.flatMap((checkpoint, c) => {
    if (checkpoint === final) return [];
    const present = layers.flatMap((layer, l) => {
      const score = scores[c]![l]!;
      return score === null ? [] : [{ layer, score }];
    });
    const order = present.map(({ layer: lower, score: first }, i) =>
      present.map(({ layer: upper, score: second }, j) =>
        i === j ? 0 : ahead(first, second, measure, differenceError(all, checkpoint, lower, upper)),
      ),
    );
    const pairs = present.flatMap((_, i) =>
      present.slice(i + 1).map((_, offset): [number, number] => [i, i + 1 + offset]),
    );
    const named = (some: [number, number][]): [string, string][] =>
      some.map(([i, j]) => [present[i]!.layer, present[j]!.layer]);
    const wrong = pairs.filter(([i, j]) => order[i]![j]! < 0);
    const neighbours = wrong.filter(([i, j]) => j === i + 1);
    const ties = pairs.filter(([i, j]) => j === i + 1 && order[i]![j] === 0);
    const told = pairs.some(([i, j]) => order[i]![j] !== 0);
    return [
      {
        checkpoint,
        holds: told ? wrong.length === 0 : null,
        // A layer that is ahead of a higher one is the larger of the two.
        tau: kendallTau(
          present.map((_, i) => i),
          (i, j) => -order[i]![j]!,
        ),
        violations: named(neighbours.length > 0 ? neighbours : wrong),
        ...(ties.length > 0 ? { ties: named(ties) } : {}),
      },
    ];
  });
}

/** Standard error over models of the difference of two layers at a checkpoint; 0 of fewer than three that have both. */
function differenceError(all: readonly HeldCourse[], checkpoint: string, lower: string, upper: string): number {
  return standardErrorOf(
    all.flatMap(({ checkpoints, layers, scores }) => {
      const row = scores[checkpoints.indexOf(checkpoint)];
      const [first, second] = [row?.[layers.indexOf(lower)], row?.[layers.indexOf(upper)]];
      return first && second ? [first.value - second.value] : [];
    }),
  );
}
