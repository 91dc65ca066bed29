import type { Notice } from '../../facts/reportParts';
import { distinct, groupedBy } from './inOrder';

/** Arrays whose words stand in a sentence before the others are counted. */
const mostNamed = 3;

/** What is said of arrays by themselves, each thing once: of every code one notice, with the words of the first arrays. */
export function arraysRemarks(said: readonly Notice[]): Notice[] {
  return [...groupedBy(said, ({ code }) => code)].map(([code, notices]) => ({
    code,
    message: arraysSentence(notices),
  }));
}

/** The words of one code: each array has its own. */
export function arraysSentence(notices: readonly Notice[]): string {
  const texts = distinct(notices.map(({ message }) => message));
  const more = texts.length - mostNamed;
  return `${texts.slice(0, mostNamed).join(' ')}${more > 0 ? ` (And so for ${more} more.)` : ''}`;
}
