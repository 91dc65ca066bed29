import { LensError } from '../../facts/errors';
import type { Estimate } from '../../protocol/analysisRun';
import type { Resources } from '../../protocol/resources';
import type { OpenedLayer } from '../arrays/openLayers';
import { planMaps } from '../classes/fitMaps';
import { defaultWorkers, memoryBudget, pairBytes } from '../memoryPlan';
import { neuronsOf, samplesOf } from '../passes/filePair';
import { lookBytes } from '../passes/factsOfHeld';
import { storedBytes } from './storedBytes';
import { mapsAloneSeconds, sideSeconds, wholeSeconds } from './workSeconds';

/** What of a layer's header decides what fitting it takes. */
export interface LayerSize {
  name: string;
  samples: number;
  /** Of maps by frequency, their channels. */
  neurons: number;
  bytes: number;
  /** Numbers of all its maps, where they are fitted frequency by frequency. */
  elements?: number | undefined;
}

/** The size of an opened layer, which messages call by `name`. */
export function sizeOfLayer({ identity, maps, neurons }: OpenedLayer, name: string): LayerSize {
  const samples = samplesOf(identity);
  const bytes = storedBytes(identity.stored ?? identity);
  // The numbers of an identity of maps are all of a sample's.
  return { name, samples, neurons, bytes, ...(maps && { elements: samples * neuronsOf(identity) }) };
}

/** Core seconds of a layer that is fitted to labels. */
export function costOfLayer({ samples, neurons, elements }: LayerSize): number {
  return elements === undefined ? sideSeconds(samples, neurons) : mapsAloneSeconds(samples, neurons, elements);
}

/** What some layers take, each of which is read once, whatever the number of classes. */
export function workOfLayers(
  layers: readonly LayerSize[],
  resources: Resources,
): Pick<Estimate, 'bytesToRead' | 'seconds' | 'memoryBytes'> {
  const workers = Math.min(resources.workers ?? defaultWorkers(), Math.max(1, layers.length));
  let [seconds, bytesToRead, memoryBytes] = [0, 0, 0];
  for (const layer of layers) {
    const { samples, neurons, elements } = layer;
    bytesToRead += layer.bytes;
    const ofMaps = elements === undefined ? undefined : mapsBytes(layer, elements, resources);
    if (elements !== undefined && ofMaps === undefined) continue;
    seconds += costOfLayer(layer);
    const bytes = ofMaps ?? workers * (pairBytes(samples, neurons, 1, 1) + lookBytes(samples, neurons));
    memoryBytes = Math.max(memoryBytes, bytes);
  }
  return {
    bytesToRead,
    seconds: wholeSeconds(seconds, workers, bytesToRead),
    memoryBytes: Math.min(memoryBytes, memoryBudget(resources)),
  };
}

/** Bytes of maps that are fitted frequency by frequency; undefined where one frequency does not fit: the layer will be refused and take nothing. */
function mapsBytes(
  { name, samples, neurons: channels }: LayerSize,
  elements: number,
  resources: Resources,
): number | undefined {
  const load = { name, samples, channels, elements: elements / Math.max(1, samples), classes: 1 };
  const distinct = Math.max(1, Math.ceil(load.elements / Math.max(1, channels) / 2));
  try {
    return planMaps(load, distinct, resources).bytes;
  } catch (error) {
    if (!(error instanceof LensError)) throw error;
    return undefined;
  }
}
