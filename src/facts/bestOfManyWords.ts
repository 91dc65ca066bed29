import type { MatrixCalibrated } from './analyses/matrix';
import { probabilityText } from './calibratedWords';
import { scoreFacts } from './measures/scores';
import { counted, numberText } from './numbers';

/** What a matrix that was calibrated says of its best cell, in a sentence; empty where there is none. `rows` and `columns`: what its arrays are called. */
export function bestSentence(
  { best, measure }: MatrixCalibrated,
  rows: readonly string[],
  columns: readonly string[],
): string {
  if (!best) return '';
  const { row, column, cells, value, p, reason } = best;
  const { term } = scoreFacts(measure);
  const pair = `${rows[row]!} against ${columns[column]!}`;
  if (value === undefined || p === undefined)
    return `Best of many layers: ${pair} (${term}), not calibrated. ${reason ?? ''}`.trim();
  const of = `of ${counted(cells, 'pair')}`;
  if (value === 0)
    return `Best of many layers: none ${of} stands above chance by ${term}; ${pair} comes nearest (p ${probabilityText(p)}).`;
  return `Best of many layers: ${pair}, ${numberText(value)} calibrated (${term}, p ${probabilityText(p)}, best ${of}).`;
}

/** How the best of many layers is calibrated. `square`: of one set of layers. */
export function bestConvention({ measure }: Pick<MatrixCalibrated, 'measure'>, square: boolean): string {
  const { directed, distance } = scoreFacts(measure);
  const above = directed === undefined ? 'above the diagonal' : 'beside the diagonal';
  const where = square ? `the cells ${above}` : 'all cells';
  return `Best of many layers: of ${where} the one whose ${distance ? 'likeness' : 'score'} stands highest above the median of itself and its permuted ones (null levels grow with width). The same highest of each permutation, which is one for all layers, is what it is held against: τ is their threshold and that median, p and the calibrated value are by it.`;
}
