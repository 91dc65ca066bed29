import { samplesOfLabels } from '../../analysis/classes/labels';
import { LensError } from '../../facts/errors';
import type { Selection } from '../../protocol/selection';
import type { ArrayAsRead, ArraysAsRead } from '../../protocol/asRead';
import { openLayers } from '../arrays/openLayers';
import { readArrayHeader } from '../arrays/arrayHeaders';
import { storedUnit } from '../arrays/storedUnit';
import { labelOrder } from '../classes/labelOrder';
import { rowsOfEachSample } from '../classes/labelsOfSamples';
import { readLabels } from '../classes/readLabels';
import { selectedAddresses } from './selectedAddresses';
import { mapsAsRead, sideAsRead, unitOf } from './sideAsRead';

/** How the analysis of classes reads its layers: by layer that is not refused, in the order of the selection. @throws LensError `no-labels`. */
export async function layersAsRead({ arrays, classes, options }: Selection): Promise<ArraysAsRead> {
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
