import type { DynamicsOfModel, DynamicsResult } from '../../facts/analyses/dynamics';
import { scoreFacts } from '../../facts/measures/scores';
import { counted } from '../../facts/numbers';

/** So many checkpoints before the last one all layers must stay alike, and a quarter of those that there are: where they follow close upon each other three tell little. */
export const settledCheckpoints = 3;
export const settledShare = 1 / 4;

/** The rule by which all layers of a model are told to have settled, for documentation. */
export const settledRule = `every layer at ${settledCheckpoints} checkpoints and a quarter of all before the last one at the threshold or above in its score with the last one, clear of chance at each (and, where scores are calibrated, above their permutations)`;

/** From where on all layers of a model stay alike, up to its last checkpoint. */
export interface Settled {
  since: string;
  /** Checkpoints from there on, without the last one. */
  checkpoints: number;
  layers: number;
}

/**
 * Whether all layers of a model have settled: the moment at which freeze training would freeze them (SVCCA, section 4). Each layer that the last checkpoint has must
 * have stayed at the threshold or above and clear of chance (`frozen`) at the last {@link settledCheckpoints} checkpoints before it, and at a quarter of all of them, with a
 * score at each of these. Undefined where that is not so, where it cannot be told, and where the last checkpoint is not the one that all are held against.
 */
export function settledOf({
  checkpoints,
  final,
  layers,
  paths,
  values,
  frozen,
  calibrated,
}: DynamicsOfModel): Settled | undefined {
  const last = checkpoints.length - 1;
  const needed = Math.max(settledCheckpoints, Math.ceil(settledShare * last));
  const present = layers.flatMap((_, l) => ((paths[last]?.[l] ?? null) === null ? [] : [l]));
  if (checkpoints.indexOf(final) !== last || last < needed || present.length === 0) return undefined;
  const from = present.reduce((latest, l) => Math.max(latest, frozen[l]?.index ?? last), 0);
  if (last - from < needed) return undefined;
  for (let c = last - needed; c < last; c++) {
    for (const l of present) {
      if ((values[c]?.[l] ?? null) === null) return undefined;
      if (calibrated && !((calibrated.values[c]?.[l] ?? 0) > 0)) return undefined;
    }
  }
  return { since: checkpoints[from]!, checkpoints: last - from, layers: present.length };
}

/** What is said when a model's layers have settled. */
export function settledText(
  { model, final }: DynamicsOfModel,
  { since, checkpoints, layers }: Settled,
  { threshold, measure }: DynamicsResult,
): string {
  const { label } = scoreFacts(measure);
  const all = layers === 1 ? 'The layer' : `All ${layers} layers`;
  const of = model === '' ? '' : ` of ${model}`;
  return `${all}${of} ${layers === 1 ? 'stays' : 'stay'} at ${threshold} or above (${label} with ${final}, clear of chance) since ${since}, over ${counted(checkpoints, 'checkpoint')}: where freeze training would freeze ${layers === 1 ? 'it' : 'them'}.`;
}
