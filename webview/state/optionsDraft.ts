import { numberOptions, takes, type NumberOption } from '../../src/facts/numberOptions';
import {
  bandwidthOf,
  calibrationNumbers,
  neighboursOf,
  usualCalibration,
  type CalibrateChoice,
  type CompareOptions,
} from '../../src/facts/options';
import type { MeasureName } from '../../src/facts/measures';
import type { Orientation, RecipeChoice, SvccaCut } from '../../src/facts/pairOptions';
import { chosenMeasures, isTaken, measuresOf } from './measuresChosen';

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
  /** In the order of the list. */
  measures: MeasureName[];
  neighbours: string;
  bandwidth: string;
  /** Without permutations, scores are not calibrated. */
  calibrate: Record<keyof CalibrateChoice, string>;
  /** What the controls do not show and must not lose. */
  rest: Pick<CompareOptions, 'robust' | 'orientation' | 'transposeA' | 'transposeB'> & {
    mask: RecipeChoice['mask'];
  };
}

/** The fields that can hold something wrong. */
export type DraftField =
  | 'fraction'
  | 'dimensions'
  | 'epsilon'
  | 'threshold'
  | 'every'
  | 'seed'
  | 'measures'
  | 'neighbours'
  | 'bandwidth'
  | `calibrate.${keyof CalibrateChoice}`;

/** The fields of which each is looked at by some measures alone. */
const ofMeasures = ['neighbours', 'bandwidth'] as const;

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

/** The controls that show these options; fields of the rules not in use start at what is usual. */
export function draftOf(options: CompareOptions): OptionsDraft {
  const { svcca } = options;
  return {
    rule: svcca.rule,
    fraction: String(svcca.rule === 'dimensions' ? numberOptions.fraction.usual : svcca.fraction),
    dimensions: String(svcca.rule === 'dimensions' ? svcca.count : numberOptions.dimensions.usual),
    epsilon: written(options.epsilon),
    threshold: String(options.threshold),
    orientationA: orientation(options.transposeA, options.orientation),
    orientationB: orientation(options.transposeB, options.orientation),
    ...recipeDraft(options.recipe),
    dropNonFinite: options.dropNonFinite,
    exactRank: options.rank === 'exact',
    measures: measuresOf(options),
    neighbours: String(neighboursOf(options)),
    bandwidth: written(bandwidthOf(options)),
    calibrate: calibrateDraft(options.calibrate),
    rest: {
      robust: options.robust,
      orientation: options.orientation,
      transposeA: options.transposeA,
      transposeB: options.transposeB,
      mask: options.recipe?.mask,
    },
  };
}

function calibrateDraft(choice: CalibrateChoice | undefined): OptionsDraft['calibrate'] {
  const { permutations, alpha, seed } = choice ?? usualCalibration;
  return { permutations: choice ? String(permutations) : '', alpha: written(alpha), seed: String(seed) };
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

/**
 * How the draft has scores calibrated once they are, by as many permutations as is usual where it names none; or a sentence for each number that is
 * wrong.
 */
export function calibrationOf({ calibrate }: OptionsDraft): {
  choice: CalibrateChoice;
  problems: Partial<Record<DraftField, string>>;
} {
  const number = (id: keyof CalibrateChoice) =>
    id === 'permutations' && calibrate[id].trim() === '' ? usualCalibration[id] : typed(calibrate[id]);
  const choice = { permutations: number('permutations'), alpha: number('alpha'), seed: number('seed') };
  const problems: Partial<Record<DraftField, string>> = {};
  for (const id of ['permutations', 'alpha', 'seed'] as const) {
    if (!takes(calibrationNumbers[id], choice[id])) problems[`calibrate.${id}`] = calibrationNumbers[id].advice;
  }
  return { choice, problems };
}

/** The choice that a draft stands for; undefined where everything is left to the shapes. Its fields must be right. */
function recipeOf({ conv, layout, sequence, every, seed, rest: { mask } }: OptionsDraft): RecipeChoice | undefined {
  const chosen = <T extends string>(value: T | 'auto') =>
    value === 'auto' ? undefined : (value as Exclude<T, 'auto'>);
  const kept = every.trim() === '' ? 1 : typed(every);
  const drawn = seed.trim() === '' ? {} : { seed: typed(seed) };
  const recipe: RecipeChoice = {
    conv: chosen(conv),
    layout: chosen(layout),
    sequence: chosen(sequence),
    mask,
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
  const check = (field: DraftField, option: NumberOption, value: number) => {
    if (!takes(option, value)) problems[field] = option.advice;
  };
  if (draft.rule === 'dimensions') check('dimensions', numberOptions.dimensions, dimensions);
  else check('fraction', numberOptions.fraction, fraction);
  check('epsilon', numberOptions.epsilon, epsilon);
  check('threshold', numberOptions.threshold, threshold);
  if (draft.every.trim() !== '') check('every', numberOptions.every, typed(draft.every));
  if (draft.seed.trim() !== '') check('seed', numberOptions.firstRowSeed, typed(draft.seed));
  if (draft.measures.length === 0) problems.measures = 'Choose one measure or more.';
  const further = { neighbours: typed(draft.neighbours), bandwidth: typed(draft.bandwidth) };
  // Of what no measure takes, nobody sees the field.
  for (const field of ofMeasures) {
    if (isTaken(field, draft.measures)) check(field, numberOptions[field], further[field]);
  }
  const calibration = calibrationOf(draft);
  Object.assign(problems, calibration.problems);
  if (Object.keys(problems).length > 0) return { problems };
  const svcca: SvccaCut =
    draft.rule === 'dimensions' ? { rule: 'dimensions', count: dimensions } : { rule: draft.rule, fraction };
  return {
    options: {
      svcca,
      epsilon,
      threshold,
      ...restOf(draft),
      transposeA: transpose(draft.orientationA, draft.rest.orientation, draft.rest.transposeA),
      transposeB: transpose(draft.orientationB, draft.rest.orientation, draft.rest.transposeB),
      recipe: recipeOf(draft),
      dropNonFinite: draft.dropNonFinite,
      rank: draft.exactRank ? 'exact' : undefined,
      measures: chosenMeasures(draft.measures),
      calibrate: draft.calibrate.permutations.trim() === '' ? undefined : calibration.choice,
      ...Object.fromEntries(ofMeasures.map((field) => [field, unlessUsual(numberOptions[field], further[field])])),
    },
  };
}

/** A number as options have it: nothing where it is what is usual, or cannot be. */
function unlessUsual(option: NumberOption, value: number): number | undefined {
  return takes(option, value) && value !== option.usual ? value : undefined;
}

/** What options have of what the controls do not show. */
function restOf({ rest: { mask: _mask, ...rest } }: OptionsDraft): Omit<OptionsDraft['rest'], 'mask'> {
  return rest;
}

function recipeKey({ conv, layout, sequence, mask, subsample }: RecipeChoice = {}): unknown[] {
  return [conv, layout, sequence, mask, subsample?.every, subsample?.seed].map((part) => part ?? null);
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
      calibrate,
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
      measuresOf({ measures }),
      neighboursOf(options),
      bandwidthOf(options),
      calibrate ? [calibrate.permutations, calibrate.alpha, calibrate.seed] : null,
      recipeKey(recipe),
    ]);
  };
  return key(one) === key(other);
}
