/**
 * Where checkpoints stand on an axis: at the last number in their names, where each has one and they rise from checkpoint to checkpoint; else at
 * their places, 0, 1, 2 ..., since a scale that some names do not follow would be a wrong one.
 */
export function checkpointPositions(checkpoints: readonly string[]): number[] {
  const numbers = checkpoints.map((name) => Number(/(\d+(?:\.\d+)?)(?!.*\d)/.exec(name)?.[1] ?? NaN));
  const rising = numbers.every((value, i) => Number.isFinite(value) && (i === 0 || value > numbers[i - 1]!));
  return rising ? numbers : checkpoints.map((_, i) => i);
}
