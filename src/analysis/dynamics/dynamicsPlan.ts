import type { SelectedArray, Selection } from '../../protocol/selection';
import type { Notice } from '../../facts/reportParts';
import { distinct, groupedBy, listed, mergedOrder } from '../pairs/inOrder';
import { pairBook, type CellPlace, type PairBook } from '../pairs/pairBook';
import type { PairPlan } from '../pairs/pairPlan';
import { PlanError, ReadTwiceError } from '../pairs/planError';

/** Checkpoints of some models against the final one of each. */
export interface DynamicsPlan extends PairPlan {
  models: ModelPlan[];
}

/** One model's checkpoints and layers, each in the order of the selection. */
export interface ModelPlan {
  model: string;
  checkpoints: string[];
  /** Place of the final checkpoint. */
  final: number;
  layers: string[];
  /** Places in the plan's arrays, checkpoints x layers; null where the layer was not saved. */
  at: (number | null)[][];
  /** checkpoints x layers: the layer against itself at the final checkpoint. */
  cells: (CellPlace | null)[][];
  /** checkpoints x layers (side a) x layers of the final checkpoint (side b), when asked for. */
  grids?: (CellPlace | null)[][][];
}

/**
 * Which arrays the dynamics compare: every layer at every checkpoint (side a) with the same layer, and for grids with every layer, at the final
 * checkpoint (side b) of the same model. A model without the final checkpoint, or with no other, is left out, which a notice says.
 * @throws PlanError when no model is left, or two arrays are read as the same layer of the same checkpoint.
 */
export function dynamicsPlan({ arrays: selected, dynamics }: Selection): DynamicsPlan {
  const included = selected.filter(({ include }) => include);
  const wanted = dynamics?.final;
  const single: string[] = [];
  const without: string[] = [];
  const arrays: SelectedArray[] = [];
  const book = pairBook();
  const models: ModelPlan[] = [];
  for (const [model, own] of groupedBy(included, (array) => array.model)) {
    const checkpoints = distinct(own.map(({ checkpoint }) => checkpoint));
    const final = wanted === undefined ? checkpoints.length - 1 : checkpoints.indexOf(wanted);
    if (final < 0) without.push(nameOf(model));
    else if (checkpoints.length < 2) single.push(nameOf(model));
    else models.push(modelPlan(model, own, checkpoints, final, dynamics?.grid === true, arrays, book));
  }
  if (models.length === 0) throw new PlanError(nothingLeft(wanted, without));
  const notices: Notice[] = [];
  if (without.length > 0)
    notices.push({
      code: 'models-left-out',
      message: `Left out for having no checkpoint "${wanted!}": ${listed(without)}.`,
    });
  if (single.length > 0)
    notices.push({ code: 'models-left-out', message: `Left out for having one checkpoint only: ${listed(single)}.` });
  // Grids would be many times as many.
  const calibrated = models.flatMap(({ cells }) => cells.flat().flatMap((place) => place?.pair ?? []));
  return { arrays, pairs: book.pairs, models, notices, ...(dynamics?.grid ? { calibrated } : {}) };
}

function modelPlan(
  model: string,
  own: readonly SelectedArray[],
  checkpoints: string[],
  final: number,
  grid: boolean,
  arrays: SelectedArray[],
  book: PairBook,
): ModelPlan {
  const layers = mergedOrder(
    checkpoints.map((name) => own.flatMap(({ checkpoint, layer }) => (checkpoint === name ? [layer] : []))),
  );
  const at: (number | null)[][] = checkpoints.map(() => layers.map(() => null));
  for (const array of own) {
    const [c, l] = [checkpoints.indexOf(array.checkpoint), layers.indexOf(array.layer)];
    const other = at[c]![l] ?? null;
    if (other !== null) throw new ReadTwiceError(arrays[other]!, array);
    at[c]![l] = arrays.push(array) - 1;
  }
  const place = (a: number | null, b: number | null): CellPlace | null =>
    a === null || b === null ? null : book.place(a, b);
  const last = at[final]!;
  // Layer by layer, so that what a final layer is compared with comes in one piece.
  const byLayer = layers.map((_, l) => checkpoints.map((_, c) => place(at[c]![l]!, last[l]!)));
  const grids = grid ? at.map((row) => row.map((a) => last.map((b) => place(a, b)))) : undefined;
  return {
    model,
    checkpoints,
    final,
    layers,
    at,
    cells: checkpoints.map((_, c) => layers.map((_, l) => byLayer[l]![c]!)),
    ...(grids ? { grids } : {}),
  };
}

function nameOf(model: string): string {
  return model === '' ? 'the model without a name' : model;
}

function nothingLeft(wanted: string | undefined, without: readonly string[]): string {
  if (without.length > 0)
    return `No included array is of the final checkpoint "${wanted!}"; choose another checkpoint.`;
  return 'Learning dynamics need a model with two checkpoints or more, and none of the included arrays make one: put checkpoints right in the table, or choose other files.';
}
