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
