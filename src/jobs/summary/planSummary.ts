import { axisLayout, fileOrderBytes, type AxisLayout } from '../../formats/rows/fileOrder';
import { elementCount, type StoredHeader } from '../../formats/header';
import { inflatingBytes } from '../../formats/zip/inflatedMember';
import { extremesBytes, isWide } from '../../formats/values/wideIntegers';
import { overBudget } from '../memoryPlan';
import { tallyBytes } from './columnTally';

/** How an array is gone through. */
export interface SummaryPlan {
  layout: AxisLayout;
  /** Indices of the layout's axis of which the statistics are held at a time. */
  tile: number;
  /** What is told of each index of the axis that is looked at: its statistics, how many there are of a kind, or nothing. */
  columns: 'listed' | 'counted' | 'none';
  /** Bytes in which more would be told of them, where the budget is in the way. */
  needed?: number | undefined;
  /** Estimated peak of the process beyond what it had, in bytes. */
  bytes: number;
}

/** What an array is looked at for, and with how much memory. */
export interface SummaryWish {
  /** The axis whose indices have statistics of their own; undefined: none. */
  axis: number | undefined;
  /** Of more indices than this they are counted, not listed. */
  listable: number;
  /** Bytes. */
  budget: number;
}

/** Columns of a file that are listed at the most, since all of it is one text or one message in the end. */
export const mostListed = 1 << 20;

/** The statistics of a column as they are given back, and written. */
const listedBytes = 512;
/** What the tally takes where a second tile costs nothing: another part of the file is read. */
const tileBytes = 64 << 20;
/** And where a member is inflated anew for each tile. */
const inflatedTileBytes = 1024 << 20;
/** Columns that are worth a tile. */
const leastTile = 1 << 14;
/** Times that an archive member is inflated for tiles that do not lie one behind the other: a small one may become a thousand times as much. */
export const mostPasses = 4;
/** Elements of which an array is summed piece by piece where no axis is looked at. */
const pieceLength = 1 << 16;

/**
 * How an array is gone through within a budget: in one pass, or in tiles of columns, each read by itself. Of a deflated member whose tiles do not lie
 * one behind the other tiles are large, since each inflates it anew, and where it would be too often no column has statistics of its own.
 * @throws LensError `memory-budget` when not even the smallest tile fits.
 */
export function planSummary(
  header: StoredHeader,
  { name, sequential }: { name: string; sequential: boolean },
  { axis, listable, budget }: SummaryWish,
): SummaryPlan {
  const elements = elementCount(header.shape);
  const pieces = { outer: 1, width: Math.ceil(elements / pieceLength), inner: pieceLength };
  const layout = axis === undefined ? pieces : axisLayout(header, axis);
  const { width, outer } = layout;
  const column = columnBytes(header, layout);
  const fixed = fileOrderBytes + (sequential ? inflatingBytes : 0);
  const least = column * Math.min(width, leastTile);
  if (fixed + least > budget) throw overBudget(`${name} needs`, fixed + least, budget);
  const list = axis !== undefined && width <= listable && fixed + least + width * listedBytes <= budget;
  const anew = sequential && outer > 1;
  const room = budget - fixed - (list ? width * listedBytes : 0);
  const held = Math.min(column * width, room, anew ? inflatedTileBytes : tileBytes);
  const tiles = Math.ceil(width / Math.max(1, Math.floor(held / column)));
  if (anew && tiles > mostPasses) {
    const whole = planSummary(header, { name, sequential }, { axis: undefined, listable, budget });
    const pass = Math.ceil(width / mostPasses) * column;
    return { ...whole, needed: pass <= inflatedTileBytes ? fixed + pass : undefined };
  }
  const tile = Math.ceil(width / tiles);
  const bytes = fixed + tile * column;
  if (axis === undefined) return { layout, tile, columns: 'none', bytes };
  if (list) return { layout, tile, columns: 'listed', bytes: bytes + width * listedBytes };
  const needed = width <= listable ? fixed + least + width * listedBytes : undefined;
  return { layout, tile, columns: 'counted', bytes, needed };
}

function columnBytes({ dtype }: StoredHeader, { outer, inner }: AxisLayout): number {
  return tallyBytes(outer * inner) + (isWide(dtype) ? extremesBytes : 0);
}
