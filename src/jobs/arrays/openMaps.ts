import { requireReal } from '../../formats/values/dtype';
import { WrongDimensionsError } from '../../formats/errors';
import { elementCount } from '../../formats/npy/header';
import type { ArrayAddress } from '../../protocol/worker';
import { NoVarianceError, TooFewSamplesError } from '../../similarity/errors';
import type { CompareOptions } from '../../facts/options';
import type { ReadAs } from '../../facts/recipe';
import type { SideReport } from '../../facts/reportParts';
import type { MapsSide } from '../passes/runFrequencies';
import { mapSizeOf } from './applyRecipe';
import { openArray } from './openArray';

/** A file of maps that is looked at frequency by frequency, and what a report says of how it is stored. */
export interface OpenedMaps {
  side: MapsSide;
  stored: Pick<SideReport, 'path' | 'shape' | 'dtype'> & { recipe: ReadAs };
}

/**
 * The header of a file of maps whose recipe says its layout; `rank`: which directions are to be counted.
 * @throws WrongDimensionsError when it holds no maps; the errors of requireReal; NoVarianceError when it is empty; the errors of opening.
 */
export async function openMapsSide(
  { recipe, ...address }: ArrayAddress,
  name: string,
  rank: CompareOptions['rank'],
): Promise<OpenedMaps> {
  const array = await openArray(address);
  await array.close();
  const { header, source, byteLength, mark, stored, unit, others } = array;
  requireReal(header.dtype, name);
  if (recipe?.kind !== 'maps' || header.shape.length !== 4) throw new WrongDimensionsError(name, header.shape);
  if (elementCount(header.shape) === 0) throw new NoVarianceError(name);
  const identity = {
    address,
    byteLength,
    mark,
    shape: [header.shape[0]!, elementCount(header.shape.slice(1))],
    dtype: header.descr,
    transposed: false,
    unit: rank === 'exact' ? 0 : unit,
    layout: source.sequential ? ('inflated rows' as const) : ('rows' as const),
    ...(others.length > 0 ? { others } : {}),
  };
  const { layout } = recipe;
  return {
    side: { name, identity, layout, size: mapSizeOf(header.shape, layout) },
    stored: { path: address.path, ...stored, recipe: { kind: 'maps', layout, conv: 'dft' } },
  };
}

/** @throws TooFewSamplesError where maps have no more samples than channels. */
export function requireMoreSamplesThanChannels({ name, identity, size }: MapsSide): void {
  const samples = identity.shape[0]!;
  if (samples > size.channels) return;
  throw new TooFewSamplesError(
    `CCA at a frequency needs more samples than channels, and ${name} has ${samples} samples for ${size.channels} channels: use more samples.`,
  );
}
