import { dash } from '../../src/facts/numbers';

/** Of a layer that no checkpoint finds at the threshold for good: from when on it may be. */
export function neverSettled(checkpoints: readonly string[]): string {
  return `not before ${checkpoints.at(-1) ?? 'the end'}`;
}

/** Whether lower layers converge first, in a word; null: it cannot be said. */
export function holdsWord(holds: boolean | null): string {
  return holds === null ? dash : holds ? 'yes' : 'no';
}
