import { plural } from '../facts/numbers';
import type { ProjectionBasis } from '../facts/projectionBases';
import { LensError } from '../facts/errors';
import type { Turn } from '../facts/pairOptions';

/** The two sides do not hold the same samples. `hint`: what may help; `turn`, `stacks`: the choice that it speaks of. */
export class SampleCountMismatchError extends LensError {
  constructor(
    nameA: string,
    samplesA: number,
    nameB: string,
    samplesB: number,
    hint: string,
    { turn, stacks }: { turn?: Turn; stacks?: boolean } = {},
  ) {
    super(
      'sample-count-mismatch',
      `${nameA} has ${samplesA} ${plural(samplesA, 'sample')} and ${nameB} has ${samplesB}: both must hold the same samples in the same order${hint}.`,
      turn,
      stacks,
    );
  }
}

/** A measure that needs more samples than there are. */
export class TooFewSamplesError extends LensError {
  constructor(message: string) {
    super('too-few-samples', message);
  }
}

/** NaN or infinite values where the mathematics needs finite ones. `place`: where the first stands in its file, e.g. "sample 3, neuron 1". */
export class NonFiniteError extends LensError {
  /** `half`: of float16, which makes larger numbers infinite. */
  constructor(name: string, count: number, place: string, half = false) {
    const values = count === 1 ? '1 value that is NaN or infinite' : `${count} values that are NaN or infinite`;
    super(
      'non-finite',
      `${name} holds ${values}, the first at ${place}${half ? ' (float16 makes numbers beyond 65,504 infinite: if that is why, save it as float32)' : ''}: leave such samples out (--drop-nonfinite, or the option in the panel), or save the file again.`,
    );
  }
}

/** How the sentence begins on a side that does not vary. */
export function constantOver(name: string): string {
  return `Every neuron of ${name} is constant over the samples`;
}

/**
 * A side on which no neuron varies by more than rounding, or that has none, or no samples. The sentence holds whatever the side was wanted for: a score,
 * its classes, its spectrum.
 */
export class NoVarianceError extends LensError {
  constructor(name: string, why?: 'samples' | 'neurons' | 'rounding') {
    const constant = constantOver(name);
    const what =
      why === undefined ? constant : why === 'rounding' ? `${constant}, but for rounding` : `${name} has no ${why}`;
    super('no-variance', `${what}, so nothing can be told from it: was the right layer saved?`);
  }
}

/** More directions asked for than there are. */
export class RankTooLargeError extends LensError {
  constructor(name: string, by: ProjectionBasis, rank: number, most: number) {
    const directions = { cca: 'canonical', pls: 'PLS', pca: 'principal' }[by];
    super(
      'rank-too-large',
      `${name} has ${most} ${directions} ${plural(most, 'direction')} in this pair, and ${rank} were asked for: choose a rank of ${most} or less.`,
    );
  }
}
