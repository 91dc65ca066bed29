import { counted } from '../../facts/numbers';
import { TooFewSamplesError } from '../errors';
import type { NoScore } from './kernel';

/** Why samples have no k nearest neighbours: fewer others than k. Of just as many all are neighbours of all, whatever the data: the level of that is 1. */
export function tooFewForNeighbours(samples: number, k: number): NoScore | undefined {
  if (k < samples) return undefined;
  const message = `A sample has ${counted(samples - 1, 'other')} here, fewer than the ${counted(k, 'nearest neighbour')} that are asked for: ask for at most ${samples - 1} (--neighbours), better for a tenth of the samples.`;
  return { refused: new TooFewSamplesError(message) };
}
