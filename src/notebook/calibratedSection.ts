import { calibratedConvention, calibratedIn, thresholdOf, uncalibrated } from '../facts/calibratedWords';
import { shownBlocks, type AnyScore } from '../facts/measures';
import { piece } from '../facts/python/piece';
import type { Section, ShownNumbers } from '../facts/python/section';
import type { ComparisonReport } from '../facts/report';
import { markdownTable, shownNumber } from './markdownText';
import { pythonDict, pythonValue } from './pythonText';

const abovePiece = piece(`
def above(score, threshold):
    """How far a score stands above its threshold, as a share of what there is above it."""
    return max(0, score - threshold) / (1 - threshold)
`);

/**
 * The calibrated scores of a report: what they are, and from each score as it was shown and its threshold the calibrated value again. Permutations are not
 * drawn again. None where nothing was calibrated.
 */
export function calibratedSection(report: ComparisonReport): Section[] {
  const { calibrate } = report.options;
  const held = shownBlocks.flatMap(({ id, scores }) =>
    (scores as readonly AnyScore[]).flatMap((score) => {
      const found = calibratedIn(report[id], score);
      const value = report[id] === undefined ? null : score.value(report[id]);
      const likeness = value !== null && score.distance ? score.distance.likeness(value) : value;
      return found ? [{ key: `${id}.calibrated.${score.id}`, score, found, likeness }] : [];
    }),
  );
  if (!calibrate || held.length === 0) return [];
  const shown: ShownNumbers = {};
  for (const { key, found } of held) {
    for (const part of ['value', 'threshold', 'p'] as const)
      if (found[part] !== undefined) shown[`${key}.${part}`] = found[part];
  }
  const rows = held.map(({ score, found }) => [
    score.term,
    ...[found.value, thresholdOf(found, score), found.p].map((number) => shownNumber(number ?? null)),
  ]);
  const reasons = uncalibrated(report).map(({ reason, names }) => `\n- Not calibrated: ${names}. ${reason}`);
  const again = held.filter(({ found }) => found.value !== undefined && found.threshold !== undefined);
  return [
    {
      id: 'calibrated',
      prose: `## Calibrated scores

${calibratedConvention(calibrate)} The permutations are not drawn again here: from each score as it was shown and its threshold the calibrated score is.

${markdownTable(['', 'calibrated', 'threshold', 'p'], rows)}${reasons.length > 0 ? `\n${reasons.join('')}` : ''}`,
      shown,
      pieces: again.length > 0 ? [abovePiece] : [],
      code: again.length === 0 ? '# No score could be calibrated.' : codeOf(again),
    },
  ];
}

function codeOf(again: readonly { key: string; likeness: number | null }[]): string {
  const scores = again.map(({ key, likeness }) => [key, pythonValue(likeness)] as const);
  return `
# Scores as they were shown, of a distance its likeness.
CALIBRATED = ${pythonDict(scores)}
check(
    {f"{name}.value": above(score, SHOWN[f"{name}.threshold"]) for name, score in CALIBRATED.items()},
    tolerance=1e-9,
)`;
}
