import type { CompareOptions } from '../../facts/options';
import type { ReadAs, Recipe } from '../../facts/recipe';
import type { SideReport } from '../../facts/reportParts';
import { shortNames } from '../../facts/shortNames';
import { WrongDimensionsError } from '../../formats/errors';
import { elementCount } from '../../formats/header';
import { requireReal } from '../../formats/values/dtype';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { NoVarianceError, SampleCountMismatchError, TooFewSamplesError } from '../../similarity/errors';
import type { MapsSide } from '../passes/runFrequencies';
import { mapSizeOf } from './applyRecipe';
import type { OpenedHeader } from './arrayHeaders';
import { storedUnit } from './storedUnit';

/** An array of maps that is looked at frequency by frequency, and what a report says of how it is stored. */
interface OpenedMaps {
  side: MapsSide;
  stored: Pick<SideReport, 'path' | 'shape' | 'dtype'> & { recipe: ReadAs };
}

/** Two arrays of maps. */
export interface MapsPair {
  a: MapsSide;
  b: MapsSide;
  stored: { a: OpenedMaps['stored']; b: OpenedMaps['stored'] };
}

/** An array of maps, and the recipe that says its layout. */
export interface MapsWay {
  header: OpenedHeader;
  recipe: Recipe | undefined;
}

/**
 * An array of maps from its header alone; `rank`: which directions are to be counted.
 * @throws WrongDimensionsError when it holds no maps; the errors of requireReal; NoVarianceError when it is empty.
 */
export function mapsOfHeader({ header: of, recipe }: MapsWay, name: string, rank: CompareOptions['rank']): OpenedMaps {
  const { array, byteLength, mark, stored, type, others } = of;
  const address = withoutRecipe(of.address);
  const { header, source } = array;
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
    unit: rank === 'exact' ? 0 : storedUnit(type, stored.shape, undefined),
    layout: source.sequential ? ('inflated rows' as const) : ('rows' as const),
    ...(others.length > 0 ? { others } : {}),
  };
  const { layout } = recipe;
  return {
    side: { name, identity, layout, size: mapSizeOf(header.shape, layout) },
    stored: { path: address.path, ...stored, recipe: { kind: 'maps', layout, conv: 'dft' } },
  };
}

function withoutRecipe({ recipe: _recipe, ...address }: ArrayAddress): ArrayAddress {
  return address;
}

/**
 * Two arrays of maps, called by what tells these two apart.
 * @throws what {@link mapsOfHeader} throws; SampleCountMismatchError; TooFewSamplesError (no more samples than channels).
 */
export function mapsOfHeaders(a: MapsWay, b: MapsWay, rank: CompareOptions['rank']): MapsPair {
  const names = shortNames([a.header.address.path, b.header.address.path]);
  const [first, second] = [mapsOfHeader(a, names[0]!, rank), mapsOfHeader(b, names[1]!, rank)];
  const [samples, others] = [first.side.identity.shape[0]!, second.side.identity.shape[0]!];
  if (samples !== others) throw new SampleCountMismatchError(names[0]!, samples, names[1]!, others, '');
  for (const { side } of [first, second]) requireMoreSamplesThanChannels(side);
  return { a: first.side, b: second.side, stored: { a: first.stored, b: second.stored } };
}

/** @throws TooFewSamplesError where maps have no more samples than channels. */
export function requireMoreSamplesThanChannels({ name, identity, size }: MapsSide): void {
  const samples = identity.shape[0]!;
  if (samples > size.channels) return;
  throw new TooFewSamplesError(
    `CCA at a frequency needs more samples than channels, and ${name} has ${samples} samples for ${size.channels} channels: use more samples.`,
  );
}
