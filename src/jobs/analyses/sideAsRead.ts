import type { ArrayAsRead } from '../../protocol/asRead';
import type { SideIdentity } from '../../protocol/sideIdentity';
import type { CompareOptions } from '../../facts/options';
import { rowsOfSample, storedSamples } from '../passes/sampleOfRow';
import type { MapsSide } from '../passes/runFrequencies';

/** The unit of the rounding of stored values, where there is one. */
export function unitOf(unit: number): Pick<ArrayAsRead, 'unit'> {
  return unit > 0 ? { unit } : {};
}

/** How a side is read. */
export function sideAsRead(identity: SideIdentity, { dropNonFinite }: CompareOptions): ArrayAsRead {
  const { address, transposed, unit } = identity;
  const rows = rowsOfSample(identity);
  const made = dropNonFinite && rows > 1 ? { made: { samples: storedSamples(identity), rows } } : {};
  return { address, transposed, ...unitOf(unit), ...made };
}

/** Of maps that are looked at frequency by frequency: the recipe says their layout alone. */
export function mapsAsRead({ identity: { address, unit }, layout }: MapsSide): ArrayAsRead {
  return {
    address: { ...address, recipe: { kind: 'maps', layout, conv: 'flatten' } },
    transposed: false,
    dft: true,
    ...unitOf(unit),
  };
}
