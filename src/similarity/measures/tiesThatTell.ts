/**
 * The smaller number of samples with ties, where these may lift what unrelated data have in common by more than a hundredth: of equally near others both sides
 * take the earlier, and so the same. Neighbours of one side alone lift nothing.
 */
export function tiesThatTell(a: number, b: number, samples: number, chance: number): number {
  return (a / samples) * (b / samples) * (1 - chance) > chance / 100 ? Math.min(a, b) : 0;
}
