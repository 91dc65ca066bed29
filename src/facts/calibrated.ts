import type { JsonSchema } from './measures/measure';
import { objectOf } from './measures/schemas';

/**
 * A score held against those of permuted samples (Gröger, Wen & Brbić 2026, arXiv 2602.14486). A distance enters as its likeness: threshold and value are of
 * that.
 */
export interface Calibrated {
  /** max(0, s - threshold) / (1 - threshold), 0 to 1; absent where `reason` is there. */
  value?: number;
  /** The ceil((1 - alpha)(permutations + 1))-th smallest of the permuted scores and the score itself; absent where permuted scores are not defined. */
  threshold?: number;
  /** (1 + permuted scores that are no less) / (permutations + 1); absent where samples repeat, or permuted scores are not defined. */
  p?: number;
  permutations: number;
  seed: number;
  /** Why there is no calibrated score, as a sentence. */
  reason?: string;
}

/** The scores of a block that were calibrated, by their ids. */
export type CalibratedScores = Readonly<Record<string, Calibrated>>;

/** What the block of a measure has beside its numbers where its scores were calibrated. */
export interface Calibratable {
  calibrated?: CalibratedScores;
}

/** The same in schemas. */
export const calibratedSchema: JsonSchema = objectOf(
  {
    permutations: { type: 'integer', minimum: 1, description: 'Of the samples of one side, each whole.' },
    seed: { type: 'integer', minimum: 0 },
  },
  {
    value: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      description:
        'max(0, s - threshold) / (1 - threshold) of the score s, of a distance its likeness (Gröger, Wen & Brbić 2026, arXiv 2602.14486); absent where there is a reason.',
    },
    threshold: {
      type: 'number',
      maximum: 1,
      description:
        'The ceil((1 - alpha)(permutations + 1))-th smallest of the permuted scores and s itself, of a distance in its likeness; alpha is in the options.',
    },
    p: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 1,
      description: '(1 + permuted scores that are no less than s) / (permutations + 1); absent where samples repeat.',
    },
    reason: { type: 'string', description: 'Why there is no value.' },
  },
);
