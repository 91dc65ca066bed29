import type { CompareOptions } from '../../src/facts/options';
import type { Orientation, RecipeChoice, SvccaCut } from '../../src/facts/pairOptions';

/** What is chosen about arrays of more than two axes; `auto`: as their shapes suggest. */
export type ConvChoice = NonNullable<RecipeChoice['conv']> | 'auto';
export type LayoutChoice = NonNullable<RecipeChoice['layout']> | 'auto';
export type SequenceChoice = NonNullable<RecipeChoice['sequence']> | 'auto';

/** The controls as they stand, text and all, before anybody pressed Recompute. */
export interface OptionsDraft {
  rule: SvccaCut['rule'];
  fraction: string;
  dimensions: string;
  epsilon: string;
  threshold: string;
  /** What comes first in each file. */
  orientationA: Orientation;
  orientationB: Orientation;
  conv: ConvChoice;
  layout: LayoutChoice;
  sequence: SequenceChoice;
  /** One row of so many is kept; 1 or nothing: all. */
  every: string;
  /** Draws the first row; nothing: row 0. */
  seed: string;
  dropNonFinite: boolean;
  /** Directions of rounding count as well (rank `exact`). */
  exactRank: boolean;
  /** What the controls do not show and must not lose. */
  rest: Pick<CompareOptions, 'robust' | 'measures' | 'orientation' | 'transposeA' | 'transposeB'>;
}

/** The text fields that can hold something wrong. */
export type DraftField = 'fraction' | 'dimensions' | 'epsilon' | 'threshold' | 'every' | 'seed';

/** Either the options the draft stands for, or one sentence for each field that is wrong. */
type DraftAsRead =
  | { options: CompareOptions; problems?: undefined }
  | { options?: undefined; problems: Partial<Record<DraftField, string>> };

function orientation(transpose: boolean | undefined, usual: Orientation = 'samples'): Orientation {
  if (transpose === undefined) return usual;
  return transpose ? 'neurons' : 'samples';
}

/** What a choice for one file comes to: nothing where it is what is usual, unless just that was said before. */
function transpose(
  choice: Orientation,
  usual: Orientation = 'samples',
  before: boolean | undefined,
): boolean | undefined {
  const turned = choice === 'neurons';
  return choice === usual && before !== turned ? undefined : turned;
}

/** A number as a person would type it: 1e-6 rather than 0.000001. */
function written(value: number): string {
  return value > 0 && value < 1e-3 ? value.toExponential() : String(value);
}

/** The controls that show these options; fields of the rules not in use start at the usual 0.99 and 20. */
export function draftOf(options: CompareOptions): OptionsDraft {
  const { svcca } = options;
  return {
    rule: svcca.rule,
    fraction: svcca.rule === 'dimensions' ? '0.99' : String(svcca.fraction),
    dimensions: svcca.rule === 'dimensions' ? String(svcca.count) : '20',
    epsilon: written(options.epsilon),
    threshold: String(options.threshold),
    orientationA: orientation(options.transposeA, options.orientation),
    orientationB: orientation(options.transposeB, options.orientation),
    ...recipeDraft(options.recipe),
    dropNonFinite: options.dropNonFinite,
    exactRank: options.rank === 'exact',
    rest: {
      robust: options.robust,
      measures: options.measures,
      orientation: options.orientation,
      transposeA: options.transposeA,
      transposeB: options.transposeB,
    },
  };
}

function recipeDraft(recipe: RecipeChoice = {}): Pick<OptionsDraft, 'conv' | 'layout' | 'sequence' | 'every' | 'seed'> {
  const { conv = 'auto', layout = 'auto', sequence = 'auto', subsample } = recipe;
  const every = subsample ? String(subsample.every) : '';
  return { conv, layout, sequence, every, seed: subsample?.seed === undefined ? '' : String(subsample.seed) };
}

/** A number typed by a person; NaN for anything else, also for the empty string that Number() takes for 0. */
function typed(text: string): number {
  const trimmed = text.trim().replace(',', '.');
  return trimmed === '' ? NaN : Number(trimmed);
}

/** The largest whole number that a field takes: seeds are numbers of 32 bits. */
const largest = 2 ** 32 - 1;

/** The choice that a draft stands for; undefined where everything is left to the shapes. Its fields must be right. */
function recipeOf({ conv, layout, sequence, every, seed }: OptionsDraft): RecipeChoice | undefined {
  const chosen = <T extends string>(value: T | 'auto') =>
    value === 'auto' ? undefined : (value as Exclude<T, 'auto'>);
  const kept = every.trim() === '' ? 1 : typed(every);
  const drawn = seed.trim() === '' ? {} : { seed: typed(seed) };
  const recipe: RecipeChoice = {
    conv: chosen(conv),
    layout: chosen(layout),
    sequence: chosen(sequence),
    subsample: kept === 1 ? undefined : { every: kept, ...drawn },
  };
  return Object.values(recipe).some((part) => part !== undefined) ? recipe : undefined;
}

/** The options a draft stands for; every wrong field is reported at once, fields of a rule not in use are not looked at. */
export function readDraft(draft: OptionsDraft): DraftAsRead {
  const problems: Partial<Record<DraftField, string>> = {};
  const fraction = typed(draft.fraction);
  const dimensions = typed(draft.dimensions);
  const epsilon = typed(draft.epsilon);
  const threshold = typed(draft.threshold);
  if (draft.rule === 'dimensions') {
    if (!(Number.isInteger(dimensions) && dimensions >= 1)) problems.dimensions = 'Enter a whole number of 1 or more.';
  } else if (!(fraction > 0 && fraction <= 1)) problems.fraction = 'Enter a share above 0 and up to 1, such as 0.99.';
  if (!(epsilon >= 0 && epsilon < Infinity))
    problems.epsilon = 'Enter 0 for plain CCA, or a small number such as 1e-6.';
  if (!(threshold >= 0 && threshold <= 1)) problems.threshold = 'Enter a share from 0 to 1, such as 0.98.';
  const whole = (value: number, least: number) => Number.isInteger(value) && value >= least && value <= largest;
  if (draft.every.trim() !== '' && !whole(typed(draft.every), 1))
    problems.every = 'Enter a whole number of 1 or more, or nothing to keep all rows.';
  if (draft.seed.trim() !== '' && !whole(typed(draft.seed), 0))
    problems.seed = 'Enter a whole number of 0 or more, or nothing to begin with row 0.';
  if (Object.keys(problems).length > 0) return { problems };
  const svcca: SvccaCut =
    draft.rule === 'dimensions' ? { rule: 'dimensions', count: dimensions } : { rule: draft.rule, fraction };
  return {
    options: {
      svcca,
      epsilon,
      threshold,
      ...draft.rest,
      transposeA: transpose(draft.orientationA, draft.rest.orientation, draft.rest.transposeA),
      transposeB: transpose(draft.orientationB, draft.rest.orientation, draft.rest.transposeB),
      recipe: recipeOf(draft),
      dropNonFinite: draft.dropNonFinite,
      rank: draft.exactRank ? 'exact' : undefined,
    },
  };
}

function recipeKey({ conv, layout, sequence, subsample }: RecipeChoice = {}): unknown[] {
  return [conv, layout, sequence, subsample?.every, subsample?.seed].map((part) => part ?? null);
}

/** Whether two sets of options ask for the same comparison. */
export function sameOptions(one: CompareOptions, other: CompareOptions): boolean {
  const key = (options: CompareOptions) => {
    const {
      svcca,
      epsilon,
      threshold,
      orientation,
      transposeA,
      transposeB,
      dropNonFinite,
      robust,
      rank,
      measures,
      recipe,
    } = options;
    const cut = svcca.rule === 'dimensions' ? svcca.count : svcca.fraction;
    return JSON.stringify([
      svcca.rule,
      cut,
      epsilon,
      threshold,
      orientation ?? 'samples',
      transposeA,
      transposeB,
      dropNonFinite,
      robust,
      rank === 'exact',
      measures ?? null,
      recipeKey(recipe),
    ]);
  };
  return key(one) === key(other);
}
