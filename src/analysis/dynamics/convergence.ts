import type { DynamicsOfModel } from '../../protocol/analysis';
import type { MatrixMeasure } from '../../protocol/worker';
import { listed } from '../pairs/inOrder';
import { kendallTau } from './kendallTau';
import { isDistance } from '../pairs/scoreOf';

/** What convergence is read from. */
export type Course = Pick<DynamicsOfModel, 'checkpoints' | 'final' | 'layers' | 'values'>;

/**
 * For each layer the checkpoint from which on its similarity with the final one stays at or above the threshold (freeze training, SVCCA section 4).
 * Neither the final checkpoint nor later ones count; a missing value is passed over. A Procrustes distance is held against that of a similarity
 * of the threshold, since distance^2 = 2 - 2 similarity.
 */
export function frozenFrom(
  { checkpoints, final, layers, values }: Course,
  threshold: number,
  measure: MatrixMeasure,
): DynamicsOfModel['frozen'] {
  const limit = isDistance(measure) ? -Math.sqrt(Math.max(0, 2 - 2 * threshold)) : threshold;
  return layers.map((layer, l) => {
    let index: number | null = null;
    for (let c = checkpoints.indexOf(final) - 1; c >= 0; c--) {
      const value = values[c]![l]!;
      if (value === null) continue;
      if (likeness(value, measure) < limit) break;
      index = c;
    }
    return { layer, checkpoint: index === null ? null : checkpoints[index]!, index };
  });
}

/**
 * Whether lower layers are nearer to their final state than higher ones, at each checkpoint but the final one: throughout, how strongly, and
 * which neighbours are the other way round. Null where fewer than two layers have values.
 */
export function lowerFirst(
  { checkpoints, final, layers, values }: Course,
  measure: MatrixMeasure,
): DynamicsOfModel['lowerFirst'] {
  return checkpoints.flatMap((checkpoint, c) => {
    if (checkpoint === final) return [];
    const present = layers.flatMap((layer, depth) => {
      const value = values[c]![depth]!;
      return value === null ? [] : [{ layer, depth, value: likeness(value, measure) }];
    });
    const violations = present
      .slice(1)
      .flatMap((upper, i): [string, string][] =>
        upper.value > present[i]!.value ? [[present[i]!.layer, upper.layer]] : [],
      );
    return [
      {
        checkpoint,
        holds: present.length < 2 ? null : violations.length === 0,
        tau: kendallTau(
          present.map(({ depth }) => depth),
          present.map(({ value }) => value),
        ),
        violations,
      },
    ];
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
  const holds = order.filter((entry) => entry.holds === true).map(({ checkpoint }) => checkpoint);
  const fails = order.filter((entry) => entry.holds === false);
  const last = final === '' ? 'the final state' : final;
  if (holds.length + fails.length === 0) return 'Two layers or more are needed to see which converge first.';
  if (fails.length === 0)
    return `Lower layers converge first: at every checkpoint the likeness with ${last} falls from each layer to the next.`;
  const exceptions = listed([...alike(fails)].map(([said, where]) => `${listed(where)} (${said})`));
  if (holds.length === 0) return `At no checkpoint are lower layers ahead throughout: not at ${exceptions}.`;
  return `Lower layers are ahead throughout at ${listed(holds)}; not at ${exceptions}.`;
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
function likeness(value: number, measure: MatrixMeasure): number {
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
