import { calibratedIn } from './calibratedWords';
import { csv, type CsvField } from './csv';
import { filesChanged } from './filesChanged';
import { shownBlocks, type AnyScore } from './measures';
import { recipeText } from './recipe';
import type { ComparisonReport } from './report';
import { clearOr } from './standing';
import { standingOfScore } from './measures/standingOfScore';

/**
 * The numbers of a comparison in long form, one a line: `quantity,index,value,standing`. Quantities carry the report's own key paths
 * (`cca.coefficients`, `svcca.kept` ...), lists count from 1, values are unrounded, missing ones empty. `standing` is how a score stands to its null
 * level by the rule for verdicts: `clear`, `chance` or `saturated`; empty where no level is known, and of what is no score. Calibrated scores stand behind those of
 * their measure, with threshold and p (of a distance in its likeness, as in the report).
 */
export function comparisonCsv(report: ComparisonReport): string {
  const rows: CsvField[][] = [['quantity', 'index', 'value', 'standing']];
  const add = (quantity: string, value: CsvField | readonly CsvField[], standing: CsvField = null) => {
    if (Array.isArray(value)) value.forEach((one: CsvField, i) => rows.push([quantity, i + 1, one, null]));
    else rows.push([quantity, '', value as CsvField, standing]);
  };
  add('samples', report.samples);
  if (report.wholeSamples) add('wholeSamples', report.wholeSamples.samples);
  for (const side of ['a', 'b'] as const) {
    const { path, features, rank, roundingDimensions, transposed, recipe } = report[side];
    add(`${side}.path`, path);
    add(`${side}.features`, features);
    add(`${side}.rank`, rank);
    if (roundingDimensions) add(`${side}.roundingDimensions`, roundingDimensions);
    add(`${side}.transposed`, String(transposed));
    if (recipe) add(`${side}.recipe`, recipeText(recipe, true));
  }
  // A remark of its own among the warnings: such numbers are never passed on without it.
  for (const { code, message } of report.warnings) if (code === filesChanged) add('remark', message);
  const { calibrate } = report.options;
  if (calibrate) for (const [name, value] of Object.entries(calibrate)) add(`calibrate.${name}`, value);
  add('route', report.route.name);
  for (const { id, scores, csv: listed } of shownBlocks) {
    const block: unknown = report[id];
    const byKey = new Map(scores.map((score) => [score.key, score as AnyScore]));
    for (const [key, value] of block === undefined ? [] : listed(block, report)) {
      const score = byKey.get(key);
      add(`${id}.${key}`, value, score && standingWord(score, block, report));
    }
    for (const score of scores as readonly AnyScore[]) {
      const { value, threshold, p } = calibratedIn(block, score) ?? {};
      const at = `${id}.calibrated.${score.id}`;
      if (threshold === undefined) continue;
      add(`${at}.value`, value ?? null);
      add(`${at}.threshold`, threshold);
      add(`${at}.p`, p ?? null);
    }
    // Behind CCA, whose coefficients they are held against, also where PWCCA alone was computed.
    if (id === 'cca') addNull(report, add);
  }
  return csv(rows);
}

function standingWord(score: AnyScore, block: unknown, report: ComparisonReport): CsvField {
  return clearOr(standingOfScore(score, block, report), score.value(block), score.nullLevel(block, report));
}

function addNull({ null: unrelated }: ComparisonReport, add: (quantity: string, value: CsvField | number[]) => void) {
  if (!unrelated) return;
  add('null.mean', unrelated.mean);
  add('null.meanSquared', unrelated.meanSquared);
  add('null.thresholdedMean', unrelated.thresholdedMean);
  add('null.coefficients', unrelated.coefficients);
}
