import { plural } from '../../facts/numbers';
import { largestOf } from '../../facts/extremes';
import type { ComplexCca } from './complexCca';
import type { FrequencyGrid } from './frequencyGrid';
import { fewImages, roundingNotice } from '../remarks/pairNotices';
import type { Notice } from '../../facts/reportParts';

/** A side of maps, as messages call it. */
interface NamedMaps {
  name: string;
  channels: number;
}

/** What has to be said of CCA of so many samples at the distinct frequencies of a grid: the same as of any other pair, counted over all frequencies. */
export function frequencyNotices(
  grid: FrequencyGrid,
  found: readonly Pick<ComplexCca, 'rank' | 'roundingDimensions'>[],
  samples: number,
  sides: { a: NamedMaps; b: NamedMaps },
): Notice[] {
  const all = Array.from(grid.same, (k) => found[k]!);
  return [
    ...(['a', 'b'] as const).flatMap((side) => droppedChannels(all, side, sides[side])),
    ...(['a', 'b'] as const).flatMap((side) => roundedChannels(found, side, sides[side])),
    ...fewImages(samples, Math.max(sides.a.channels, sides.b.channels)),
    ...forcedAtFrequencies(all, samples),
  ];
}

type Found = Parameters<typeof frequencyNotices>[1];

/** Channels of a side that add nothing at some frequencies, and frequencies at which none of them varies. */
function droppedChannels(all: Found, side: 'a' | 'b', { name, channels }: NamedMaps): Notice[] {
  const said: string[] = [];
  const lost = all.flatMap(({ rank, roundingDimensions }) => {
    const left = rank[side];
    // Null: not looked at, as the other side does not vary there.
    const missing = left ? channels - left - roundingDimensions[side] : 0;
    return missing > 0 ? [missing] : [];
  });
  if (lost.length > 0) {
    const most = largestOf(lost);
    const are = most === 1 ? 'is constant or a linear combination' : 'are constant or linear combinations';
    const they = most === 1 ? 'it adds' : 'they add';
    said.push(
      `${atFrequencies(lost.length, all.length)} ${upTo(lost)}${most} of ${channels} channels ${are} of others; ${they} nothing there`,
    );
  }
  const still = all.filter(({ rank }) => rank[side] === 0).length;
  if (still > 0)
    said.push(`${atFrequencies(still, all.length)} no channel varies by more than rounding, and means leave them out`);
  return said.length === 0 ? [] : [{ code: 'neurons-dropped', message: `${name}: ${said.join('; ')}.` }];
}

/** Directions of rounding at the frequency that has the most of them. */
function roundedChannels(found: Found, side: 'a' | 'b', { name }: NamedMaps): Notice[] {
  const { rank, roundingDimensions } = found.reduce((most, each) =>
    each.roundingDimensions[side] > most.roundingDimensions[side] ? each : most,
  );
  return roundingNotice({ name, rank: rank[side] ?? 0, roundingDimensions: roundingDimensions[side] });
}

/** Frequencies at which coefficients are exactly 1 whatever the data (see forcedOnes). */
function forcedAtFrequencies(all: Found, samples: number): Notice[] {
  const forced = all.flatMap(({ rank: { a, b } }) =>
    a && b && a + b > samples - 1 ? [{ a, b, count: a + b - samples + 1 }] : [],
  );
  if (forced.length === 0) return [];
  const counts = forced.map(({ count }) => count);
  const { a, b, count } = forced.reduce((most, each) => (each.count > most.count ? each : most));
  const are = plural(count, 'canonical correlation is', 'canonical correlations are');
  const message = `${atFrequencies(forced.length, all.length, true)} ${upTo(counts)}${count} ${are} exactly 1 whatever the data: the ranks ${a} + ${b} exceed ${samples} samples - 1.`;
  return [{ code: 'forced-ones', message }];
}

function atFrequencies(count: number, all: number, begins = false): string {
  const at = begins ? 'At' : 'at';
  if (count === all) return all === 1 ? `${at} the one frequency` : `${at} all ${all} frequencies`;
  return `${at} ${count} of ${all} frequencies`;
}

/** Where numbers differ, only the largest is said. */
function upTo(counts: readonly number[]): string {
  return counts.some((count) => count !== counts[0]) ? 'up to ' : '';
}
