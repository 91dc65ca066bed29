import { standings, type Standing } from '../../src/facts/standing';
import { verdictRule } from '../../src/facts/verdictRule';
import { tabular } from '../../src/facts/numbers';

/** What a table's cell shows of a number that does not stand clear of its null level, and why in its title; nothing for one that does. */
export function standingMark(
  value: number | null,
  standing: Standing | undefined,
): { text: string; title: string } | undefined {
  if (value === null || !standing) return undefined;
  const { words, meaning } = standings[standing];
  return { text: `${tabular(value)} ${words}`, title: `${value}: ${meaning}. ${verdictRule}` };
}
