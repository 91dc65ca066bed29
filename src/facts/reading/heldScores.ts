import type { Calibratable, Calibrated } from '../calibrated';
import { shownBlocks, type AnyScore } from '../measures';
import { chanceDeviation, clearDeviations, fewSamples, isWithinChance, likenessOf } from '../measures/chanceDeviation';
import type { FamilyName } from '../measures/families';
import { usualScore } from '../measures/scores';
import { standingOfScore } from '../measures/standingOfScore';
import { usualCalibration } from '../options';
import type { ComparisonReport } from '../report';
import type { Standing } from '../standing';
import { clearOfNull } from '../verdictRule';

/** A score of a summary with what it is held against, by its likeness where it is a distance: its calibration, or what unrelated data give. */
export interface HeldScore {
  score: AnyScore;
  family: FamilyName;
  /** Looks at directions by their correlation alone, and not by their variance. */
  canonical: boolean;
  value: number;
  /** Null where it is not known, of a calibrated score. */
  level: number | null;
  /** Where its calibration is what it is held against. */
  calibrated?: Calibrated & { p: number };
  /**
   * `few`: further than unrelated data would be on average, and not so far that chance does not bring so few samples there; `little`: calibrated, with a p that tells and next to
   * no height. Undefined where it stands clear.
   */
  standing: Standing | 'few' | 'little' | undefined;
  /** Of the way from the level, or from the threshold of its calibration, to 1. */
  height: number;
}

/** What rounding may add to a share of permutations. */
const rounding = 1e-12;
/** Standard deviations from the mean of normal values to the threshold of alpha .05, which is about what a threshold is above the level. */
const toThreshold = 1.645;

/** The similarities of the summary, and the first score of each other measure, that have a value and are calibrated, or have a level; the usual score first. */
export function heldScores(report: ComparisonReport): HeldScore[] {
  const alpha = (report.options.calibrate ?? usualCalibration).alpha;
  const held = shownBlocks.flatMap(({ id, family, scores, ofCanonical, ofCut }): HeldScore[] => {
    const block = report[id] as Calibratable | undefined;
    if (block === undefined) return [];
    return (scores as readonly AnyScore[]).flatMap((score, place): HeldScore[] => {
      const value = score.value(block);
      const level = score.nullLevel(block, report) ?? null;
      // The first score stands for its measure, also of those that a summary has no room for.
      if (!((score.inSummary && !score.distance) || place === 0) || value === null) return [];
      const canonical = ofCanonical === true || ofCut === true;
      const common = { score, family, canonical, value, level };
      const calibrated = block.calibrated?.[score.id];
      if (calibrated?.p !== undefined) {
        const known = { ...calibrated, p: calibrated.p };
        return [{ ...common, ...heldByCalibration(common, known, alpha, report.samples), calibrated: known }];
      }
      if (level === null) return [];
      const few = isWithinChance(score, block, report);
      const standing = standingOfScore(score, block, report) ?? (few ? 'few' : undefined);
      const [likeness, unrelated] = [likenessOf(score, value), likenessOf(score, level)];
      return [{ ...common, standing, height: (likeness - unrelated) / (1 - unrelated) }];
    });
  });
  const usual = held.filter(({ score }) => score.id === usualScore);
  return [...usual, ...held.filter(({ score }) => score.id !== usualScore)];
}

/**
 * A calibrated score tells by its p and its calibrated value. One in twenty of unrelated data has a p of .05: clear is what lies so far above the threshold that it is about four
 * standard deviations above the mean of permuted scores, by the way from the level to the threshold where the level is a mean; of few samples, by what is known of them, too.
 */
function heldByCalibration(
  { score, value, level }: Pick<HeldScore, 'score' | 'value' | 'level'>,
  { value: calibratedValue, threshold = 1, p }: Calibrated & { p: number },
  alpha: number,
  samples: number,
): Pick<HeldScore, 'standing' | 'height'> {
  if (calibratedValue === undefined) return { standing: 'saturated', height: 0 };
  const height = calibratedValue;
  if (p > alpha + rounding) return { standing: 'chance', height };
  if (height < clearOfNull) return { standing: 'little', height };
  // The threshold is one of likeness.
  const drawn =
    level !== null && score.bound === undefined ? (threshold - likenessOf(score, level)) / toThreshold : undefined;
  const known = chanceDeviation(score.id, samples, 1);
  const deviation = drawn === undefined ? known : samples < fewSamples ? Math.max(drawn, known) : drawn;
  return {
    standing: likenessOf(score, value) - threshold < (clearDeviations - toThreshold) * deviation ? 'few' : undefined,
    height,
  };
}
