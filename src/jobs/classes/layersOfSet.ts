import { cutByCost, isOf } from '../../analysis/pairs/cutPairs';
import type { Notice } from '../../facts/reportParts';
import type { Shard } from '../../facts/shards';
import type { AnalyzeSpec } from '../../protocol/analysisRun';
import { costOfLayer, sizeOfLayer } from '../analyses/layerCosts';
import { commonFinite, commonKnown } from '../compare/commonFinite';
import type { Engine } from '../engine';
import { inParallel } from '../inParallel';
import type { CommonSamples } from '../passes/finiteSamples';
import type { Progress } from '../progress';
import { mayPass } from '../store/mayPass';
import { otherKernels } from '../store/ofKernels';
import { findLayer, layerKeys, layersFor } from './knownLayers';
import { layerCell, type LayerCell } from './layerCell';
import { knownTargets } from './layerTargets';
import { keptSamples, type ClassesSet } from './openClasses';
import { planLayers } from './planLayers';

/** Which layers of a set are wanted, and with what they are fitted. */
export interface LayersWork extends Pick<AnalyzeSpec, 'resources' | 'results'> {
  /** The part that is fitted; all where absent. */
  shard?: Shard | undefined;
  /** Nothing is fitted: layers are those that are kept, by whatever kernels. */
  keptAlone?: true | undefined;
}

/** What a run over layers says beside them. */
interface LayersDone {
  /** Layers that were known from an earlier run. */
  known: number;
  /** The rows that each layer keeps, in the order in which they wait, and then the targets. */
  kept: CommonSamples;
  /** Of results of several kernels. */
  notices: Notice[];
}

/** The shard of each waiting layer of a set, from 1, by headers alone. */
export function shardsOfLayers({ waiting }: ClassesSet, count: number): number[] {
  return cutByCost(
    waiting.map(({ layer, name }) => costOfLayer(sizeOfLayer(layer, name))),
    count,
  );
}

/**
 * What the waiting layers of a set come to, told one by one by their places among these: those known from an earlier run at once, the others several at a time, maps by
 * frequency one after the other. One that is refused says why. @throws FileChangedError; LensErrors `label-count-mismatch`, `results-unwritable`; TooFewSamplesError.
 */
export async function layersOfSet(
  set: ClassesSet,
  { resources = {}, results, shard, keptAlone }: LayersWork,
  tell: (at: number, cell: LayerCell, done: number, all: number) => void,
  progress: Progress,
  engine: Engine,
): Promise<LayersDone> {
  const { waiting, name: labels } = set;
  const looking = { resources, results, shard };
  const kept = await keptSamples(set, (sides, part) =>
    keptAlone ? commonKnown(sides, looking, engine, part) : commonFinite(sides, looking, engine, part),
  );
  // Nothing is kept of samples of which nobody knows which they are.
  if (!kept) return { known: 0, kept: { masks: [], notices: [] }, notices: [] };
  const { masks } = kept;
  const keyOf = layerKeys(set, kept);
  const shards = shard && shardsOfLayers(set, shard.count);
  const wanted = [...waiting.keys()].filter((at) => isOf(shard, shards?.[at]));
  const store = layersFor(results);
  const kinds = new Map<string, number>();
  let done = 0;
  try {
    const unknown: number[] = [];
    for (const at of wanted) {
      const found = await findLayer(waiting[at]!, labels, keyOf(at), store, keptAlone);
      if (!found) unknown.push(at);
      else {
        kinds.set(found.kernels, (kinds.get(found.kernels) ?? 0) + 1);
        tell(at, found.cell, ++done, wanted.length);
      }
    }
    const known = done;
    if (!keptAlone && unknown.length > 0) await fit(unknown);
    return { known, kept, notices: otherKernels(kinds, 'layer') };
  } finally {
    await store?.close();
  }

  async function fit(unknown: readonly number[]): Promise<void> {
    const some = unknown.map((at) => waiting[at]!);
    const plan = planLayers(
      some.map(({ layer }) => layer),
      some.map(({ name }) => name),
      set.count,
      resources,
    );
    const executor = await engine.executor(plan.workers);
    const fitted = { ...set, targets: await knownTargets(set.targets, executor) };
    // Maps by frequency share all workers layer by layer; of others one more than there are workers, so that none waits for its next one.
    const byFrequency = some.some(({ layer }) => layer.maps !== undefined);
    const lanes = executor.workers > 1 && !byFrequency ? executor.workers + 1 : 1;
    await inParallel(unknown, lanes, async (at, place) => {
      const each = waiting[at]!;
      const planned = plan.layers[place]!;
      const onShare = (share: number): void => progress(`fitting ${each.name}`, (done + share) / wanted.length);
      const cell: LayerCell =
        'error' in planned
          ? planned
          : await layerCell(each, fitted, masks[at], { resources, engine, executor, onShare });
      if (!('error' in cell) || !mayPass(cell.error.code))
        store?.keep(each.layer.identity, keyOf(at), cell, { a: each.name, b: labels });
      tell(at, cell, ++done, wanted.length);
    });
  }
}
