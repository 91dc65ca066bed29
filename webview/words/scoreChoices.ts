import { measureFacts, measureOf, scoreFacts } from '../../src/facts/measures/scores';
import { families } from '../../src/facts/measures/families';
import type { ScoreName } from '../../src/facts/measures';

/** Scores as a choice offers them: by family, each under the name of its own where there are several. */
export function scoreChoices<T extends ScoreName>(names: readonly T[]): [value: T, words: string, group?: string][] {
  const groups = families.flatMap(({ id, title }) => {
    const own = names.filter((name) => measureFacts(measureOf(name)).family === id);
    return own.length > 0 ? [{ title, own }] : [];
  });
  return groups.flatMap(({ title, own }) =>
    own.map((name) => [name, scoreFacts(name).label, groups.length > 1 ? title : undefined] as [T, string, string?]),
  );
}
