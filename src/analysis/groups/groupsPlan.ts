import type { SelectedArray, Selection } from '../../protocol/selection';
import type { Notice } from '../../facts/reportParts';
import { distinct, groupedBy, listed, mergedOrder } from '../pairs/inOrder';
import { pairBook } from '../pairs/pairBook';
import type { PairPlan } from '../pairs/pairPlan';
import { PlanError, ReadTwiceError } from '../pairs/planError';

/** Groups of networks, layer by layer. */
export interface GroupsPlan extends PairPlan {
  groups: { name: string; models: string[] }[];
  layers: string[];
  cells: GroupCellPlan[];
}

/** One layer, within a group (a = b) or between two. */
export interface GroupCellPlan {
  layer: string;
  /** Places in `groups`, a <= b. */
  a: number;
  b: number;
  /** Pairs by their place in the list, with their networks by place in the models of a and b. */
  pairs: { pair: number; modelA: number; modelB: number }[];
}

/**
 * Which arrays groups compare: each layer of each network with the same layer of every other network of its group, and of every later group; side
 * a is the earlier group's, within a group the earlier network's. A network with several checkpoints takes part with its last one.
 * @throws PlanError when no group has pairs, or two arrays are read as the same layer of one network.
 */
export function groupsPlan({ arrays: selected, groups: wanted }: Selection): GroupsPlan {
  const grouped = selected.filter(({ include, group }) => include && group !== undefined && group !== '');
  const names = wanted ?? distinct(grouped.map(({ group }) => group!));
  const unknown = names.filter((name) => !grouped.some(({ group }) => group === name));
  if (unknown.length > 0) throw new PlanError(`No included array is in the group ${listed(unknown)}.`);
  const arrays: SelectedArray[] = [];
  const earlier: string[] = [];
  const groups = names.map((name) => {
    const own = groupedBy(
      grouped.filter(({ group }) => group === name),
      ({ model }) => model,
    );
    const networks = [...own].map(([model, all]) => {
      const checkpoints = distinct(all.map(({ checkpoint }) => checkpoint));
      if (checkpoints.length > 1) earlier.push(`${model || name} (${checkpoints.at(-1)!})`);
      return {
        model,
        at: layersOf(
          all.filter(({ checkpoint }) => checkpoint === checkpoints.at(-1)),
          arrays,
        ),
      };
    });
    return { name, networks };
  });
  const networks = groupedBy(grouped, ({ model, checkpoint }) => [model, checkpoint].join('\0'));
  const layers = mergedOrder([...networks.values()].map((own) => own.map(({ layer }) => layer))).filter((layer) =>
    groups.some(({ networks }) => networks.some(({ at }) => at.has(layer))),
  );
  const book = pairBook();
  const cells: GroupCellPlan[] = [];
  for (const layer of layers) {
    groups.forEach((first, a) => {
      groups.slice(a).forEach((second, offset) => {
        const pairs: GroupCellPlan['pairs'] = [];
        first.networks.forEach((one, modelA) => {
          second.networks.forEach((other, modelB) => {
            const [i, j] = [one.at.get(layer), other.at.get(layer)];
            if (i === undefined || j === undefined || (offset === 0 && modelB <= modelA)) return;
            pairs.push({ pair: book.place(i, j).pair, modelA, modelB });
          });
        });
        cells.push({ layer, a, b: a + offset, pairs });
      });
    });
  }
  if (book.pairs.length === 0)
    throw new PlanError('Groups need two networks or more with a layer in common: put networks into groups first.');
  const notices: Notice[] = [];
  if (earlier.length > 0)
    notices.push({
      code: 'last-checkpoints',
      message: `Networks with several checkpoints take part with their last one: ${listed(earlier)}.`,
    });
  return {
    arrays,
    pairs: book.pairs,
    groups: groups.map(({ name, networks }) => ({ name, models: networks.map(({ model }) => model) })),
    layers,
    cells,
    notices,
  };
}

function layersOf(own: readonly SelectedArray[], arrays: SelectedArray[]): Map<string, number> {
  const at = new Map<string, number>();
  for (const array of own) {
    const other = at.get(array.layer);
    if (other !== undefined) throw new ReadTwiceError(arrays[other]!, array);
    at.set(array.layer, arrays.push(array) - 1);
  }
  return at;
}
