import type { Fault } from '../../src/facts/errors';
import { measures } from '../../src/facts/measures';
import { filesOutside, openOutsideLabel } from '../../src/protocol/outsideFiles';
import type { CompareOptions } from '../../src/facts/options';
import type { Turn } from '../../src/facts/pairOptions';
import type { Notice } from '../../src/facts/reportParts';
import { flipped } from '../state/comparisonState';

/** A button under a failure: its words, and the options it computes with, the setting or the analysis that it opens. */
export type Remedy = { label: string } & ({ options: CompareOptions } | { setting: 'memoryBudget' } | { layers: true });

/** The words of a button that opens the matrix of the layers of two stacks. */
export const layersLabel = 'Compare Layer by Layer';

const allStepsLabel = 'Take All Steps';

/** The measures that remain where CCA is refused for too few samples. */
const withoutCca = measures.flatMap(({ id, ofCanonical }) => (ofCanonical ? [] : [id]));

/** The words of a button that turns two files, or `all` of a set; or one of two. */
export function turnLabel({ orientation, transposeA, transposeB }: Turn, all = false): string {
  const [first] = (['a', 'b'] as const).filter((side) => (side === 'a' ? transposeA : transposeB) !== undefined);
  const both = orientation !== undefined || (transposeA !== undefined && transposeB !== undefined);
  const columns = orientation === undefined ? (transposeA ?? transposeB) : orientation === 'neurons';
  const subject = all ? 'All' : both ? 'Both' : first;
  return `Read ${subject} as ${columns ? 'Neurons × Samples' : 'Samples × Neurons'}`;
}

/** What is offered beside the remark on masked steps: to take all of them. */
export function offerAllSteps(options: CompareOptions, apply: (options: CompareOptions) => void) {
  return ({ code }: Notice): { label: string; apply(): void } | undefined =>
    code === 'steps-masked' ? { label: allStepsLabel, apply: () => apply(withAllSteps(options)) } : undefined;
}

function withAllSteps(options: CompareOptions): CompareOptions {
  return { ...options, recipe: { ...options.recipe, mask: 'none' } };
}

/** What is offered beside the remarks on wide layers, and on matrices that lie turned in their files: to read both files, or `all`, the other way. */
export function offerTurn(all: boolean, apply: (turn: Turn) => void) {
  return ({ code }: Notice): { label: string; apply(): void } | undefined => {
    if (code !== 'wide-layers' && code !== 'stored-turned') return undefined;
    const turn: Turn = { orientation: code === 'wide-layers' ? 'neurons' : 'samples' };
    return { label: turnLabel(turn, all), apply: () => apply(turn) };
  };
}

function turn(options: CompareOptions, side: 'a' | 'b'): Remedy {
  const transposed = (side === 'a' ? options.transposeA : options.transposeB) ?? false;
  const axis = transposed ? 'Rows' : 'Columns';
  return { label: `Read ${axis} of ${side} as Samples`, options: flipped(options, side, transposed) };
}

function withLayout(options: CompareOptions, layout: 'nhwc' | 'nchw', label: string): Remedy {
  return { label, options: { ...options, recipe: { ...options.recipe, layout } } };
}

/** Without the choices that did not fit; where the channels are stays as it was said. */
function asShapesSuggest(options: CompareOptions): CompareOptions {
  const layout = options.recipe?.layout;
  return { ...options, transposeA: undefined, transposeB: undefined, recipe: layout && { layout } };
}

function averaged(options: CompareOptions): CompareOptions {
  return { ...asShapesSuggest(options), recipe: { layout: options.recipe?.layout, conv: 'pool', sequence: 'mean' } };
}

/** What may help after a refusal with this code, most likely first; empty where only other files would. */
export function remediesFor({ code, turn: fits, stacks }: Omit<Fault, 'message'>, options: CompareOptions): Remedy[] {
  switch (code) {
    case 'non-finite':
      return [{ label: 'Leave Out Non-Finite Samples', options: { ...options, dropNonFinite: true } }];
    case 'sample-count-mismatch':
      if (stacks) return [{ label: layersLabel, layers: true }];
      return fits ? [{ label: turnLabel(fits), options: { ...options, ...fits } }] : [];
    case 'too-few-samples':
      return [
        { label: 'Compare Without CCA', options: { ...options, measures: withoutCca } },
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
    case 'ambiguous-layout':
      return [withLayout(options, 'nhwc', 'Channels Last'), withLayout(options, 'nchw', 'Channels First')];
    case 'recipe-mismatch':
      return [
        { label: 'Read as the Shapes Suggest', options: asShapesSuggest(options) },
        { label: 'Average the Positions', options: averaged(options) },
      ];
    case 'step-mask':
      return [{ label: allStepsLabel, options: withAllSteps(options) }];
    case filesOutside:
      return [{ label: openOutsideLabel, options }];
    case 'cancelled':
    case 'worker-stopped':
    case 'file-changed':
      return [{ label: 'Compute Again', options }];
    default:
      return [];
  }
}
