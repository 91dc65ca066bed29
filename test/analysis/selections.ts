import type { SelectedArray, Selection } from '../../src/protocol/selection';
import type { PairCell, PairScores, ScoredPair } from '../../src/analysis/pairs/pairScores';
import type { PairOutcomes } from '../../src/analysis/pairs/pairOutcomes';
import type { PairPlan } from '../../src/analysis/pairs/pairPlan';
import type { ScoreName } from '../../src/facts/measures';
import { defaultOptions } from '../../src/facts/options';

/** A selected array whose path is `model/checkpoint/layer.npy`. */
export function selected(
  model: string,
  checkpoint: string,
  layer: string,
  more: Partial<SelectedArray> = {},
): SelectedArray {
  return { path: `${model}/${checkpoint}/${layer}.npy`, model, checkpoint, layer, include: true, ...more };
}

/** Every layer at every checkpoint of every model, in this order. */
export function everything(models: string[], checkpoints: string[], layers: string[]): SelectedArray[] {
  return models.flatMap((model) =>
    checkpoints.flatMap((checkpoint) => layers.map((layer) => selected(model, checkpoint, layer))),
  );
}

/** A selection of arrays for an analysis, with the defaults. */
export function selectionOf(
  analysis: Selection['analysis'],
  arrays: SelectedArray[],
  more: Partial<Selection> = {},
): Selection {
  return {
    schema: 1,
    kind: 'cca-lens-selection',
    analysis,
    arrays,
    options: defaultOptions,
    measure: 'cca',
    ...more,
  };
}

/** Names of a range: `epoch0`, `epoch1` ... */
export function names(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${prefix}${i}`);
}

/** The scores of a pair as tests write them: by name; null: not defined. Null levels apart, that of a similarity and of its distance as one. */
export interface FlatScores {
  cca: number | null;
  ccaThresholded: number | null;
  ccaSquared: number | null;
  svcca: number | null;
  pwcca: { a: number; b: number; side: 'a' | 'b'; tie: boolean } | null;
  cka: number | null;
  ckaDebiased: number | null;
  procrustes: number | null;
  procrustesDistance: number | null;
  nullCca: number | null;
  nullSvcca: number | null;
  nullCcaThresholded: number | null;
  nullCcaSquared: number | null;
  nullCka: number | null;
  nullCkaDebiased: number | null;
  nullProcrustes: number | null;
}

/** The scores of a pair; what is left out is not defined, or has no level. */
export function scoresFrom(flat: Partial<FlatScores>): Pick<ScoredPair, 'scores' | 'nullCca'> {
  const scores: PairScores = {};
  const add = (name: ScoreName, value: number | null = null, nullLevel: number | null = null): void => {
    if (value !== null) scores[name] = { value, nullLevel };
  };
  const { pwcca, nullCca = null, nullProcrustes = null } = flat;
  add('cca', flat.cca, nullCca);
  add('ccaThresholded', flat.ccaThresholded, flat.nullCcaThresholded);
  add('ccaSquared', flat.ccaSquared, flat.nullCcaSquared);
  add('svcca', flat.svcca, flat.nullSvcca);
  add('pwcca', pwcca && pwcca[pwcca.side], nullCca);
  if (pwcca) scores.pwcca!.bySide = { a: pwcca.a, b: pwcca.b, tie: pwcca.tie };
  add('cka', flat.cka, flat.nullCka);
  add('ckaDebiased', flat.ckaDebiased, flat.nullCkaDebiased);
  add('procrustes', flat.procrustes, nullProcrustes);
  add(
    'procrustesDistance',
    flat.procrustesDistance,
    nullProcrustes === null ? null : Math.sqrt(2 - 2 * nullProcrustes),
  );
  return { scores, nullCca };
}

/** A pair of which every score is the same number, and the null is 0.1. */
export function scored(value: number, more: Partial<FlatScores> = {}): ScoredPair {
  const scores: FlatScores = {
    cca: value,
    ccaThresholded: value,
    ccaSquared: value,
    svcca: value,
    pwcca: { a: value, b: value, side: 'a', tie: true },
    cka: value,
    ckaDebiased: value,
    procrustes: value,
    procrustesDistance: value,
    nullCca: 0.1,
    nullSvcca: 0.1,
    nullCcaThresholded: 0.1,
    nullCcaSquared: 0.01,
    nullCka: 0.1,
    nullCkaDebiased: 0,
    nullProcrustes: 0.1,
    ...more,
  };
  return { ...scoresFrom(scores), notices: [] };
}

/** A pair at the null whose samples may be in another order. */
export function perhapsReordered(value: number): PairCell {
  return { ...scored(value), perhapsReordered: true };
}

/** Outcomes of a plan whose cells are made from the paths of their sides. */
export function outcomesOf(
  plan: PairPlan,
  cellOf: (a: SelectedArray, b: SelectedArray) => PairCell | undefined,
): PairOutcomes {
  return {
    cells: plan.pairs.map(([a, b]) => cellOf(plan.arrays[a]!, plan.arrays[b]!)),
    names: plan.arrays.map(({ path }) => path),
    neurons: plan.arrays.map(() => 8),
    faults: plan.arrays.map(() => undefined),
    samples: 100,
    options: defaultOptions,
    notices: [],
    known: 0,
    timings: { total: 5, firstCell: 1 },
  };
}
