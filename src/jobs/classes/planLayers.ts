import { faultOf } from '../../facts/errors';
import type { Resources } from '../../protocol/resources';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { requireLight } from '../heavyJob';
import { defaultWorkers, lookingBytes, memoryBudget, overBudget, pairBytes } from '../memoryPlan';
import type { OpenedLayer, LayerRefusal } from '../arrays/openLayers';
import { neuronsOf, samplesOf } from '../passes/filePair';

/** Multiplications and additions below which starting workers takes longer than they save. */
const worthwhile = 4e8;

/** Layers of which each fits the budget, and how many of them may be worked on at once. */
interface LayersPlan {
  workers: number;
  layers: (OpenedLayer | LayerRefusal)[];
}

/** What layers take that are fitted one by one, each against so many target columns. A layer that does not fit the budget says so. @throws HeavyJob */
export function planLayers(
  layers: readonly (OpenedLayer | LayerRefusal)[],
  names: readonly string[],
  targets: number,
  resources: Resources,
): LayersPlan {
  const budget = memoryBudget(resources);
  let [widest, work, count] = [1, 0, 0];
  const planned = layers.map((layer, i) => {
    // Frequencies are planned layer by layer, each of which takes all workers.
    if ('error' in layer || layer.maps) return layer;
    const bytes = layerBytes(layer.identity, targets);
    if (bytes > budget) return { error: faultOf(overBudget(`${names[i]!} needs`, bytes, budget)) };
    const [n, d] = [samplesOf(layer.identity), layer.neurons];
    widest = Math.max(widest, bytes);
    work += n * d * Math.min(n, d);
    count++;
    return layer;
  });
  const wanted = work < worthwhile ? 1 : Math.min(count, resources.workers ?? defaultWorkers());
  const workers = Math.max(1, Math.min(wanted, Math.floor(budget / widest)));
  requireLight(workers * widest, resources);
  return { workers, layers: planned };
}

/** A layer against its targets takes at most what a pair of sides of those widths does, and its samples are looked at. */
function layerBytes(side: SideIdentity, targets: number): number {
  return pairBytes(samplesOf(side), neuronsOf(side), targets, 1, [side.layout, 'rows']) + lookingBytes(side);
}
