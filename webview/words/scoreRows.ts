import { pageWords } from '../../src/facts/pageWords';
import type { Calibrated } from '../../src/facts/calibrated';
import { calibratedIn, thresholdOf } from '../../src/facts/calibratedWords';
import { shownBlocks, type AnyScore, type BlockName, type ShownScoreName } from '../../src/facts/measures';
import type { FamilyName } from '../../src/facts/measures/families';
import type { NullBound } from '../../src/facts/measures/measure';
import { wholeSamplesText } from '../../src/facts/measures/ofWholeSamples';
import { standingOfScore } from '../../src/facts/measures/standingOfScore';
import type { ComparisonReport } from '../../src/facts/report';
import { standings } from '../../src/facts/standing';
import { levelText } from './levelText';

/** One line of the scores table. */
export interface ScoreRow {
  id: ShownScoreName;
  label: string;
  /** Full precision; null where the score is not defined or was left out (then `reading` is the reason). */
  value: number | null;
  /** What unrelated data of this size gives, where that is known. */
  baseline?: number | undefined;
  /** Where that is no mean but a bound of it. */
  bound?: NullBound | undefined;
  /** A distance shrinks with likeness, a similarity grows. */
  kind: 'similarity' | 'distance';
  reading: string;
  convention: string;
  /** Words that must stand beside the number, such as `regularised`. */
  marks: string[];
  skipped: boolean;
  /** What permuted samples make of it, where that was asked for; the threshold in its own units. */
  calibrated?: Calibrated | undefined;
  /** Whether a summary has room for it. */
  inSummary: boolean;
  /** The block that it belongs to, and whether it is the first row of it, which stands for it where there is no room for all. */
  measure: BlockName;
  first: boolean;
  /** The family of measures that the block is one of. */
  family: FamilyName;
}

/** What unrelated data of this size give, to four places; empty where that is not known. */
export function baselineText({ baseline, bound }: Pick<ScoreRow, 'baseline' | 'bound'>): string {
  return baseline === undefined ? '' : levelText(baseline, bound);
}

/**
 * The scores of a report in the order of the table. Measures that were left out stand below the others, with the reason; one that was not asked for
 * has no row.
 */
export function scoreRows(report: ComparisonReport): ScoreRow[] {
  const reasons = new Map<string, string>(report.skipped.map(({ measure, message }) => [measure, pageWords(message)]));
  const defined: ScoreRow[] = [];
  const others: ScoreRow[] = [];
  for (const { id: measure, family, scores, needs } of shownBlocks) {
    const whole = wholeSamplesText({ needs }, report);
    const marks = whole === undefined ? [] : [whole];
    const block: unknown = report[measure];
    const reason = reasons.get(measure);
    const [first] = scores as readonly AnyScore[];
    if (block !== undefined) {
      const known = (scores as readonly AnyScore[]).filter((score) => isKnown(score, block) || reasons.has(score.id));
      const rows = known.map((score) => rowOf(score, { measure, family }, block, report, reasons.get(score.id)));
      defined.push(...rows.map((row, index) => ({ ...row, marks: [...marks, ...row.marks], first: index === 0 })));
    } else if (first && reason !== undefined) {
      others.push({ ...wordsOf(first, { measure, family }), value: null, reading: reason, skipped: true, first: true });
    }
  }
  return [...defined, ...others];
}

/** Documents of earlier versions do not have every score. */
function isKnown({ key }: AnyScore, block: unknown): boolean {
  let found = block;
  for (const part of key?.split('.') ?? []) found = (found as Record<string, unknown> | undefined)?.[part];
  return found !== undefined;
}

/** Where a score belongs. */
type Place = Pick<ScoreRow, 'measure' | 'family'>;

function wordsOf({ id, label, convention, distance, inSummary = false }: AnyScore, place: Place) {
  const kind = distance ? ('distance' as const) : ('similarity' as const);
  return { id, label, convention, kind, inSummary, ...place, marks: [] as string[], skipped: false, first: false };
}

/** A score of a block; one that does not stand clear is marked so. `reason`: why it has no number. */
function rowOf(
  score: AnyScore,
  place: Place,
  block: unknown,
  report: ComparisonReport,
  reason: string | undefined,
): ScoreRow {
  const value = score.value(block);
  const level = score.nullLevel(block, report);
  const standing = standingOfScore(score, block, report);
  const skipped = value === null && reason !== undefined;
  const calibrated = calibratedIn(block, score);
  return {
    ...wordsOf(score, place),
    label: score.labelIn?.(block) ?? score.label,
    value,
    baseline: level ?? undefined,
    bound: score.bound,
    calibrated: calibrated && { ...calibrated, threshold: thresholdOf(calibrated, score) },
    reading: skipped ? reason : score.reading(block, report),
    marks: [...(score.marks?.(block, report) ?? []), ...(standing ? [standings[standing].words] : [])],
    skipped,
  };
}
