import type { PairCell } from '../../analysis/pairs/pairScores';
import { groupedBy, listed } from '../../analysis/pairs/inOrder';
import { hasScore, symmetricScore } from '../../analysis/pairs/scoreOf';
import { LensError } from '../../facts/errors';
import { usualMeasures, measures, type AnyScore, type ScoreName } from '../../facts/measures';
import type { CompareOptions } from '../../facts/options';
import { TooFewSamplesError } from '../../similarity/errors';
import type { Notice } from '../../facts/reportParts';
import { measureOf, scoreFacts } from '../../facts/measures/scores';

type Cells = readonly (PairCell | undefined)[];

/** Scores that may not be defined for a pair, of each measure one for each reason; those of one reason beside each other. */
function undefinable(): ScoreName[] {
  const found = measures.flatMap(({ scores }) =>
    [...groupedBy(scores, reasonOf)].flatMap(([reason, [first]]) => (reason && first ? [first.id as ScoreName] : [])),
  );
  return [...groupedBy(found, (name) => reasonOf(scoreFacts(name))).values()].flat();
}

function reasonOf({ undefinedBecause }: Pick<AnyScore, 'undefinedBecause'>): string {
  return undefinedBecause ?? '';
}

/** The remark on scores that were asked for, or on the one that an analysis is about (`only`), and that compared pairs do not have. */
export function notDefined(cells: Cells, options: CompareOptions, only?: ScoreName): Notice[] {
  const asked = options.measures ?? usualMeasures;
  const wanted = only ? [only] : undefinable().filter((measure) => asked.includes(measureOf(measure)));
  const compared = cells.filter((cell) => cell !== undefined && 'scores' in cell);
  const without = wanted.flatMap((measure) => {
    const lacks = (cell: PairCell | undefined) =>
      only ? symmetricScore(cell, measure) === null : !hasScore(cell, measure);
    const count = compared.filter(lacks).length;
    return count === 0 ? [] : [{ measure, count }];
  });
  return [...new Set(without.map(({ count }) => count))].map((count) => {
    const names = without.flatMap((each) => (each.count === count ? [each.measure] : []));
    const why = [...new Set(names.map((name) => reasonOf(scoreFacts(name)) || 'there are too few samples'))].join('; ');
    const message = `${count} of ${compared.length} compared pairs have no ${listed(names, 4)}, which ${names.length === 1 ? 'is' : 'are'} not defined there (${why}; a comparison by frequencies gives CCA alone): choose another measure.`;
    return { code: 'measure-not-defined', message };
  });
}

/**
 * @throws LensError, the reason of the first, where every pair of two arrays is refused; TooFewSamplesError where those that are compared all lack the
 * score that is asked for (`only`).
 */
export function requireSomething(
  pairs: readonly (readonly [number, number])[],
  cells: Cells,
  options: CompareOptions,
  only?: ScoreName,
): void {
  const different = cells.filter((cell, at) => cell !== undefined && pairs[at]![0] !== pairs[at]![1]);
  const refused = different.flatMap((cell) => (cell && 'error' in cell ? [cell.error] : []));
  if (different.length === 0) return;
  if (refused.length === different.length) throw new LensError(refused[0]!.code, refused[0]!.message);
  const [first] = only === undefined ? [] : notDefined(different, options, only);
  if (first && different.every((cell) => symmetricScore(cell, only!) === null))
    throw new TooFewSamplesError(first.message);
}
