import { pairPlan } from '../../analysis/pairs/pairPlan';
import { samplesOfLabels } from '../../analysis/classes/labels';
import { LensError } from '../../errors';
import type { Selection } from '../../protocol/analysis';
import type { ArrayReading, ReadingsOutcome, ReadingsSpec } from '../../protocol/readings';
import type { SideIdentity } from '../../protocol/worker';
import type { CompareOptions } from '../../similarity/options';
import { openLayers } from '../arrays/openLayers';
import { labelOrder } from '../classes/labelOrder';
import { rowsOfEachSample } from '../classes/labelsOfSamples';
import { readLabels } from '../classes/readLabels';
import { rowsOfSample, storedSamples } from '../passes/sampleOfRow';
import type { MapsSide } from '../passes/runFrequencies';
import { openSelected } from './openSelected';
import { selectedAddresses } from './selectedAddresses';

/** How an analysis reads its arrays: as it does when it is run. Pairs that are refused have no reading. @throws PlanError; LensError `no-labels`. */
export async function readingsOf({ selection, only }: ReadingsSpec): Promise<ReadingsOutcome> {
  if (selection.analysis === 'classes') return { readings: await layerReadings(selection), pairs: [] };
  const plan = pairPlan(selection);
  const { opened } = await openSelected(plan, selection.options);
  const readings: ArrayReading[] = [];
  const places = new Map<string, number>();
  const place = (reading: ArrayReading): number => {
    const key = JSON.stringify(reading);
    const found = places.get(key) ?? readings.push(reading) - 1;
    places.set(key, found);
    return found;
  };
  const pairs = opened.pairs.flatMap((pair, at) => {
    if (pair.kind === 'refused') return [];
    const [pathA, pathB] = plan.pairs[at]!.map((array) => plan.arrays[array]!.path) as [string, string];
    if (only && !(only.includes(pathA) && only.includes(pathB) && (pathA !== pathB || only[0] === only[1]))) return [];
    const [a, b] =
      pair.kind === 'frequencies'
        ? [pair.a, pair.b].map((address) => place({ address, transposed: false, dft: true }))
        : [pair.a, pair.b].map((side) => place(readingOf(opened.sides[side]!.identity, selection.options)));
    return [{ pathA, pathB, a: a!, b: b! }];
  });
  return { readings, pairs };
}

function readingOf(identity: SideIdentity, { dropNonFinite }: CompareOptions): ArrayReading {
  const { address, transposed, unit } = identity;
  const rows = rowsOfSample(identity);
  const made = dropNonFinite && rows > 1 ? { made: { samples: storedSamples(identity), rows } } : {};
  return { address, transposed, ...(unit > 0 ? { unit } : {}), ...made };
}

/** Of maps that are looked at frequency by frequency: the recipe says their layout alone. */
function readingOfMaps({ identity: { address }, layout }: MapsSide): ArrayReading {
  return { address: { ...address, recipe: { kind: 'maps', layout, conv: 'flatten' } }, transposed: false, dft: true };
}

/** By layer that is not refused, in the order of the selection. */
async function layerReadings({ arrays, classes, options }: Selection): Promise<ArrayReading[]> {
  if (!classes) throw new LensError('no-labels', 'The analysis of classes needs the labels of the samples.');
  const { name, labels } = await readLabels(classes.labels, classes.logits);
  const samples = samplesOfLabels(labels);
  const included = arrays.filter(({ include }) => include);
  const { wanted } = await labelOrder(included, { path: classes.labels, count: samples });
  const { layers } = await openLayers(selectedAddresses(included, wanted), samples, name, options);
  return layers.flatMap((layer) => {
    if ('error' in layer) return [];
    if (layer.maps) return [readingOfMaps(layer.maps)];
    const rowsPerSample = rowsOfEachSample(layer.identity, samples);
    return [{ ...readingOf(layer.identity, options), ...(rowsPerSample > 1 ? { rowsPerSample } : {}) }];
  });
}
