import type { CaptureAxes } from '../../facts/capture';
import { largestOf } from '../../facts/extremes';
import type { RecipeChoice } from '../../facts/pairOptions';
import type { Notice } from '../../facts/reportParts';
import { mayBeStacks, stackOffer } from '../names/stacks';
import type { Layout } from './recogniseLayouts';

/** How maps and sequences of a set are read. */
export interface SettledDefaults {
  conv: NonNullable<RecipeChoice['conv']>;
  sequence: NonNullable<RecipeChoice['sequence']>;
}

interface NamedAxes {
  name: string;
  shape: readonly number[];
  axes?: CaptureAxes | undefined;
  kind: 'maps' | 'sequence' | 'matrix' | 'other';
  layout: Layout | undefined;
  mask?: { path: string; name: string; found: boolean; mask: { real: number } } | undefined;
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

/** What was decided about the axes of maps (by their places) whose shapes alone do not tell it. */
export function layoutNotices(axes: readonly NamedAxes[], fromOthers: readonly number[]): Notice[] {
  if (fromOthers.length === 0) return [];
  const { name, shape, layout } = axes[fromOthers[0]!]!;
  const more = fromOthers.length > 1 ? ` and ${fromOthers.length - 1} more were` : ' was';
  const reading = layout === 'nhwc' ? 'channels last (NHWC)' : 'channels first (NCHW)';
  const message = `${name} (${shape.join(', ')})${more} read as ${reading}, which only the other arrays tell; choose the layout if that is wrong.`;
  return [{ code: 'layout-guessed', message }];
}

/** Arrays that meet, and how they are read. */
interface MeetingArrays {
  members: readonly NamedAxes[];
  defaults: SettledDefaults;
}

/** What was decided for a person about sets of arrays that meet, and what must be known to read their numbers: each said once for all of them. */
export function recipeNotices(sets: readonly MeetingArrays[], choice: RecipeChoice): Notice[] {
  const notices: Notice[] = [];
  const say = (code: string, message: string): number => notices.push({ code, message });
  const readAs = (kind: 'maps' | 'sequence', ...readings: string[]): MeetingArrays[] =>
    sets.filter(
      ({ members, defaults }) =>
        members.some((each) => each.kind === kind) &&
        readings.includes(kind === 'maps' ? defaults.conv : defaults.sequence),
    );
  const sequences = sets.flatMap(({ members }) => members.filter(({ kind }) => kind === 'sequence'));
  const guessed = sequences.filter(({ axes }) => axes === undefined);
  if (choice.sequence === undefined && mayBeStacks(guessed.map(({ shape }) => shape))) {
    const { name, shape } = guessed[0]!;
    notices.push(stackOffer(name, shape));
  }
  const [pooled, averaged] = [readAs('maps', 'pool'), readAs('sequence', 'mean')];
  if (pooled.length > 0 && choice.conv === undefined)
    say(
      'maps-pooled',
      `Maps were averaged over their positions, since ${reasonOf(pooled, 'maps')}; choose another recipe (--conv) if both sides are maps.`,
    );
  if (averaged.length > 0 && choice.sequence === undefined)
    say(
      'sequences-averaged',
      `Sequences were averaged over their steps, since ${reasonOf(averaged, 'sequence')}; choose another reading (--sequence) if that is wrong.`,
    );
  notices.push(...maskNotices(sequences));
  // A map of one position, and a sequence of one step, is one row.
  const isMany = (kind: 'maps' | 'sequence', { members }: MeetingArrays): boolean =>
    members.some((each) => each.kind === kind && each.height * (kind === 'maps' ? each.width : 1) > 1);
  const flat = readAs('maps', 'flatten', 'interpolate').filter((set) => isMany('maps', set));
  if (flat.length > 0)
    say(
      'dependent-rows',
      `Each position of a map counts as a sample (${rowsText(flat)}): positions of one image are not independent, so there are fewer independent samples than rows.`,
    );
  if (readAs('sequence', 'flatten').some((set) => isMany('sequence', set)))
    say(
      'dependent-rows',
      'Each step of a sequence counts as a sample: steps of one sequence are not independent, so there are fewer independent samples than rows.',
    );
  return notices;
}

/** Which steps take no part, by mask, of the first array that has it; a mask that nobody named is told with the way to leave it aside. */
function maskNotices(sequences: readonly NamedAxes[]): Notice[] {
  const masks = new Map<string, { first: NamedAxes; count: number }>();
  for (const each of sequences) {
    if (!each.mask) continue;
    const { path } = each.mask;
    masks.set(path, { first: masks.get(path)?.first ?? each, count: (masks.get(path)?.count ?? 0) + 1 });
  }
  return [...masks.values()].map(({ first: { name, shape, mask }, count }) => {
    const steps = shape[0]! * shape[1]!;
    const of = count === 1 ? name : `${name} and ${count - 1} more`;
    const share = `${(steps - mask!.mask.real).toLocaleString('en-US')} of ${steps.toLocaleString('en-US')} steps of ${of} take no part`;
    const why = mask!.found
      ? ', which lies beside it and has its shape: take all steps (--mask none) if that is wrong'
      : '';
    return { code: 'steps-masked', message: `${share}, as padding by ${mask!.name}${why}.` };
  });
}

function reasonOf(sets: readonly MeetingArrays[], kind: 'maps' | 'sequence'): string {
  const mixed = sets.find(({ members }) => members.some((each) => each.kind !== kind));
  if (mixed) return 'not all arrays that meet have such axes';
  const { members } = sets[0]!;
  const sizes = [
    ...new Set(members.map(({ height, width }) => (kind === 'maps' ? `${height} x ${width}` : `${height}`))),
  ];
  const list = sizes.slice(0, most).join(', ') + (sizes.length > most ? ', …' : '');
  return `they are of different ${kind === 'maps' ? 'sizes' : 'lengths'} (${list})`;
}

/** The most rows that an image becomes, and whether it is fewer for some. */
function rowsText(sets: readonly MeetingArrays[]): string {
  const rows = sets.map(({ members }) => {
    const maps = members.filter(({ kind }) => kind === 'maps');
    return largestOf(maps.map(({ height }) => height)) * largestOf(maps.map(({ width }) => width));
  });
  const raised = sets.some(({ defaults }) => defaults.conv === 'interpolate');
  return `${raised || new Set(rows).size > 1 ? 'up to ' : ''}${largestOf(rows)} an image`;
}
