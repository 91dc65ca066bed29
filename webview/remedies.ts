import type { CompareOptions } from '../src/similarity/options';
import { flipped } from './state';

/** A button under a failure: its words, and the options it computes with or the setting it opens. */
export type Remedy = { label: string } & ({ options: CompareOptions } | { setting: 'memoryBudget' });

/** The measures that remain where CCA is refused for too few samples. */
const withoutCca = ['svcca', 'pls', 'pca', 'cka', 'procrustes'] as const;

function turn(options: CompareOptions, side: 'a' | 'b'): Remedy {
  const transposed = (side === 'a' ? options.transposeA : options.transposeB) ?? false;
  const axis = transposed ? 'Rows' : 'Columns';
  return { label: `Read ${axis} of ${side} as Samples`, options: flipped(options, side, transposed) };
}

/** What may help after a refusal with this code, most likely first; empty where only other files would. */
export function remediesFor(code: string, options: CompareOptions): Remedy[] {
  switch (code) {
    case 'non-finite':
      return [{ label: 'Leave Out Non-Finite Samples', options: { ...options, dropNonFinite: true } }];
    case 'sample-count-mismatch':
      return [turn(options, 'a'), turn(options, 'b')];
    case 'too-few-samples':
      return [
        { label: 'Compare Without CCA', options: { ...options, measures: [...withoutCca] } },
        turn(options, 'a'),
        turn(options, 'b'),
      ];
    case 'not-converged':
      return [{ label: 'Try the Robust Variant', options: { ...options, robust: true } }];
    case 'memory-budget':
      return [
        { label: 'Change the Memory Budget', setting: 'memoryBudget' },
        { label: 'Compute Again', options },
      ];
    case 'cancelled':
    case 'worker-stopped':
    case 'file-changed':
      return [{ label: 'Compute Again', options }];
    default:
      return [];
  }
}
