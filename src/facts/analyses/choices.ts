import { analyses, analysisFacts, type AnalysisName, type Choices } from '.';
import type { NamesInUse } from './analysis';

type Chosen = Choices & { analysis: AnalysisName };

/** Something with settings of analyses, each as `change` makes it of what it is; itself where none changes. */
function changed<T extends Choices>(
  of: T,
  change: (choice: NonNullable<Choices[AnalysisName]>, facts: (typeof analyses)[number]) => Choices[AnalysisName],
): T {
  const list = analyses.flatMap((facts) => {
    const choice = of[facts.id];
    const next = choice && change(choice, facts);
    return next === choice ? [] : [[facts.id, next] as const];
  });
  return list.length === 0 ? of : { ...of, ...Object.fromEntries(list) };
}

/** The settings that a selection begins with. */
export function initialChoices(): Choices {
  return Object.fromEntries(
    analyses.flatMap(({ id, choice }) => (choice?.initial === undefined ? [] : [[id, choice.initial]])),
  );
}

/** The settings of analyses with every path in them changed. */
export function choicesWithPaths<T extends Choices>(of: T, change: (path: string) => string): T {
  return changed(of, (choice, { choice: facts }) => facts?.withPaths?.(choice, change) ?? choice);
}

/** The settings of analyses without those that name a model, a checkpoint or groups which no array has. */
export function choicesKept<T extends Choices>(of: T, names: NamesInUse): T {
  return changed(of, (choice, { choice: facts }) => (facts?.kept ? facts.kept(choice, names) : choice));
}

/** The same for another analysis, with the settings that it begins with where there are none of it. */
export function forAnalysis<T extends Chosen>(of: T, analysis: AnalysisName): T {
  const initial = analysisFacts(analysis).choice?.initial;
  return { ...of, analysis, ...(initial !== undefined && of[analysis] === undefined && { [analysis]: initial }) };
}

/** Every path that the settings of analyses name. */
export function pathsOfChoices(of: Choices): string[] {
  const paths: string[] = [];
  const listed = (path: string) => {
    paths.push(path);
    return path;
  };
  choicesWithPaths(of, listed);
  return paths;
}
