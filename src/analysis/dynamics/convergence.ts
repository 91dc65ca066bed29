import type { DynamicsOfModel } from '../../facts/analyses/dynamics';
import { counted } from '../../facts/numbers';
import { firstAndLast, listed } from '../pairs/inOrder';
import type { ScoreName } from '../../facts/measures';
import { isDistance, scoreFacts } from '../../facts/measures/scores';

/** What convergence is read from. */
export type Course = Pick<DynamicsOfModel, 'checkpoints' | 'final' | 'layers' | 'values' | 'atChance' | 'saturated'>;

/**
 * For each layer the checkpoint from which on its similarity with the final one stays at or above the threshold (freeze training, SVCCA section 4).
 * Neither the final checkpoint nor later ones count; a missing value is passed over, and one that is at chance or saturated is below. A distance is held against
 * that of a likeness of the threshold.
 */
export function frozenFrom(
  { checkpoints, final, layers, values, atChance = [], saturated = [] }: Course,
  threshold: number,
  measure: ScoreName,
): DynamicsOfModel['frozen'] {
  const { distance } = scoreFacts(measure);
  const limit = distance ? -distance.ofLikeness(threshold) : threshold;
  const unclear = new Set([...atChance, ...saturated].map(String));
  return layers.map((layer, l) => {
    let index: number | null = null;
    for (let c = checkpoints.indexOf(final) - 1; c >= 0; c--) {
      const value = values[c]![l]!;
      if (value === null) continue;
      if (likeness(value, measure) < limit || unclear.has(`${c},${l}`)) break;
      index = c;
    }
    return { layer, checkpoint: index === null ? null : checkpoints[index]!, index };
  });
}

/** More layers than these are not named one by one in a sentence. */
const manyLayers = 6;
/** And more pairs of layers, or places of such pairs, than these. */
const manyPairs = 3;

/**
 * Both in sentences that say where lower layers are ahead and where they are not. They stay as short for a hundred layers or checkpoints as for a few: of
 * many the number, the first and the last are named; all of them are in `frozen` and `order`.
 */
export function convergenceReading(
  final: string,
  frozen: DynamicsOfModel['frozen'],
  order: DynamicsOfModel['lowerFirst'],
  threshold: number,
): string {
  return `${orderSentence(final, order)} ${frozenSentence(frozen, threshold)}`;
}

function orderSentence(final: string, order: DynamicsOfModel['lowerFirst']): string {
  const known = order.filter(({ tau, holds, ties }) => holds !== null || tau !== null || ties !== undefined);
  const holds = known.filter((entry) => entry.holds === true);
  const fails = known.filter((entry) => entry.holds === false);
  const last = final === '' ? 'the final state' : final;
  const open = known.filter((entry) => entry.holds === null).map(({ checkpoint }) => checkpoint);
  if (known.length === 0) return 'Two layers or more are needed to see which converge first.';
  if (holds.length + fails.length === 0)
    return `Whether lower layers converge first cannot be told: at no checkpoint do enough layers stand clear of chance and of each other in their likeness with ${last}.`;
  const tied = open.length === 0 ? '' : ` Too many layers are tied to tell at ${atCheckpoints(open)}.`;
  if (fails.length === 0) return `${holdSentence(last, holds, open.length === 0)}${tied}`;
  const exceptions = exceptionsOf(fails);
  if (holds.length === 0) return `At no checkpoint are lower layers ahead throughout: not at ${exceptions}.${tied}`;
  const where = atCheckpoints(holds.map(({ checkpoint }) => checkpoint));
  return `Lower layers are ahead throughout at ${where}${tiesOf(holds)}; not at ${exceptions}.${tied}`;
}

function holdSentence(last: string, holds: DynamicsOfModel['lowerFirst'], everywhere: boolean): string {
  const where = everywhere ? 'every checkpoint' : atCheckpoints(holds.map(({ checkpoint }) => checkpoint));
  const ties = tiesOf(holds);
  const falls = ties === '' ? 'falls from each layer to the next' : 'falls with depth and rises nowhere';
  return `Lower layers converge first: at ${where} the likeness with ${last} ${falls}${ties}.`;
}

/** Neighbours that are tied somewhere, for a sentence; empty where there are none. */
function tiesOf(entries: DynamicsOfModel['lowerFirst']): string {
  const ties = [...new Set(entries.flatMap(({ ties = [] }) => ties.map(([lower, upper]) => `${upper} with ${lower}`)))];
  if (ties.length > manyPairs) return ` (${counted(ties.length, 'pair')} of neighbours tied at some checkpoint)`;
  return ties.length === 0 ? '' : ` (tied at some checkpoint: ${listed(ties)})`;
}

function atCheckpoints(names: readonly string[]): string {
  return firstAndLast(names, 'checkpoint');
}

/** Where which layers are ahead of lower ones; of many different such places the first and the last. */
function exceptionsOf(fails: DynamicsOfModel['lowerFirst']): string {
  const said = [...alike(fails)].map(([pairs, where]) => ({ where: atCheckpoints(where), pairs }));
  if (said.length <= manyPairs) return listed(said.map(({ where, pairs }) => `${where} (${pairs})`));
  const [first, last] = [fails[0]!, fails.at(-1)!];
  const at = (one: typeof first): string => `${one.checkpoint}: ${ahead(one.violations)}`;
  return `${counted(fails.length, 'checkpoint')} (first ${at(first)}; last ${at(last)})`;
}

function frozenSentence(frozen: DynamicsOfModel['frozen'], threshold: number): string {
  const settled = frozen.filter(({ checkpoint }) => checkpoint !== null);
  const open = frozen.filter(({ checkpoint }) => checkpoint === null).map(({ layer }) => layer);
  if (settled.length === 0) return `No layer stays at ${threshold} or above before the end.`;
  const never = open.length === 0 ? '' : `; not before the end: ${firstAndLast(open, 'layer')}`;
  const from =
    settled.length > manyLayers
      ? settledEnds(settled)
      : listed(settled.map(({ layer, checkpoint }) => `${layer} from ${checkpoint!}`));
  return `Similarity stays at ${threshold} or above: ${from}${never}.`;
}

/** The layer that settles first and the one that does so last, of many. */
function settledEnds(settled: DynamicsOfModel['frozen']): string {
  const index = (one: (typeof settled)[number]): number => one.index!;
  const first = settled.reduce((best, one) => (index(one) < index(best) ? one : best));
  const last = settled.reduce((best, one) => (index(one) >= index(best) ? one : best));
  const all = counted(settled.length, 'layer');
  if (index(first) === index(last)) return `${all} from ${first.checkpoint!}`;
  return `${all} (first ${first.layer} from ${first.checkpoint!}, last ${last.layer} from ${last.checkpoint!})`;
}

/** Grows with likeness for any measure. */
function likeness(value: number, measure: ScoreName): number {
  return isDistance(measure) ? -value : value;
}

/** Checkpoints by which neighbours are the other way round. */
function alike(fails: DynamicsOfModel['lowerFirst']): Map<string, string[]> {
  const said = new Map<string, string[]>();
  for (const { checkpoint, violations } of fails) {
    const text = ahead(violations);
    said.set(text, [...(said.get(text) ?? []), checkpoint]);
  }
  return said;
}

function ahead(violations: readonly [string, string][]): string {
  return listed(
    violations.map(([lower, upper]) => `${upper} ahead of ${lower}`),
    2,
  );
}
