import { compareNatural } from '../../facts/naturalOrder';

/** Names of moments of a training that are no numbers, by where they lie: before all numbers, or behind them in this order. */
const early = /^(untrained|random|init(ial(i[sz]ed|i[sz]ation)?)?|start|before|begin(ning)?)$/;
const late = ['best', 'latest', 'last', 'final', 'end', 'after', 'trained'];

const factors: Record<string, number> = { k: 1e3, m: 1e6, b: 1e9 };

/**
 * Order of checkpoints in the course of a training: `init` and the like first, numbers by value (`step_2k` before `step_10k`, `epoch=1-step=9`
 * before `epoch=2-step=1`), then `best`, `last`, `final`, `end`. Negative when `a` is the earlier.
 */
export function compareCheckpoints(a: string, b: string): number {
  const [x, y] = [placeOf(a), placeOf(b)];
  if (x !== y) return x - y;
  const [numbers, others] = [checkpointNumbers(a), checkpointNumbers(b)];
  for (let i = 0; i < Math.min(numbers.length, others.length); i++) {
    if (numbers[i] !== others[i]) return numbers[i]! - others[i]!;
  }
  return numbers.length - others.length || compareNatural(a, b);
}

/** The numbers in a checkpoint's name, k, m and b taken as thousands, millions and milliards. */
export function checkpointNumbers(name: string): number[] {
  return [...name.matchAll(/(\d+(?:\.\d+)?)(?:([kmb])(?![a-z0-9]))?/gi)].map(
    ([, number, factor]) => Number(number) * (factor === undefined ? 1 : factors[factor.toLowerCase()]!),
  );
}

/** 0: before training; 1: no name at all; 2: somewhere by its number; 3 and above: towards the end. */
function placeOf(name: string): number {
  if (name === '') return 1;
  if (/\d/.test(name)) return 2;
  const words = name.toLowerCase().split(/[^a-z]+/);
  if (words.some((word) => early.test(word))) return 0;
  const at = late.findIndex((word) => words.includes(word));
  return at < 0 ? 2 : 3 + at;
}
