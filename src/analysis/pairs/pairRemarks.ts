import { saidOf } from '../../facts/noticesOf';
import type { ScoreName } from '../../facts/measures';
import { isAbout } from '../../facts/measures/aboutScores';
import { arrayNotices } from '../../similarity/remarks';
import type { Notice, NoticePlace } from '../../facts/reportParts';
import { saturatedCode, saturatedNotice } from '../../similarity/trust/saturation';
import { arraysSentence } from './arraysRemarks';
import { groupedBy, listed } from './inOrder';
import { levelsOfPair } from './levelsOfPair';
import type { PairCell, ScoredPair } from './pairScores';
import { nameInSets, scoreNames } from '../../facts/measures/scores';
import { hasScore } from './scoreOf';

/** A notice of one pair. */
interface PairNotice extends Notice {
  pair: string;
}

/** Names that a sentence lists before it counts. */
const mostNamed = 3;

/**
 * What the pairs of an analysis have to say, each thing once: of every code one notice, that tells how many pairs (or arrays) it concerns, names the
 * first and gives the words of the first, and the same of each score that there is, where that differs. `nameOf`: an array by its place, as messages
 * call it. What an array against itself says of the pair is left out: it is no finding.
 */
export function pairRemarks(
  pairs: readonly (readonly [number, number])[],
  cells: readonly (PairCell | undefined)[],
  nameOf: (array: number) => string,
): Notice[] {
  const said: PairNotice[] = [];
  const there = scoreNames.filter((measure) => cells.some((cell) => hasScore(cell, measure)));
  let compared = 0;
  pairs.forEach(([a, b], at) => {
    const cell = cells[at];
    if (cell === undefined || !('scores' in cell)) return;
    if (a !== b) compared++;
    for (const notice of noticesOfPair(cell))
      if (a !== b || arrayNotices.has(notice.code)) said.push({ ...notice, pair: `${nameOf(a)} with ${nameOf(b)}` });
  });
  return [...groupedBy(said, ({ code }) => code)].map(([code, notices]) => {
    const wordsOf = (some: readonly PairNotice[]): string =>
      arrayNotices.has(code) ? arraysSentence(some) : ofPairs(some, compared);
    const message = wordsOf(notices);
    const byScore = there.flatMap((measure): [string, string | null][] => {
      const own = notices.flatMap((notice) => toldOf(notice, measure));
      const words = own.length === 0 ? null : wordsOf(own);
      return words === message ? [] : [[measure, words]];
    });
    const at = placesOf(notices);
    return {
      code,
      message,
      ...(byScore.length > 0 ? { byScore: Object.fromEntries(byScore) } : {}),
      ...(at.length > 0 ? { at } : {}),
    };
  });
}

/** The first places that some notices are about, each once. */
function placesOf(notices: readonly Notice[]): NoticePlace[] {
  const places = new Map(notices.flatMap(({ at = [] }) => at.map((place) => [JSON.stringify(place), place] as const)));
  return [...places.values()].slice(0, mostNamed);
}

/** The notices of a pair, the one on saturated scores made from its null levels: one that was kept tells of the scores that it was computed with. */
function noticesOfPair(cell: ScoredPair): Notice[] {
  const levels = levelsOfPair(cell);
  return [
    ...cell.notices.filter(({ code }) => code !== saturatedCode),
    ...saturatedNotice(levels).map((notice) => ({
      ...notice,
      byScore: Object.fromEntries(
        scoreNames.map((measure) => {
          const own = saturatedNotice(levels.filter(({ score }) => nameInSets(score) === measure));
          return [measure, own[0]?.message ?? null];
        }),
      ),
    })),
  ];
}

/** What a notice says of one score; nothing where it is about others. */
function toldOf(notice: PairNotice, measure: ScoreName): PairNotice[] {
  const message = isAbout(notice.code, measure) ? saidOf(notice, measure) : null;
  return message === null ? [] : [{ ...notice, message }];
}

function ofPairs(notices: readonly PairNotice[], compared: number): string {
  const pairs = [...new Set(notices.map(({ pair }) => pair))];
  const { message } = notices[0]!;
  const named = listed(pairs, mostNamed);
  if (pairs.length === 1) return compared === 1 ? message : `${named}: ${message}`;
  const alike = notices.every((notice) => notice.message === message);
  return `${pairs.length} of ${compared} pairs (${named})${alike ? '' : ', of the first'}: ${message}`;
}
