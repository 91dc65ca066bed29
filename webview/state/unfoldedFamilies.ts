import { isRecord } from '../../src/facts/isRecord';
import { families, type FamilyName } from '../../src/facts/measures/families';

/** The families of measures that were unfolded, in what a page of a comparison has kept (`unfolded`), which may be of another version. */
export function unfoldedIn(kept: unknown): Set<FamilyName> {
  const named: unknown = isRecord(kept) ? kept.unfolded : undefined;
  return new Set(families.flatMap(({ id }) => (Array.isArray(named) && named.includes(id) ? [id] : [])));
}
