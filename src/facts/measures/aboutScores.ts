import type { ShownScoreName } from '.';
import { scoreNotices, type ScoreNotice } from './measure';
import { scoreFacts } from './scores';

/** Whether a notice of a code concerns what says that it is about the listed ones of those that are not about everything. */
export function concerns(code: string, about: readonly ScoreNotice[]): boolean {
  return about.includes(code as ScoreNotice) || !scoreNotices.includes(code as ScoreNotice);
}

/** Whether a notice of a code concerns a score. */
export function isAbout(code: string, score: ShownScoreName): boolean {
  return concerns(code, scoreFacts(score).about);
}
