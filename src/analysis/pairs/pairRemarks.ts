import type { MatrixMeasure } from '../../protocol/worker';
import { saturatedCode } from '../../similarity/pairNotices';
import { arrayNotices } from '../../similarity/remarks';
import type { Notice } from '../../similarity/report';
import { chanceOf, saturates } from '../verdict';
import { arraysSentence } from './arraysRemarks';
import { groupedBy, listed } from './inOrder';
import type { PairCell } from './pairScores';

/** A notice of one pair. */
interface PairNotice extends Notice {
  pair: string;
}

/** Names that a sentence lists before it counts. */
const mostNamed = 3;

/**
 * What the pairs of an analysis have to say, each thing once: of every code one notice, that tells how many pairs (or arrays) it concerns, names the
 * first and gives the words of the first. `nameOf`: an array by its place, as messages call it. What an array against itself says of the pair is
 * left out: it is no finding. `measure`: what the analysis is about alone: that others are saturated is then not said.
 */
export function pairRemarks(
  pairs: readonly (readonly [number, number])[],
  cells: readonly (PairCell | undefined)[],
  nameOf: (array: number) => string,
  measure?: MatrixMeasure,
): Notice[] {
  const said: PairNotice[] = [];
  let compared = 0;
  pairs.forEach(([a, b], at) => {
    const cell = cells[at];
    if (cell === undefined || !('scores' in cell)) return;
    if (a !== b) compared++;
    const saturated = measure === undefined || saturates(chanceOf(cell, measure), measure);
    for (const notice of cell.notices) {
      if (notice.code === saturatedCode && !saturated) continue;
      if (a !== b || arrayNotices.has(notice.code)) said.push({ ...notice, pair: `${nameOf(a)} with ${nameOf(b)}` });
    }
  });
  return [...groupedBy(said, ({ code }) => code)].map(([code, notices]) => ({
    code,
    message: arrayNotices.has(code) ? arraysSentence(notices) : ofPairs(notices, compared),
  }));
}

function ofPairs(notices: readonly PairNotice[], compared: number): string {
  const pairs = [...new Set(notices.map(({ pair }) => pair))];
  const { message } = notices[0]!;
  const named = listed(pairs, mostNamed);
  if (pairs.length === 1) return compared === 1 ? message : `${named}: ${message}`;
  const alike = notices.every((notice) => notice.message === message);
  return `${pairs.length} of ${compared} pairs (${named})${alike ? '' : ', of the first'}: ${message}`;
}
