import type { ScoreName } from '../facts/measures';
import { scoreFacts } from '../facts/measures/scores';

/** How dynamics and groups, where no side comes first, take a score that depends on the order of sides; empty for one that does not. */
export function symmetricWords(measure: ScoreName): string {
  const { bySide, directed } = scoreFacts(measure);
  if (directed !== undefined) return ' (mean of both directions)';
  return bySide ? ' (mean of both sides at equal ranks)' : '';
}
