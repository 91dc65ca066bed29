import { joinedWords } from '../../facts/joinedWords';
import { shownBlocks, type MeasureBlocks, type ShownScoreName } from '../../facts/measures';
import { isDistance, scoreFacts } from '../../facts/measures/scores';
import { standingOf } from '../../facts/standing';
import type { Notice, PairReport } from '../../facts/reportParts';

/** Code of the remark on scores whose null level is near 1. */
export const saturatedCode = 'saturated';

/** What unrelated data give by a score that they may raise; `of`: what it was computed of, where that tells more. */
export interface ScoreLevel {
  score: ShownScoreName;
  level: number;
  of?: string;
}

/** The null levels of the scores that a report has, of those first that say of how many directions they are. */
export function levelsOf(report: MeasureBlocks & Pick<PairReport, 'null'>): ScoreLevel[] {
  const levels = shownBlocks.flatMap(({ id, scores }) => {
    const block = report[id];
    if (block === undefined) return [];
    return scores.flatMap(({ id: score, saturation, nullLevel, kept }): ScoreLevel[] => {
      const level = saturation && nullLevel(block, report);
      if (level === undefined || level === null) return [];
      const of = kept && `${kept(block).join(' and ')} dimensions`;
      return [{ score: score as ShownScoreName, level, ...(of === undefined ? {} : { of }) }];
    });
  });
  return [...levels.filter(({ of }) => of !== undefined), ...levels.filter(({ of }) => of === undefined)];
}

/**
 * The remark on those of some scores that are saturated: SVCCA that keeps nearly as many directions as there are samples, CCA and PWCCA of nearly as
 * many neurons, others of many more. A score that goes with another one of them is not named beside it.
 */
export function saturatedNotice(levels: readonly ScoreLevel[]): Notice[] {
  const all = levels.filter(({ score, level }) => standingOf(level, level, scoreFacts(score).distance) === 'saturated');
  const there = new Set<string>(all.map(({ score }) => score));
  const found = all.flatMap((each) => {
    const { saturation: words } = scoreFacts(each.score);
    return words === undefined || (words.with !== undefined && there.has(words.with)) ? [] : [{ ...each, ...words }];
  });
  if (found.length === 0) return [];
  const words = found.map(
    ({ name, level, of }) => `${name}${of === undefined ? '' : ` (of ${of})`} ${level.toFixed(3)}`,
  );
  const end = found.every(({ score }) => isDistance(score)) ? 0 : 1;
  const remedies = new Set([...found.flatMap(({ score }) => remedyOf(score, there) ?? []), 'use more samples']);
  const message = `Saturated: unrelated data of this size give ${joinedWords(words)}, so near to ${end} that the score tells next to nothing: ${[...remedies].join(', or ')}.`;
  return [{ code: saturatedCode, message }];
}

/** What helps of a score, or of the one that it goes with; where that is to read a score that is saturated, too, what helps of that one. */
function remedyOf(score: ShownScoreName, there: ReadonlySet<string>): string | undefined {
  const own = scoreFacts(score).saturation;
  const words = own?.with === undefined ? own : scoreFacts(own.with as ShownScoreName).saturation;
  const { remedy, reads } = words ?? {};
  return reads !== undefined && there.has(reads) ? scoreFacts(reads as ShownScoreName).saturation?.remedy : remedy;
}
