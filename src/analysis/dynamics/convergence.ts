import type { DynamicsOfModel } from '../../facts/analyses/dynamics';
import { listed } from '../pairs/inOrder';
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

/** Both in sentences that say where lower layers are ahead and where they are not. */
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
  const tied = open.length === 0 ? '' : ` Too many layers are tied to tell at ${listed(open)}.`;
  if (fails.length === 0) return `${holdSentence(last, holds, open.length === 0)}${tied}`;
  const exceptions = listed([...alike(fails)].map(([said, where]) => `${listed(where)} (${said})`));
  if (holds.length === 0) return `At no checkpoint are lower layers ahead throughout: not at ${exceptions}.${tied}`;
  const where = listed(holds.map(({ checkpoint }) => checkpoint));
  return `Lower layers are ahead throughout at ${where}${tiesOf(holds)}; not at ${exceptions}.${tied}`;
}

function holdSentence(last: string, holds: DynamicsOfModel['lowerFirst'], everywhere: boolean): string {
  const where = everywhere ? 'every checkpoint' : listed(holds.map(({ checkpoint }) => checkpoint));
  const ties = tiesOf(holds);
  const falls = ties === '' ? 'falls from each layer to the next' : 'falls with depth and rises nowhere';
  return `Lower layers converge first: at ${where} the likeness with ${last} ${falls}${ties}.`;
}

/** Neighbours that are tied somewhere, for a sentence; empty where there are none. */
function tiesOf(entries: DynamicsOfModel['lowerFirst']): string {
  const ties = [...new Set(entries.flatMap(({ ties = [] }) => ties.map(([lower, upper]) => `${upper} with ${lower}`)))];
  return ties.length === 0 ? '' : ` (tied at some checkpoint: ${listed(ties, 3)})`;
}

function frozenSentence(frozen: DynamicsOfModel['frozen'], threshold: number): string {
  const settled = frozen.filter(({ checkpoint }) => checkpoint !== null);
  const open = frozen.filter(({ checkpoint }) => checkpoint === null).map(({ layer }) => layer);
  if (settled.length === 0) return `No layer stays at ${threshold} or above before the end.`;
  const from = listed(settled.map(({ layer, checkpoint }) => `${layer} from ${checkpoint!}`));
  const never = open.length === 0 ? '' : `; not before the end: ${listed(open)}`;
  return `Similarity stays at ${threshold} or above: ${from}${never}.`;
}

/** Grows with likeness for any measure. */
function likeness(value: number, measure: ScoreName): number {
  return isDistance(measure) ? -value : value;
}

/** Checkpoints by which neighbours are the other way round. */
function alike(fails: DynamicsOfModel['lowerFirst']): Map<string, string[]> {
  const said = new Map<string, string[]>();
  for (const { checkpoint, violations } of fails) {
    const text = listed(
      violations.map(([lower, upper]) => `${upper} ahead of ${lower}`),
      2,
    );
    said.set(text, [...(said.get(text) ?? []), checkpoint]);
  }
  return said;
}
