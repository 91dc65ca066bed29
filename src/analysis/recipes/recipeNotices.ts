import type { RecipeChoice } from '../../similarity/options';
import type { Notice } from '../../similarity/report';
import type { Layout } from './recogniseLayouts';

/** How maps and sequences of a set are read. */
export interface SettledDefaults {
  conv: NonNullable<RecipeChoice['conv']>;
  sequence: NonNullable<RecipeChoice['sequence']>;
}

interface NamedAxes {
  name: string;
  shape: readonly number[];
  kind: 'maps' | 'sequence' | 'matrix' | 'other';
  layout: Layout | undefined;
  height: number;
  width: number;
}

const most = 3;

/** What a set must be asked: where the channels are in arrays (by their places) whose shapes do not tell. */
export function layoutProblem(axes: readonly NamedAxes[], open: readonly number[]): Notice & { arrays: number[] } {
  const named = open.slice(0, most).map((i) => `${axes[i]!.name} (${axes[i]!.shape.join(', ')})`);
  const list = open.length > most ? `${named.join(', ')} and ${open.length - most} more` : named.join(' and ');
  const message = `Whether the channels of ${list} come last or first cannot be told from shapes: choose channels last (--layout nhwc) or channels first (--layout nchw).`;
  return { code: 'ambiguous-layout', message, arrays: [...open] };
}

/** What was decided for a person about the arrays of a set, and what must be known to read its numbers. */
export function recipeNotices(
  axes: readonly NamedAxes[],
  choice: RecipeChoice,
  { conv, sequence }: SettledDefaults,
  fromOthers: readonly number[],
): Notice[] {
  const maps = axes.filter(({ kind }) => kind === 'maps');
  const sequences = axes.filter(({ kind }) => kind === 'sequence');
  const notices: Notice[] = [];
  const say = (code: string, message: string): number => notices.push({ code, message });
  if (fromOthers.length > 0) {
    const { name, shape, layout } = axes[fromOthers[0]!]!;
    const more = fromOthers.length > 1 ? ` and ${fromOthers.length - 1} more were` : ' was';
    const reading = layout === 'nhwc' ? 'channels last (NHWC)' : 'channels first (NCHW)';
    say(
      'layout-guessed',
      `${name} (${shape.join(', ')})${more} read as ${reading}, which only the other arrays tell; choose the layout if that is wrong.`,
    );
  }
  if (maps.length > 0 && choice.conv === undefined && conv === 'pool')
    say(
      'maps-pooled',
      `Maps were averaged over their positions, since ${reasonOf(axes, 'maps')}; choose another recipe (--conv) if both sides are maps.`,
    );
  if (sequences.length > 0 && choice.sequence === undefined && sequence === 'mean')
    say(
      'sequences-averaged',
      `Sequences were averaged over their steps, since ${reasonOf(axes, 'sequence')}; choose another reading (--sequence) if that is wrong.`,
    );
  if (maps.length > 0 && (conv === 'flatten' || conv === 'interpolate'))
    say(
      'dependent-rows',
      `Each position of a map counts as a sample (${rowsText(maps, conv)}): positions of one image are not independent, so there are fewer independent samples than rows.`,
    );
  if (sequences.length > 0 && sequence === 'flatten')
    say(
      'dependent-rows',
      'Each step of a sequence counts as a sample: steps of one sequence are not independent, so there are fewer independent samples than rows.',
    );
  return notices;
}

function reasonOf(axes: readonly NamedAxes[], kind: 'maps' | 'sequence'): string {
  if (axes.some((each) => each.kind !== kind)) return 'not all arrays have such axes';
  const sizes = [...new Set(axes.map(({ height, width }) => (kind === 'maps' ? `${height} x ${width}` : `${height}`)))];
  const list = sizes.slice(0, most).join(', ') + (sizes.length > most ? ', …' : '');
  return `they are of different ${kind === 'maps' ? 'sizes' : 'lengths'} (${list})`;
}

function rowsText(maps: readonly NamedAxes[], conv: string): string {
  const height = Math.max(...maps.map((map) => map.height));
  const width = Math.max(...maps.map((map) => map.width));
  return conv === 'interpolate' ? `up to ${height * width} an image` : `${height * width} an image`;
}
