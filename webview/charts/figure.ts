import type { ChartConfiguration } from 'chart.js';

/** A point of a chart: components and neurons count from where the axis says, values are unrounded. */
export interface Point {
  x: number;
  y: number;
}

/** The Chart.js configuration of every figure here: lines and bars over a numeric axis. */
export type FigureConfig = ChartConfiguration<'line' | 'bar', Point[]>;

/** One chart with all that must stand beside it for those who do not see it. */
export interface Figure {
  /** Names the figure in `data-test="chart-<id>"` and in file names. */
  id: string;
  title: string;
  /** What the picture shows, as a sentence or two with its main numbers: the canvas's label. */
  label: string;
  /** One line under the chart on how to read it. */
  caption: string;
  config: FigureConfig;
  table: NumberTable;
  /** Where lines are coloured by depth: what the colours stand for. */
  depth?: DepthScale | undefined;
}

/** A scale of colours for lines that are one behind the other, such as the layers of a deep network. */
export interface DepthScale {
  /** What the lines are, with whatever all of their names share: `Layer model.layers.*.mlp`. */
  title: string;
  /** What differs in their names, from the first to the last, and their whole names, which are the labels of their series. */
  names: readonly string[];
  labels: readonly string[];
  colours: readonly string[];
}

/** The numbers of a figure; null is a missing one. */
export interface NumberTable {
  head: string[];
  rows: (number | null)[][];
}

/** The colours and type of the editor's theme, as CSS values that a canvas understands. */
export interface Palette {
  foreground: string;
  muted: string;
  grid: string;
  background: string;
  a: string;
  b: string;
  cca: string;
  svcca: string;
  /** Classes, told apart also by those who see fewer colours; more classes than these begin again, with other markers. */
  classes: string[];
  font: string;
}

/** The two colours of a pair's sides. */
export type Side = 'a' | 'b';
