import type { Calibratable } from '../calibrated';
import { cca } from './cca';
import { cka } from './cka';
import { dft } from './dft';
import { distanceCorrelation } from './distanceCorrelation';
import { gulp } from './gulp';
import { knn } from './knn';
import { linear } from './linear';
import { matching } from './matching';
import type { MeasureFacts, ScoreFacts } from './measure';
import { pca } from './pca';
import { pls } from './pls';
import { procrustes } from './procrustes';
import { pwcca } from './pwcca';
import { rankSimilarity } from './rankSimilarity';
import { rbfCka } from './rbfCka';
import { rsa } from './rsa';
import { secondOrderCosine } from './secondOrderCosine';
import { svcca } from './svcca';

/** Every measure, in the order in which lists name them. A new one is a file here, a kernel in src/similarity/measures, and a line in either index. */
const listed = [
  cca,
  svcca,
  pwcca,
  pls,
  pca,
  cka,
  procrustes,
  rsa,
  rbfCka,
  distanceCorrelation,
  knn,
  rankSimilarity,
  secondOrderCosine,
  linear,
  gulp,
  matching,
] as const;

/** What a report may have a block of: measures, or in place of all of them maps by frequency. */
const blocks = [...listed, dft] as const;

type Listed = (typeof listed)[number];
type BlockFacts = (typeof blocks)[number];
type BlockOf<Facts> = Facts extends { csv(block: infer Block, ...rest: never[]): unknown } ? Block : never;

/** The name of a measure: of `--measures`, and its block's in a report. */
export type MeasureName = Listed['id'];
/** The name of a block of a report. */
export type BlockName = BlockFacts['id'];
/** The blocks of a report: of what was measured and is defined. */
export type MeasureBlocks = { [Facts in BlockFacts as Facts['id']]?: BlockOf<Facts> & Calibratable };

type ScoreOf = Listed['scores'][number];
/** The name of a score that analyses of many files have, and `--measure` takes. */
export type ScoreName = Extract<ScoreOf, { inSets: true }>['id'];
type UsualScore = Exclude<Listed, { onRequest: true }>['scores'][number];
/** The name of a score of sets that is computed where nobody says which. */
export type UsualScoreName = Extract<UsualScore, { inSets: true }>['id'];
/** Something of each score that documents of many pairs have: of all usual ones, and of those on request that were computed. */
export type ByScore<T> = Record<UsualScoreName, T> & Partial<Record<ScoreName, T>>;
/** The name of any score that a report shows. */
export type ShownScoreName = BlockFacts['scores'][number]['id'];

/** Facts of which the block may be any. */
export type AnyMeasure = MeasureFacts<unknown> & { id: BlockName };
export type AnyScore = ScoreFacts<unknown> & { id: ShownScoreName };

/** Every measure by its name, in order. */
export const measures = listed as unknown as readonly (AnyMeasure & { id: MeasureName })[];
/** The names of all measures. */
export const measureNames: readonly MeasureName[] = measures.map(({ id }) => id);
/** The names of those that are computed where nobody says which. */
export const usualMeasures: readonly MeasureName[] = measures.flatMap(({ id, onRequest }) => (onRequest ? [] : [id]));

/** What a report shows, in order: what has scores, then what only describes the sides. */
export const shownBlocks: readonly AnyMeasure[] = [
  ...(blocks as unknown as readonly AnyMeasure[]).filter(({ scores }) => scores.length > 0),
  ...(blocks as unknown as readonly AnyMeasure[]).filter(({ scores }) => scores.length === 0),
];
