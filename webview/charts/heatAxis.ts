import { largestOf } from '../../src/facts/extremes';
import { labelStep } from './heatCells';

/** Rows (or columns) that belong together, such as the layers of one model: from place `from` up to `to` (exclusive). */
export interface HeatBlock {
  from: number;
  to: number;
  name: string;
}

/** What stands along a side of a heat map. */
export interface HeatAxis {
  /** What its rows (or columns) are, with whatever all of their names have in common. */
  title: string;
  /** What is left of each name. */
  labels: readonly string[];
  /** Runs of places that cover the side without gaps, in its order; empty: there is nothing to tell apart. */
  blocks: readonly HeatBlock[];
}

/** A text along a side: its middle in pixels from the beginning, and the place that it names. */
export interface AxisText {
  at: number;
  text: string;
  place: number;
}

/** The texts along a side, and how they stand. */
export interface AxisTexts {
  texts: AxisText[];
  /** Pixels that they take across the side. */
  room: number;
  /** Whether they are broken into lines. */
  wrapped: boolean;
  /** Numbers stand for names that have no room. */
  numbered: boolean;
}

/** What a text takes in pixels. */
export type Measure = (text: string) => number;

/** The height of a line of text, in pixels. */
export const axisLine = 14;

/** Places whose names have room along a side: thinned to round steps, which begin anew in each block; none where a block has not even room for two. */
export function labelledPlaces({ labels, blocks }: HeatAxis, size: number): number[] {
  const step = labelStep(size, axisLine);
  const whole = [{ from: 0, to: labels.length }];
  const runs = blocks.length > 0 ? blocks : whole;
  if (blocks.length > 0 && step > 1 && runs.some(({ from, to }) => to - from <= step)) return [];
  return runs.flatMap(({ from, to }, at) => {
    const places: number[] = [];
    for (let place = from; place < to; place += step) {
      // The next block begins with a name of its own.
      const near = at < runs.length - 1 && (to - place) * size < axisLine;
      if (place === from || !near) places.push(place);
    }
    return places;
  });
}

/**
 * The names along a side of cells of this size, none cut off: in one line, else in as many as their cells are high, else by number (of its block),
 * as the table beneath the map has them.
 */
export function tickTexts(axis: HeatAxis, size: number, most: number, measure: Measure): AxisTexts {
  const places = labelledPlaces(axis, size);
  const step = places.length > 1 ? places[1] - places[0] : 1;
  const fit = fitting(
    places.map((place) => axis.labels[place]),
    step * size,
    most,
    measure,
  );
  const number = (place: number): string =>
    String(place + 1 - (axis.blocks.findLast(({ from }) => from <= place)?.from ?? 0));
  const texts = places.map((place) => ({
    at: (place + 0.5) * size,
    text: fit.numbered ? number(place) : axis.labels[place],
    place,
  }));
  return {
    ...fit,
    texts,
    room: fit.numbered ? widest(textOf(texts), measure) : fit.room,
  };
}

/** The names of blocks: along the side where each has room in its block, else across it, thinned out. */
export function blockTexts(
  { blocks }: HeatAxis,
  size: number,
  most: number,
  measure: Measure,
): AxisTexts & { along: boolean } {
  const middle = ({ from, to }: HeatBlock): number => ((from + to) / 2) * size;
  const along = blocks.every(({ from, to, name }) => measure(name) + 8 <= (to - from) * size);
  const text = (block: HeatBlock): AxisText => ({ at: middle(block), text: block.name, place: block.from });
  if (along)
    return { texts: blocks.map(text), room: blocks.length > 0 ? axisLine : 0, wrapped: false, numbered: false, along };
  const shortest = Math.min(...blocks.map(({ from, to }) => (to - from) * size));
  const step = labelStep(shortest, axisLine);
  const shown = blocks.flatMap((block, at) => (at % step === 0 ? [{ block, at }] : []));
  const fit = fitting(
    shown.map(({ block }) => block.name),
    step * shortest,
    most,
    measure,
  );
  const texts = shown.map(({ block, at }) => ({ ...text(block), ...(fit.numbered ? { text: String(at + 1) } : {}) }));
  return {
    ...fit,
    texts,
    room: fit.numbered ? widest(textOf(texts), measure) : fit.room,
    along,
  };
}

/** The names of places along a side, and beyond them those of blocks. */
export interface SideTexts {
  ticks: AxisTexts;
  blocks: AxisTexts & { along: boolean };
  /** Pixels that both take across the side. */
  across: number;
  /** Pixels from the beginning of the names to those of blocks. */
  beyond: number;
  /** Numbers stand for names that have no room. */
  numbered: boolean;
}

/** All names along a side of cells of this size, in at most so many pixels across it, with a gap between those of places and of blocks. */
export function sideTexts(axis: HeatAxis, size: number, most: number, gap: number, measure: Measure): SideTexts {
  const blocks = blockTexts(axis, size, Math.floor(most / 2), measure);
  const apart = blocks.room > 0 ? blocks.room + gap : 0;
  const ticks = tickTexts(axis, size, most - apart, measure);
  return {
    ticks,
    blocks,
    across: ticks.room + (ticks.room > 0 ? apart : blocks.room),
    beyond: ticks.room > 0 ? ticks.room + gap : 0,
    numbered: ticks.numbered || blocks.numbered,
  };
}

const textOf = (texts: readonly AxisText[]) => texts.map(({ text }) => text);

function widest(texts: readonly string[], measure: Measure): number {
  return texts.length === 0 ? 0 : Math.ceil(largestOf(texts.map(measure))) + 2;
}

/** How names that are `apart` pixels from each other stand where each may take `most`. */
function fitting(names: readonly string[], apart: number, most: number, measure: Measure): Omit<AxisTexts, 'texts'> {
  const room = widest(names, measure);
  if (room <= most) return { room, wrapped: false, numbered: false };
  // A fifth of each line stays empty where words are not broken just at its end.
  const lines = Math.ceil(room / (0.8 * most));
  if (lines * axisLine <= apart) return { room: most, wrapped: true, numbered: false };
  return { room, wrapped: false, numbered: true };
}
