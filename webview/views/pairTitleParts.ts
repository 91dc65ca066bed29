import type { PairTitle } from '../../src/facts/pairTitle';
import { element } from '../element';
import { breakable } from './breakable';

/** The names of a pair in one, what both have in common fainter than what tells them apart; nothing of it is cut, lines may end behind separators. */
export function pairTitleParts({ before, a, b, after }: PairTitle): (Node | string)[] {
  const common = (text: string) => element('span', { class: 'pair-common' }, ...breakable(text));
  const pair = element('span', { class: 'pair-apart' }, ...breakable(a), ' ↔ ', ...breakable(b));
  return before || after ? [common(`${before}{`), pair, common(`}${after}`)] : [pair];
}
