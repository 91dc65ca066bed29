import {
  measures,
  shownBlocks,
  type AnyMeasure,
  type AnyScore,
  type MeasureBlocks,
  type MeasureName,
  type ScoreName,
  type ShownScoreName,
  type UsualScoreName,
  usualMeasures,
} from '.';
import type { PairReport } from '../reportParts';

const entries = measures.flatMap((measure) =>
  measure.scores.flatMap((score) => (score.inSets ? [{ measure: measure.id, score: score as AnyScore }] : [])),
);

/** The names of the scores that analyses of many files have, in the order of their tables and of `--measure`. */
export const scoreNames: readonly ScoreName[] = entries.map(({ score }) => score.id as ScoreName);

/** The names of those that are computed where nobody says which. */
export const usualScores = entries.flatMap(({ measure, score }) =>
  usualMeasures.includes(measure) ? [score.id as UsualScoreName] : [],
);

/** The scores that a document of many pairs has numbers of: the usual ones, and of the others those that are there. */
export function scoresThere(has: (name: ScoreName) => boolean): ScoreName[] {
  return scoreNames.filter((name) => (usualScores as readonly ScoreName[]).includes(name) || has(name));
}

/** The score of analyses of which nobody asked for another. */
export const usualScore: ScoreName = 'svcca';

const shown = new Map(shownBlocks.flatMap(({ scores }) => scores.map((score) => [score.id, score as AnyScore])));
const measureByScore = new Map(entries.map(({ measure, score }) => [score.id, measure]));

/** What a score says of itself. */
export function scoreFacts(name: ShownScoreName): AnyScore {
  return shown.get(name)!;
}

const byName = new Map(measures.map((measure) => [measure.id, measure]));

/** What a measure says of itself. */
export function measureFacts(name: MeasureName): AnyMeasure {
  return byName.get(name)!;
}

/** The measure whose block has a score. */
export function measureOf(name: ScoreName): MeasureName {
  return measureByScore.get(name)!;
}

/** Whether a score is a distance: smaller for what is more alike. */
export function isDistance(name: ShownScoreName): boolean {
  return scoreFacts(name).distance !== undefined;
}

/** The score of sets that a score of a report is, or stands for. */
export function nameInSets(name: ShownScoreName): string {
  return scoreFacts(name).standsFor ?? name;
}

/** A score of a report, null where it is not defined; undefined where its measure was not computed. */
export function scoreIn(report: MeasureBlocks, name: ScoreName): number | null | undefined {
  const block = report[measureOf(name)];
  return block === undefined ? undefined : scoreFacts(name).value(block);
}

/** What unrelated data give by a score of a report; null where it is not known or not defined, or its measure was not computed. */
export function nullLevelIn(report: MeasureBlocks & Pick<PairReport, 'null'>, name: ScoreName): number | null {
  const block = report[measureOf(name)];
  return block === undefined ? null : (scoreFacts(name).nullLevel(block, report) ?? null);
}
