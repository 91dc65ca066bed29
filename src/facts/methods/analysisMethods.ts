import type { AnalysisResult } from '../analyses';
import { clearOfOther, networksForError, clearOfNull } from '../verdictRule';
import { bestConvention } from '../bestOfManyWords';
import { measureFacts, measureOf, scoreFacts } from '../measures/scores';
import type { ScoreName } from '../measures';
import { counted } from '../numbers';
import { oneLine } from '../visibleText';
import { calibrationMethods } from './calibrationMethods';
import { cited, joinedCited, type Cited } from './cited';
import { methodsText, programName } from './methodsText';
import { nullMethods } from './nullMethods';
import { readArraysOfSet } from './readArrays';
import { works } from './references';

/**
 * The result of an analysis as the methods of a paper tell it: what was compared with what, the score that is shown by its definition, and what verdicts are by. Nothing of what came
 * out. Plain text.
 * @param shownScore the score that is shown; undefined of classes, and where it is the result's own.
 * @param version of the program; undefined where that is not known.
 */
export function analysisMethods(
  result: AnalysisResult,
  shownScore: ScoreName | undefined,
  version: string | undefined,
): string {
  const { options } = result;
  const begin = cited`${subjectOf(result)}, over ${counted(result.samples, 'sample')}, with ${programName(version)} in float64; neurons were centred unless said otherwise (X and Y, samples in rows).`;
  const read = cited`${readArraysOfSet(options, result.warnings)}`;
  if (result.analysis === 'classes') return methodsText([begin, read, classesMethods(result)]);
  const score = shownScore ?? result.measure;
  const facts = scoreFacts(score);
  const measure = measureFacts(measureOf(score));
  return methodsText([
    begin,
    read,
    measure.methods({ shown: (...scores) => scores.includes(score), options }),
    nullMethods(hasLevel(result, score) ? [{ measure, scores: [facts] }] : []),
    calibration(result, score),
    cited`${verdictSentence(result)}`,
  ]);
}

/** How the numbers of a result were calibrated, where those of the shown score are; of a matrix, the best of many layers, too. */
function calibration(result: Exclude<AnalysisResult, { analysis: 'classes' }>, score: ScoreName): Cited {
  const { calibrate } = result.options;
  if (!calibrate || score !== result.measure || !isCalibrated(result)) return cited``;
  const said = calibrationMethods(calibrate, calibrate.alpha, { distances: scoreFacts(score).distance !== undefined });
  const best = result.analysis === 'matrix' && result.calibrated?.best;
  return best ? joinedCited([said, cited`${bestConvention({ measure: score }, result.square)}`]) : said;
}

function isCalibrated(result: Exclude<AnalysisResult, { analysis: 'classes' }>): boolean {
  switch (result.analysis) {
    case 'matrix':
      return result.calibrated !== undefined;
    case 'dynamics':
      return result.models.some(({ calibrated }) => calibrated);
    case 'groups':
      return result.cells.some(({ calibrated }) => calibrated);
  }
}

/** Whether some number of a result has a level of unrelated data by a score. */
function hasLevel(result: Exclude<AnalysisResult, { analysis: 'classes' }>, score: ScoreName): boolean {
  const known = (row: readonly (number | null)[]): boolean => row.some((level) => level !== null);
  switch (result.analysis) {
    case 'matrix':
      return result.nulls?.[score]?.some(known) ?? false;
    case 'dynamics':
      return result.models.some(({ nulls }) => nulls.some(known));
    case 'groups':
      return known(result.cells.map(({ nulls }) => nulls[score] ?? null));
  }
}

/** What was computed of what. */
function subjectOf(result: AnalysisResult): string {
  switch (result.analysis) {
    case 'matrix':
      return result.square
        ? `The similarity of all pairs of ${counted(result.rows.length, 'layer')} was computed`
        : `The similarity of each of ${counted(result.rows.length, 'layer')} with each of ${counted(result.columns.length, 'layer')} was computed`;
    case 'dynamics':
      return `The similarity of each layer at each checkpoint with itself at the final checkpoint was computed, of ${counted(result.models.length, 'model')}`;
    case 'groups': {
      const groups = result.groups.map(({ name, models }) => `${oneLine(name)} (${counted(models.length, 'network')})`);
      return `The similarity of networks within and between the groups ${groups.join(', ')} was computed layer by layer`;
    }
    case 'classes':
      return `How well each of ${counted(result.classes.length, 'class', 'classes')} can be read off each of ${counted(result.layers.length, 'layer')} was computed`;
  }
}

/** What is read off of a layer for each class. */
function classesMethods({ target }: Extract<AnalysisResult, { analysis: 'classes' }>): Cited {
  const column = target === 'indicator' ? 'the indicator of the class' : 'the logits of the class';
  return cited`R of a class is the multiple correlation of ${column} with the neurons of a layer, which is the canonical correlation (${works.hotelling1936}) of the layer with that one column; adjusted R² is 1 − (1 − R²)(n − 1) / (n − 1 − rank).`;
}

/** By what rule something is said of the scores. */
function verdictSentence(result: Exclude<AnalysisResult, { analysis: 'classes' }>): string {
  const settled =
    result.analysis === 'dynamics'
      ? `A layer was taken as settled from the checkpoint on from which its similarity stayed at or above ${result.threshold} and clear of unrelated data. `
      : '';
  const interval =
    result.analysis === 'groups' && result.cells.some(({ interval }) => interval !== null)
      ? 'Intervals are 95% percentile bootstrap intervals over networks. '
      : '';
  return `${settled}${interval}One score was held to be ahead of another only where it stood clear of its null level, (score − null) / (1 − null) ≥ ${clearOfNull}, and of the other by ${clearOfOther} and, from ${networksForError} networks on, by twice the standard error over networks.`;
}
