import type { Standing } from './standing';

/** How each cell stands to its null level, from the lists of cells in a result document. */
export function standingIn(
  atChance: readonly (readonly number[])[] = [],
  saturated: readonly (readonly number[])[] = [],
): (...cell: number[]) => Standing | undefined {
  const found = new Map<string, Standing>([
    ...atChance.map((cell): [string, Standing] => [String(cell), 'chance']),
    ...saturated.map((cell): [string, Standing] => [String(cell), 'saturated']),
  ]);
  return (...cell) => found.get(String(cell));
}

/** How the class at a place stands to its null level in a layer, from what a result document says of the layer. */
export function standingOfClass(
  { atChance, saturated }: { atChance?: readonly number[]; saturated?: boolean },
  place: number,
): Standing | undefined {
  if (saturated) return 'saturated';
  return atChance?.includes(place) ? 'chance' : undefined;
}

/** What a result document says of how a mean stands: nothing of one that stands clear. */
interface MeanStanding {
  atChance?: true | undefined;
  saturated?: true | undefined;
}

/** How a single mean stands to its null level, from what a result document says of it: of a group cell, of all classes at once. None stands nowhere. */
export function standingOfMean(mean: MeanStanding | null): Standing | undefined {
  return mean?.saturated ? 'saturated' : mean?.atChance ? 'chance' : undefined;
}

/** The same as a result document says it. */
export function meanStanding(standing: Standing | undefined): MeanStanding {
  if (standing === undefined) return {};
  return standing === 'chance' ? { atChance: true } : { saturated: true };
}
