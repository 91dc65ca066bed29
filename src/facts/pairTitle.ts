import { apartNames } from './apartNames';

/** The names of a pair in one: what both have in common stands once, around what tells them apart. */
export interface PairTitle {
  before: string;
  a: string;
  b: string;
  after: string;
}

/** Two names in one: `model.layers.` `3` `7` `.mlp` of `model.layers.3.mlp` and `model.layers.7.mlp`. */
export function pairTitle(a: string, b: string): PairTitle {
  const { before, after, names } = apartNames([a, b]);
  return { before, a: names[0]!, b: names[1]!, after };
}

/** As text: `model.layers.{3 ↔ 7}.mlp`, as a shell's braces have it; `a ↔ b` where they have nothing in common. */
export function pairTitleText({ before, a, b, after }: PairTitle): string {
  const pair = `${a} ↔ ${b}`;
  return before || after ? `${before}{${pair}}${after}` : pair;
}
