import { analysisFacts, type AnalysisResult } from '../facts/analyses';
import { matrixRows } from '../facts/analyses/matrix';
import { csv } from '../facts/csv';
import { filesChanged } from '../facts/filesChanged';
import { stoppedEarly } from '../facts/partialResult';

/**
 * The numbers of an analysis in long form, one a line: values unrounded, missing ones empty. Of a matrix every score that has any value.
 * The last column, `standing`, says how a score stands to its null level by the rule for verdicts: `clear`, `chance` or `saturated`,
 * empty where no level is known or none is asked for. Numbers that are not of their files any more, or a part of a result, carry that in each line, in a column `remark`.
 */
export function analysisCsv(result: AnalysisResult): string {
  const [head = [], ...lines] = analysisFacts(result.analysis).csv(result);
  const said = result.warnings.filter(({ code }) => code === filesChanged || code === stoppedEarly);
  if (said.length === 0) return csv([head, ...lines]);
  const remark = said.map(({ message }) => message).join(' ');
  return csv([[...head, 'remark'], ...lines.map((line) => [...line, remark])]);
}

/** A matrix, one line a cell and measure: `a,b,measure,value,standing`; `rows` and `columns`: what its arrays are called. */
export function matrixCsv(...of: Parameters<typeof matrixRows>): string {
  return csv(matrixRows(...of));
}
