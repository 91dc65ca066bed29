import type { CaptureAxes } from '../../facts/capture';
import type { Recipe } from '../../facts/recipe';
import type { RecipeChoice } from '../../facts/pairOptions';
import type { Notice } from '../../facts/reportParts';
import { firstRow } from './firstRow';
import { layoutNotices, layoutProblem, recipeNotices, type SettledDefaults } from './recipeNotices';
import { recogniseLayouts, type Layout } from './recogniseLayouts';
import { whatMeets } from './whatMeets';

/** An array of a set, as its header says it is. */
export interface StoredShape {
  /** The array as people know it. */
  name: string;
  shape: readonly number[];
  /** Of sequences, where there is one: the mask of their steps, by its address and its name, and how many of them it leaves. */
  mask?: { path: string; name: string; found: boolean; mask: { real: number } } | undefined;
  /** What its axes are, where the manifest of a capture says it. */
  axes?: CaptureAxes | undefined;
}

/** How two arrays of a set are read against each other (`dft`: as maps, frequency by frequency), or why they cannot be. */
export type SettledPair =
  { a: Recipe | undefined; b: Recipe | undefined; dft: boolean } | { code: string; message: string };

/** What shapes and a person's choice come to. */
export interface SettledSet {
  /** Arrays by their place in the set. */
  pair(a: number, b: number): SettledPair;
  /** What was decided for the person. */
  notices: Notice[];
  /** What must be chosen first, e.g. a layout: arrays by their place. */
  problems: (Notice & { arrays: number[] })[];
}

/** An array of a set with what was found out of its axes. */
interface Axes extends StoredShape {
  kind: 'maps' | 'sequence' | 'matrix' | 'other';
  layout: Layout | undefined;
  /** Height and width of maps, steps and 1 of sequences. */
  height: number;
  width: number;
}

type Conv = NonNullable<RecipeChoice['conv']>;
type Sequence = NonNullable<RecipeChoice['sequence']>;

/**
 * How the arrays of a set are read against each other. What a person chose is kept to, and refused for the pairs that it does not fit; what is left
 * open follows from the arrays that meet, which `pairs` tell (by default all meet): where they are maps of one height and width they are flattened,
 * and sequences of one length; where they are mixed with others, or with maps of another size, they are averaged, which keeps one row a sample.
 */
export function settleRecipes(
  arrays: readonly StoredShape[],
  choice: RecipeChoice = {},
  pairs?: readonly (readonly [number, number])[],
): SettledSet {
  const recognised = recogniseLayouts(
    arrays.map(({ shape }) => shape),
    arrays.map(toldLayout),
  );
  const axes = arrays.map((array, i) => axesOf(array, choice.layout ?? recognised.layouts[i]));
  const open = choice.layout ? [] : recognised.open;
  const sets = pairs ? whatMeets(axes.length, pairs) : [[...axes.keys()]];
  const settled = sets.map((set) => {
    const members = set.map((at) => axes[at]!);
    return { set, members, defaults: defaultsOf(members, choice) };
  });
  const defaults = new Map(settled.flatMap((each) => each.set.map((at) => [at, each.defaults])));
  const fromOthers = choice.layout ? [] : recognised.fromOthers;
  return {
    pair: (a, b) => settlePair(axes[a]!, axes[b]!, defaults.get(a)!, choice),
    notices: open.length > 0 ? [] : [...layoutNotices(axes, fromOthers), ...recipeNotices(settled, choice)],
    problems: open.length > 0 ? [layoutProblem(axes, open)] : [],
  };
}

function toldLayout({ shape, axes }: StoredShape): Layout | undefined {
  if (shape.length !== 4 || axes === undefined) return undefined;
  return axes[1] === 'channels' ? 'nchw' : 'nhwc';
}

const kinds: Record<number, Axes['kind'] | undefined> = { 2: 'matrix', 3: 'sequence', 4: 'maps' };

function axesOf(array: StoredShape, layout: Layout | undefined): Axes {
  const { shape } = array;
  const kind = kinds[shape.length] ?? 'other';
  if (kind === 'sequence') return { ...array, kind, layout: undefined, height: shape[1]!, width: 1 };
  if (kind !== 'maps') return { ...array, kind, layout: undefined, height: 1, width: 1 };
  const [height, width] = layout === 'nchw' ? [shape[2]!, shape[3]!] : [shape[1]!, shape[2]!];
  return { ...array, kind, layout, height, width };
}

function defaultsOf(meeting: readonly Axes[], choice: RecipeChoice): SettledDefaults {
  return {
    conv: choice.conv ?? (alike(meeting, 'maps') ? 'flatten' : 'pool'),
    sequence: choice.sequence ?? (alike(meeting, 'sequence') ? 'flatten' : 'mean'),
  };
}

/** Whether all arrays of a set are of a kind, and of one size. */
function alike(axes: readonly Axes[], kind: Axes['kind']): boolean {
  const [first] = axes;
  return axes.every((each) => each.kind === kind && each.height === first!.height && each.width === first!.width);
}

function settlePair(a: Axes, b: Axes, { conv, sequence }: SettledDefaults, choice: RecipeChoice): SettledPair {
  const open = [a, b].filter(({ kind, layout }) => kind === 'maps' && layout === undefined);
  if (open.length > 0) {
    const { code, message } = layoutProblem(open, [...open.keys()]);
    return { code, message };
  }
  const refusal = refusalOf(a, b, conv, sequence, choice);
  if (refusal) return { code: 'recipe-mismatch', message: refusal };
  if (conv === 'dft') return { a: plainMaps(a), b: plainMaps(b), dft: true };
  const size: [number, number] = [Math.max(a.height, b.height), Math.max(a.width, b.width)];
  const subsample = subsampleOf(choice);
  return {
    a: recipeOf(a, conv, sequence, size, subsample),
    b: recipeOf(b, conv, sequence, size, subsample),
    dft: false,
  };
}

function plainMaps({ layout }: Axes): Recipe {
  return { kind: 'maps', layout: layout!, conv: 'flatten' };
}

function subsampleOf({ subsample }: RecipeChoice): Recipe['subsample'] {
  if (!subsample || subsample.every === 1) return undefined;
  return { every: subsample.every, first: firstRow(subsample.every, subsample.seed) };
}

function recipeOf(
  { kind, layout, height, width, mask }: Axes,
  conv: Conv,
  sequence: Sequence,
  size: [number, number],
  subsample: Recipe['subsample'],
): Recipe | undefined {
  const kept = subsample ? { subsample } : {};
  if (kind === 'sequence') return { kind, sequence, ...(mask ? { mask: mask.path } : {}), ...kept };
  if (kind === 'matrix') return subsample && { kind, subsample };
  if (kind === 'other') return undefined;
  // A map of the larger size stays as it is, and so keeps its element type.
  const raised = conv === 'interpolate' && (height !== size[0] || width !== size[1]);
  if (raised) return { kind, layout: layout!, conv, size, ...kept };
  return { kind, layout: layout!, conv: conv === 'pool' ? 'pool' : 'flatten', ...kept };
}

/** Why a pair cannot be read this way, in one sentence; undefined when it can. Numbers of samples are looked at later. */
function refusalOf(a: Axes, b: Axes, conv: Conv, sequence: Sequence, choice: RecipeChoice): string | undefined {
  const maps = [a, b].filter(({ kind }) => kind === 'maps').length;
  const said = a === b ? described(a) : `${described(a)} and ${described(b)}`;
  if (conv === 'dft') {
    if (maps < 2 && a === b)
      return `${said}: only maps of four axes have frequencies (dft); choose pool, which keeps layers of two axes as they are.`;
    if (maps < 2)
      return `${said}: a comparison by frequencies (dft) needs maps of four axes on both sides; choose pool.`;
    if (choice.subsample)
      return `${said}: a comparison by frequencies (dft) has no rows to sub-sample; take one of the two back.`;
    return undefined;
  }
  const unequal = a.height !== b.height || a.width !== b.width;
  if (maps === 2 && conv === 'flatten' && unequal)
    return `${said}: flattening needs maps of one height and width; choose pool, interpolate or dft.`;
  if (maps === 1 && conv === 'interpolate') return `${said}: only maps can be interpolated to each other; choose pool.`;
  if (a.kind === 'sequence' && b.kind === 'sequence' && sequence === 'flatten' && unequal)
    return `${said}: flattening needs sequences of one length; choose the mean or the last step.`;
  const rows = [rowsOf(a, conv, sequence), rowsOf(b, conv, sequence)];
  const other = a.kind === 'other' || b.kind === 'other';
  if (!other && a.kind !== b.kind && rows[0] !== rows[1] && a.shape[0] === b.shape[0])
    return `${said}: flattened positions or steps have no counterpart on the other side; choose pool, or the mean of the steps.`;
  const every = choice.subsample?.every ?? 1;
  return every > 1 ? subsampleRefusal(a, b, rows, every) : undefined;
}

function rowsOf({ kind, shape, height, width, mask }: Axes, conv: Conv, sequence: Sequence): number {
  if (kind === 'sequence' && sequence === 'flatten' && mask) return mask.mask.real;
  const flat = kind === 'maps' ? conv !== 'pool' : kind === 'sequence' && sequence === 'flatten';
  return shape[0]! * (flat ? height * width : 1);
}

/** Rows are what sub-sampling keeps some of: they must be samples, and more than are skipped. */
function subsampleRefusal(a: Axes, b: Axes, rows: readonly number[], every: number): string | undefined {
  const short = rows.findIndex((count) => count <= every);
  if (short >= 0)
    return `${[a, b][short]!.name} has ${rows[short]} rows, and of every ${every} one would be kept; sub-sample less.`;
  if (a.kind !== 'matrix' || b.kind !== 'matrix') return undefined;
  const fits = (i: 0 | 1, j: 0 | 1): boolean => a.shape[i] === b.shape[j];
  if (fits(0, 0) || !(fits(1, 1) || fits(0, 1) || fits(1, 0))) return undefined;
  return `${described(a)} and ${described(b)} seem to store neurons x samples, and sub-sampling keeps rows; save them as samples x neurons.`;
}

function described({ name, shape }: Axes): string {
  return `${name} (${shape.join(', ')})`;
}
