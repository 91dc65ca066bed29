import { standings, type Standing } from '../../src/facts/standing';
import { verdictRule } from '../../src/facts/verdictRule';
import { tabular } from '../../src/facts/numbers';

/** A number of a table, with the words of its standing where it does not stand clear of its null level. */
export function standingText(value: number | null, standing: Standing | undefined): string {
  return value !== null && standing ? `${tabular(value)} ${standings[standing].words}` : tabular(value);
}

/** What a table's cell shows of a number that does not stand clear of its null level, and why in its title; nothing for one that does. */
export function standingMark(
  value: number | null,
  standing: Standing | undefined,
): { text: string; title: string } | undefined {
  if (value === null || !standing) return undefined;
  return { text: standingText(value, standing), title: `${value}: ${standings[standing].meaning}. ${verdictRule}` };
}
