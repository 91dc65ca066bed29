import { clearOfOther, networksForError } from '../../facts/verdictRule';
import type { DynamicsOfModel } from '../../facts/analyses/dynamics';
import type { ScoreName } from '../../facts/measures';
import { isDistance } from '../../facts/measures/scores';
import { ahead, rounding, standardErrorOf, type HeldScore } from '../verdict';
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
 * Whether lower layers are nearer to their final state than higher ones, at each checkpoint but the final one, by the rule of {@link ahead}; from
 * three networks on a layer must be ahead in the mean over `all` of them, too, by twice the standard error. That is of the paired differences of the
 * two layers at the same checkpoint, since what a network's layers have in common (how fast it learns) is no noise of how they differ; and
 * it is the mean that is held against it, since a single network strays by more than the error of the mean. `holds`: no layer is ahead of a
 * lower one, and in more than half of the pairs of layers the lower one is ahead, as one pair of many is by chance; null where
 * too few are told apart. `violations`: neighbours the other way round, or
 * where none are, layers further apart. `ties`: neighbours of which neither is ahead; absent where there are none. `tau`: Kendall's tau-b.
 */
export function lowerFirst(
  course: HeldCourse,
  all: readonly HeldCourse[],
  measure: ScoreName,
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
        i === j ? 0 : aheadOverNetworks({ first, second }, differences(all, checkpoint, lower, upper), measure),
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
    const right = pairs.filter(([i, j]) => order[i]![j]! > 0);
    return [
      {
        checkpoint,
        holds: wrong.length > 0 ? false : 2 * right.length > pairs.length ? true : null,
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

/** Which layer is ahead in a network, where the networks of which the differences are known, its own among them, do not speak against it. */
function aheadOverNetworks(
  { first, second }: Record<'first' | 'second', HeldScore>,
  differences: readonly number[],
  measure: ScoreName,
): -1 | 0 | 1 {
  const own = ahead(first, second, measure);
  if (differences.length < networksForError) return own;
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / differences.length;
  const nearer = isDistance(measure) ? -mean : mean;
  return nearer * own >= Math.max(clearOfOther, 2 * standardErrorOf(differences)) - rounding ? own : 0;
}

/** How much two layers differ at a checkpoint, by model. */
function differences(all: readonly HeldCourse[], checkpoint: string, lower: string, upper: string): number[] {
  return all.flatMap(({ checkpoints, layers, scores }) => {
    const row = scores[checkpoints.indexOf(checkpoint)];
    const [first, second] = [row?.[layers.indexOf(lower)], row?.[layers.indexOf(upper)]];
    return first && second ? [first.value - second.value] : [];
  });
}
