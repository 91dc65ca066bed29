import { dynamicsFacts, type DynamicsResult } from '../../facts/analyses/dynamics';
import { largestOf } from '../../facts/extremes';
import type { SelectedArray } from '../../protocol/selection';
import type { PairAnalysis } from '../pairs/pairAnalysis';
import { dynamicsPlan, type DynamicsPlan } from './dynamicsPlan';
import { dynamicsResult } from './dynamicsResult';

/** Every checkpoint of a selection's models against the final one. */
export const dynamicsAnalysis: PairAnalysis<DynamicsPlan, DynamicsResult> = {
  plan: dynamicsPlan,
  result: (plan, outcomes, selection) => {
    const { threshold } = selection.dynamics ?? dynamicsFacts.choice.initial;
    return dynamicsResult(plan, outcomes, selection.measure, threshold);
  },
  proposal(included) {
    const trained = mostCheckpoints(included);
    if (!trained) return undefined;
    const { model, checkpoints, layers } = trained;
    const name = model === '' ? 'There' : model;
    const verb = model === '' ? (checkpoints === 1 ? 'is' : 'are') : 'has';
    return `${name} ${verb} ${checkpoints} checkpoints of ${layers} layer${layers === 1 ? '' : 's'}.`;
  },
};

/** The model with most checkpoints of a layer, at least two. */
function mostCheckpoints(
  arrays: readonly SelectedArray[],
): { model: string; checkpoints: number; layers: number } | undefined {
  const models = new Map<string, Map<string, Set<string>>>();
  for (const { model, checkpoint, layer } of arrays) {
    const layers = models.get(model) ?? new Map<string, Set<string>>();
    models.set(model, layers.set(layer, (layers.get(layer) ?? new Set()).add(checkpoint)));
  }
  let best: { model: string; checkpoints: number; layers: number } | undefined;
  for (const [model, layers] of models) {
    const counts = [...layers.values()].map((checkpoints) => checkpoints.size);
    const checkpoints = largestOf(counts);
    if (checkpoints < 2 || checkpoints <= (best?.checkpoints ?? 0)) continue;
    best = { model, checkpoints, layers: counts.filter((size) => size > 1).length };
  }
  return best;
}
