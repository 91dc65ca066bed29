import type { CompareOptions, SvccaCut } from '../src/similarity/options';

/** Which way round a file is read: decided from both shapes, or as told. */
export type OrientationChoice = 'auto' | 'rows' | 'columns';

/** The controls as they stand, text and all, before anybody pressed Recompute. */
export interface OptionsDraft {
  rule: SvccaCut['rule'];
  fraction: string;
  dimensions: string;
  epsilon: string;
  threshold: string;
  orientationA: OrientationChoice;
  orientationB: OrientationChoice;
  dropNonFinite: boolean;
  /** What the controls do not show and must not lose. */
  rest: Pick<CompareOptions, 'robust' | 'measures'>;
}

/** The text fields that can hold something wrong. */
export type DraftField = 'fraction' | 'dimensions' | 'epsilon' | 'threshold';

/** Either the options the draft stands for, or one sentence for each field that is wrong. */
export type DraftReading =
  | { options: CompareOptions; problems?: undefined }
  | { options?: undefined; problems: Partial<Record<DraftField, string>> };

function orientation(transpose: boolean | undefined): OrientationChoice {
  if (transpose === undefined) return 'auto';
  return transpose ? 'columns' : 'rows';
}

function transpose(choice: OrientationChoice): boolean | undefined {
  return choice === 'auto' ? undefined : choice === 'columns';
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
    orientationA: orientation(options.transposeA),
    orientationB: orientation(options.transposeB),
    dropNonFinite: options.dropNonFinite,
    rest: { robust: options.robust, measures: options.measures },
  };
}

/** A number typed by a person; NaN for anything else, also for the empty string that Number() takes for 0. */
function typed(text: string): number {
  const trimmed = text.trim().replace(',', '.');
  return trimmed === '' ? NaN : Number(trimmed);
}

/** The options a draft stands for; every wrong field is reported at once, fields of a rule not in use are not looked at. */
export function readDraft(draft: OptionsDraft): DraftReading {
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
  if (Object.keys(problems).length > 0) return { problems };
  const svcca: SvccaCut =
    draft.rule === 'dimensions' ? { rule: 'dimensions', count: dimensions } : { rule: draft.rule, fraction };
  return {
    options: {
      svcca,
      epsilon,
      threshold,
      transposeA: transpose(draft.orientationA),
      transposeB: transpose(draft.orientationB),
      dropNonFinite: draft.dropNonFinite,
      ...draft.rest,
    },
  };
}

/** Whether two sets of options ask for the same comparison. */
export function sameOptions(one: CompareOptions, other: CompareOptions): boolean {
  const key = (options: CompareOptions) => {
    const { svcca, epsilon, threshold, transposeA, transposeB, dropNonFinite, robust, measures } = options;
    const cut = svcca.rule === 'dimensions' ? svcca.count : svcca.fraction;
    return JSON.stringify([
      svcca.rule,
      cut,
      epsilon,
      threshold,
      transposeA,
      transposeB,
      dropNonFinite,
      robust,
      measures ?? null,
    ]);
  };
  return key(one) === key(other);
}
