import { createHash } from 'node:crypto';
import { LensError } from '../../facts/errors';
import { kernelsKey } from '../../linalg/activeKernels';
import type { EstimateSpec, ResultsPlace } from '../../protocol/analysisRun';
import { TooFewSamplesError } from '../../similarity/errors';
import { commonKnown, maskKey } from '../compare/commonFinite';
import type { Engine } from '../engine';
import type { CommonSamples } from '../passes/finiteSamples';
import { LayerStore } from '../store/layerStore';
import { chosen } from '../store/ofKernels';
import { RecordStore } from '../store/recordStore';
import { sideKey } from '../store/sideKey';
import type { LayerTargets } from './fitLayer';
import type { LayerCell } from './layerCell';
import { keptSamples, openClasses, type ClassesSet, type WaitingLayer } from './openClasses';

/** Where the layers of an analysis of classes are kept; undefined where they are not. */
export function layersFor(results: ResultsPlace | undefined): LayerStore | undefined {
  if (results === undefined || results.maxBytes <= 0) return undefined;
  return new LayerStore(new RecordStore(results), kernelsKey());
}

/** What tells what each layer of a set is fitted to from anything else, by place among those that wait. `masks`: the rows that they keep. */
export function layerKeys(
  { targets, classes, waiting }: ClassesSet,
  { masks }: Pick<CommonSamples, 'masks'>,
): (at: number) => string {
  const ofSet = [targetsKey(targets), classes];
  return (at) => {
    const { maps } = waiting[at]!.layer;
    return JSON.stringify([...ofSet, maskKey(masks[at]), ...(maps ? ['dft', maps.layout, maps.size] : [])]);
  };
}

/** The classes of the samples, whatever file says them; or a file of columns, as it was. */
function targetsKey(targets: LayerTargets): string {
  if (targets.kind === 'columns') return sideKey(targets.identity);
  const { labels, count } = targets.classes;
  const bytes = new Uint8Array(labels.buffer, labels.byteOffset, labels.byteLength);
  return `${createHash('sha256').update(bytes).digest('hex')} ${count}`;
}

/** What is kept of a layer, and what fitted it; `any`: by whatever kernels, those in use first. */
export async function findLayer(
  { layer: { identity }, name }: WaitingLayer,
  labels: string,
  key: string,
  store: LayerStore | undefined,
  any = false,
): Promise<{ cell: LayerCell; kernels: string } | undefined> {
  return chosen(await store?.findOfAny(identity, key, { a: name, b: labels }), any);
}

/**
 * The layers, by place among those of the selection that are included, whose numbers are known from an earlier run over the samples that this one would take. What
 * cannot be opened is not known; where samples that are not finite are left out, none is while nobody has looked at all files.
 */
export async function knownLayers(
  { selection, resources = {}, results }: EstimateSpec,
  engine: Engine,
): Promise<Set<number>> {
  const known = new Set<number>();
  const store = layersFor(results);
  if (!store) return known;
  try {
    const set = await openClasses(selection, resources);
    const kept = await keptSamples(set, (sides, part) => commonKnown(sides, { resources, results }, engine, part));
    if (!kept) return known;
    const keyOf = layerKeys(set, kept);
    for (const [at, waiting] of set.waiting.entries())
      if (await findLayer(waiting, set.name, keyOf(at), store)) known.add(waiting.i);
    return known;
  } catch (error) {
    if (error instanceof LensError || error instanceof TooFewSamplesError) return known;
    throw error;
  }
}
