import { largestOf } from '../../facts/extremes';
import type { ScanOutcome, SelectedArray } from '../../protocol/analysis';

/**
 * The analyses that fit some arrays, best first, each with the sentence why: checkpoints ask for learning dynamics, runs of the same kinds for
 * groups, several layers for a matrix, labels for classes. [] when nothing fits.
 * @param labels path of labels, one for each sample of the arrays.
 */
export function proposals(
  arrays: readonly SelectedArray[],
  labels: string | undefined,
  samples: number | undefined,
): ScanOutcome['proposals'] {
  const included = arrays.filter(({ include }) => include);
  const found: ScanOutcome['proposals'] = [];
  const trained = mostCheckpoints(included);
  if (trained) {
    const { model, checkpoints, layers } = trained;
    const name = model === '' ? 'There' : model;
    const verb = model === '' ? (checkpoints === 1 ? 'is' : 'are') : 'has';
    found.push({
      analysis: 'dynamics',
      reason: `${name} ${verb} ${checkpoints} checkpoints of ${count(layers, 'layer')}.`,
    });
  }
  const groups = new Map<string, Set<string>>();
  for (const { group, model } of included) {
    if (group !== undefined) groups.set(group, (groups.get(group) ?? new Set()).add(model));
  }
  if (groups.size > 1) {
    const list = [...groups].map(([name, models]) => `${models.size} named ${name}`);
    found.push({ analysis: 'groups', reason: `There are networks of ${groups.size} kinds: ${list.join(', ')}.` });
  }
  if (included.length > 1) {
    const models = new Set(included.map(({ model }) => model)).size;
    const of = models > 1 ? ` of ${models} models` : '';
    found.push({
      analysis: 'matrix',
      reason: `There are ${included.length} arrays${of}, each of which can be compared with each.`,
    });
  }
  if (labels !== undefined && samples !== undefined && included.length > 0) {
    const name = labels.split(/[\\/]/).at(-1)!;
    found.push({
      analysis: 'classes',
      reason: `${name} has a label for each of the ${samples.toLocaleString('en-US')} samples.`,
    });
  }
  return found;
}

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

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
