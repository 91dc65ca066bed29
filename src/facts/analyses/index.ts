import type { AnalysisFacts, ChoiceFacts } from './analysis';
import { classesFacts } from './classes';
import { dynamicsFacts } from './dynamics';
import { groupsFacts } from './groups';
import { matrixFacts } from './matrix';

/** Every analysis of many files, in the order in which one chooses between them. CONTRIBUTING.md says where a new one has its code. */
const listed = [matrixFacts, dynamicsFacts, groupsFacts, classesFacts] as const;

type Listed = (typeof listed)[number];
type ResultIn<Facts> = Facts extends { size(result: infer Result): unknown } ? Result : never;
type ChoiceIn<Facts> = Facts extends { choice: { check(...rest: never[]): infer Choice } } ? Choice : undefined;

/** The name of an analysis. */
export type AnalysisName = Listed['id'];
/** The name of one that is made of pairs of layers, and of one of each layer by itself. */
export type PairAnalysisName = Extract<Listed, { of: 'pairs' }>['id'];
export type LayerAnalysisName = Extract<Listed, { of: 'layers' }>['id'];

/** The result document of any analysis, which `analysis` tells from the others, and that of one of them. */
export type AnalysisResult = ResultIn<Listed>;
export type ResultOf<Name extends AnalysisName> = Extract<AnalysisResult, { analysis: Name }>;

/** The settings of analyses in a selection, by their names; of one without any nothing stands there. */
export type Choices = { [Facts in Listed as Facts['id']]?: ChoiceIn<Facts> };
type AnyChoice = NonNullable<Choices[keyof Choices]>;

/** Facts of which the result may be any. */
export type AnyAnalysis = Omit<AnalysisFacts<AnalysisResult, AnyChoice>, 'choice'> & {
  id: AnalysisName;
  choice?: ChoiceFacts<AnyChoice>;
};

/** Every analysis, in order. */
export const analyses = listed as unknown as readonly AnyAnalysis[];
/** The names of all analyses. */
export const analysisNames: readonly AnalysisName[] = analyses.map(({ id }) => id);

const byName = Object.fromEntries(analyses.map((facts) => [facts.id, facts])) as Record<AnalysisName, AnyAnalysis>;

/** What an analysis says of itself. */
export function analysisFacts(name: AnalysisName): AnyAnalysis {
  return byName[name];
}

/** Whether an analysis is made of pairs of layers. */
export function isOfPairs(name: AnalysisName): name is PairAnalysisName {
  return byName[name].of === 'pairs';
}
