import type { Calibratable, Calibrated } from '../calibrated';
import { joinedWords } from '../joinedWords';
import { shownBlocks, type AnyScore } from '../measures';
import { labelInSentence } from '../measures/labelInSentence';
import { drawnSamplesCode } from '../measures/ofDrawnSamples';
import { counted } from '../numbers';
import { usualCalibration } from '../options';
import type { ComparisonReport } from '../report';
import { calibrationMethods } from './calibrationMethods';
import { cited, joinedCited, type Cited } from './cited';
import { methodsText, programName } from './methodsText';
import { nullMethods } from './nullMethods';
import { readArrays, sideWords } from './readArrays';

/** A score of a report that has a value. */
interface ShownScore {
  score: AnyScore;
  hasLevel: boolean;
  calibrated: Calibrated | undefined;
}

/**
 * A comparison as the methods of a paper tell it: what was compared and how it was read, each measure by its definition, what scores are held against, and the works
 * cited. Nothing of what came out. Plain text.
 * @param names of both sides as people know them.
 * @param version of the program; undefined where that is not known.
 */
export function pairMethods(report: ComparisonReport, names: readonly string[], version: string | undefined): string {
  const { a, b, options } = report;
  const [one, other] = [sideWords('a', names[0] ?? a.path, a), sideWords('b', names[1] ?? b.path, b)];
  const centred = report.dft ? 'channels' : 'neurons';
  const shown = shownScores(report);
  const ids = new Set<string>(shown.map(({ score }) => score.id));
  const held = new Set(shown.flatMap(({ score, hasLevel }) => (hasLevel ? [score.id] : [])));
  const measured = shownBlocks.flatMap((measure): Cited[] => {
    const block: unknown = report[measure.id];
    if (block === undefined) return [];
    return [measure.methods({ shown: (...scores) => scores.some((id) => ids.has(id)), options, block })];
  });
  return methodsText([
    cited`The similarity of the activations ${one} and ${other} over the same ${counted(report.samples, 'sample')} was computed with ${programName(version)} in float64; ${centred} were centred unless said otherwise (X and Y, samples in rows).`,
    cited`${readArrays(report)}`,
    cited`${roundingSentence(report)}`,
    ...measured,
    cited`${ofWhichSamples(report)}`,
    nullMethods(
      shownBlocks.map((measure) => ({
        measure,
        scores: (measure.scores as readonly AnyScore[]).filter(({ id }) => held.has(id)),
      })),
    ),
    calibration(shown, report),
  ]);
}

function shownScores(report: ComparisonReport): ShownScore[] {
  return shownBlocks.flatMap(({ id, scores }): ShownScore[] => {
    const block = report[id] as Calibratable | undefined;
    if (block === undefined) return [];
    return (scores as readonly AnyScore[]).flatMap((score): ShownScore[] => {
      // Documents of earlier versions do not have every score.
      if ((score.value(block) ?? null) === null) return [];
      const hasLevel = (score.nullLevel(block, report) ?? null) !== null;
      return [{ score, hasLevel, calibrated: block.calibrated?.[score.id] }];
    });
  });
}

/** That directions of rounding are no dimensions, where values are stored in less than float64. */
function roundingSentence({ a, b, options, dft }: ComparisonReport): string {
  if (dft || options.rank === 'exact' || (a.unit === undefined && b.unit === undefined)) return '';
  return 'Directions no larger than the rounding of the stored values were not counted as dimensions.';
}

/** Which measures are of other samples than all rows, some that were drawn or whole ones, as their remark begins. */
function ofWhichSamples({ warnings }: ComparisonReport): string {
  const remarks = warnings.filter(({ code }) => code === drawnSamplesCode || code === 'whole-samples');
  return remarks.map(({ message }) => `${message.split(/, as many as|: /, 1)[0]!}.`).join(' ');
}

/** How the scores were calibrated that were; which, where others are shown. */
function calibration(shown: readonly ShownScore[], { options }: ComparisonReport): Cited {
  const some = shown.filter(({ calibrated }) => calibrated !== undefined);
  const [first] = some;
  if (!first) return joinedCited([]);
  const labels = some.map(({ score }) => labelInSentence(score.label));
  return calibrationMethods(first.calibrated!, (options.calibrate ?? usualCalibration).alpha, {
    ...(some.length < shown.length
      ? { which: `Of the scores, ${joinedWords(labels)} ${labels.length === 1 ? 'was' : 'were'}` }
      : {}),
    distances: some.some(({ score }) => score.distance !== undefined),
  });
}
