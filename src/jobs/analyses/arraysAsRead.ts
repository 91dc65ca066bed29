import { planOfSelection } from '../../analysis/planOfSelection';
import { samplesOfLabels } from '../../analysis/classes/labels';
import { LensError } from '../../facts/errors';
import type { Selection } from '../../protocol/analysis';
import type { ArrayAsRead, ArraysAsRead, ArraysAsReadSpec } from '../../protocol/asRead';
import type { SideIdentity } from '../../protocol/worker';
import type { CompareOptions } from '../../facts/options';
import { openLayers } from '../arrays/openLayers';
import { readArrayHeader } from '../arrays/arrayHeaders';
import { storedUnit } from '../arrays/storedUnit';
import type { OpenedPair, OpenedPairs } from '../arrays/openPairs';
import { frequencyIdentities } from '../compare/frequencyCell';
import { labelOrder } from '../classes/labelOrder';
import { rowsOfEachSample } from '../classes/labelsOfSamples';
import { readLabels } from '../classes/readLabels';
import { rowsOfSample, storedSamples } from '../passes/sampleOfRow';
import type { MapsSide } from '../passes/runFrequencies';
import { openSelected } from './openSelected';
import { selectedAddresses } from './selectedAddresses';

/** How an analysis reads its arrays: as it does when it is run. Pairs that are refused have no reading. @throws PlanError; LensError `no-labels`. */
export async function arraysAsRead({ selection, only }: ArraysAsReadSpec): Promise<ArraysAsRead> {
  if (selection.analysis === 'classes') return layersAsRead(selection);
  const plan = planOfSelection(selection);
  const { opened } = await openSelected(plan, selection.options);
  const asRead: ArrayAsRead[] = [];
  const places = new Map<string, number>();
  const place = (reading: ArrayAsRead): number => {
    const key = JSON.stringify(reading);
    const found = places.get(key) ?? asRead.push(reading) - 1;
    places.set(key, found);
    return found;
  };
  const pairs: ArraysAsRead['pairs'] = [];
  for (const [at, pair] of opened.pairs.entries()) {
    if (pair.kind === 'refused') continue;
    const arrays = plan.pairs[at]!;
    const [pathA, pathB] = arrays.map((array) => plan.arrays[array]!.path) as [string, string];
    if (only && !samePair(only, [pathA, pathB])) continue;
    const [a, b] = pairAsRead(pair, opened, selection.options).map((reading, side) =>
      place({ ...reading, dtype: opened.headers[arrays[side]!]?.stored.dtype }),
    ) as [number, number];
    pairs.push({ pathA, pathB, a, b });
  }
  return { arrays: asRead, pairs };
}

function samePair([a, b]: readonly [string, string], [one, other]: readonly [string, string]): boolean {
  return (a === one && b === other) || (a === other && b === one);
}

function pairAsRead(
  pair: Exclude<OpenedPair, { kind: 'refused' }>,
  opened: OpenedPairs,
  options: CompareOptions,
): ArrayAsRead[] {
  if (pair.kind === 'sides') return [pair.a, pair.b].map((side) => sideAsRead(opened.sides[side]!.identity, options));
  const found = frequencyIdentities(pair, opened);
  return (['a', 'b'] as const).map((side) => ({
    address: pair[side],
    transposed: false,
    dft: true,
    ...unitOf('error' in found ? 0 : found.read[side].unit),
  }));
}

function unitOf(unit: number): Pick<ArrayAsRead, 'unit'> {
  return unit > 0 ? { unit } : {};
}

function sideAsRead(identity: SideIdentity, { dropNonFinite }: CompareOptions): ArrayAsRead {
  const { address, transposed, unit } = identity;
  const rows = rowsOfSample(identity);
  const made = dropNonFinite && rows > 1 ? { made: { samples: storedSamples(identity), rows } } : {};
  return { address, transposed, ...unitOf(unit), ...made };
}

/** Of maps that are looked at frequency by frequency: the recipe says their layout alone. */
function mapsAsRead({ identity: { address, unit }, layout }: MapsSide): ArrayAsRead {
  return {
    address: { ...address, recipe: { kind: 'maps', layout, conv: 'flatten' } },
    transposed: false,
    dft: true,
    ...unitOf(unit),
  };
}

/** By layer that is not refused, in the order of the selection. */
async function layersAsRead({ arrays, classes, options }: Selection): Promise<ArraysAsRead> {
  if (!classes) throw new LensError('no-labels', 'The analysis of classes needs the labels of the samples.');
  const { name, labels } = await readLabels(classes.labels, classes.logits);
  const samples = samplesOfLabels(labels);
  const included = arrays.filter(({ include }) => include);
  const { wanted } = await labelOrder(included, { path: classes.labels, count: samples });
  const { layers } = await openLayers(selectedAddresses(included, wanted), samples, name, options);
  const asRead: ArrayAsRead[] = [];
  for (const layer of layers) {
    if ('error' in layer) continue;
    const { identity } = layer;
    const { dtype } = identity.stored ?? identity;
    if (layer.maps) asRead.push({ ...mapsAsRead(layer.maps), dtype });
    else {
      const rowsPerSample = rowsOfEachSample(identity, samples);
      asRead.push({ ...sideAsRead(identity, options), dtype, ...(rowsPerSample > 1 ? { rowsPerSample } : {}) });
    }
  }
  const { stored, type } = await readArrayHeader({ path: classes.labels });
  const unit = options.rank === 'exact' ? 0 : storedUnit(type, stored.shape, undefined);
  return { arrays: asRead, pairs: [], labels: { dtype: stored.dtype, ...unitOf(unit) } };
}
