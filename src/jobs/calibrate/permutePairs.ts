import type { PermutedPair, PermutedPairs } from '../../analysis/pairs/permutedPairs';
import { hasScore } from '../../analysis/pairs/scoreOf';
import type { Notice } from '../../facts/reportParts';
import type { OpenedPairs } from '../arrays/openPairs';
import { commonFinite, commonKnown } from '../compare/commonFinite';
import type { PairTask } from '../compare/pairTasks';
import type { Engine } from '../engine';
import type { Progress } from '../progress';
import { otherKernels } from '../store/ofKernels';
import { findPermuted, permutedFor } from './knownPermuted';
import { permutedSets, type PermuteWork, type SetPair } from './permutedSets';
import { permuteSet } from './permuteSet';

/** What permuting the samples of a set comes to, and what must be said of it. */
export interface PermutedSet extends PermutedPairs {
  notices: Notice[];
  /** Places of pairs that were permuted now, and of those that nobody has kept where nothing is computed. */
  computed: Set<number>;
  missing: Set<number>;
  /** Reasons of pairs that may pass. */
  passing: string[];
}

/**
 * The score of each compared pair, and those of so many permutations of the whole samples of its side b, which are the same for all pairs of as many samples: so
 * what is made of many pairs (a maximum, a mean) can be held against the same of each permutation. Pairs of one array with itself are left out, those that cannot
 * be permuted say why; those that are known from an earlier run are not permuted again. No number depends on the number of workers, nor on which pairs are known.
 * @throws NotConvergedError; FileChangedError; HeavyJob; LensError `results-unwritable`.
 */
export async function permutePairs(
  opened: OpenedPairs,
  work: PermuteWork,
  progress: Progress,
  engine: Engine,
): Promise<PermutedSet> {
  const { cells, measure, wanted, results, keptAlone } = work;
  const pairs = opened.pairs.map((): PermutedPair | undefined => undefined);
  const found: PermutedSet = {
    choice: work.choice,
    pairs,
    notices: [],
    computed: new Set(),
    missing: new Set(),
    passing: [],
  };
  const isScored = (at: number): boolean => hasScore(cells[at], measure) && (wanted?.has(at) ?? true);
  const scoredOf = ({ pairs: places }: Pick<PairTask, 'pairs'>): number[] => places.filter(isScored);
  const tell = (task: Pick<PairTask, 'pairs'>, outcome: PermutedPair): void => {
    for (const at of scoredOf(task)) pairs[at] = outcome;
  };
  const { sides, sets, refused } = await permutedSets(opened, work, engine, async (some) => {
    if (!keptAlone) return commonFinite(some, work, engine);
    return (await commonKnown(some, work, engine)) ?? { masks: [], notices: [] };
  });
  for (const { task, reason } of refused) tell(task, { reason });
  const store = permutedFor(results);
  const kinds = new Map<string, number>();
  const asked = sets
    .map((set) => ({ set, scored: set.pairs.filter(({ task }) => scoredOf(task).length > 0) }))
    .filter(({ scored }) => scored.length > 0);
  const all = asked.reduce((sum, { scored }) => sum + scored.length, 0);
  let before = 0;
  try {
    for (const { set, scored } of asked) {
      const unknown: SetPair[] = [];
      for (const pair of scored) {
        const known = await findPermuted(pair, set, store, keptAlone);
        if (!known) unknown.push(pair);
        else {
          tell(pair.task, known.cell);
          kinds.set(known.kernels, (kinds.get(known.kernels) ?? 0) + 1);
        }
      }
      found.notices.push(...set.notices);
      before += scored.length - unknown.length;
      const places = unknown.flatMap(({ task }) => scoredOf(task));
      if (keptAlone) for (const at of places) found.missing.add(at);
      if (keptAlone || unknown.length === 0) continue;
      for (const at of places) found.computed.add(at);
      const onPair = (pair: SetPair, outcome: PermutedPair, passes = false): void => {
        tell(pair.task, outcome);
        if (passes && 'reason' in outcome) found.passing.push(outcome.reason);
        else store?.keep(pair.files.a, pair.files.b, set.key, outcome);
      };
      const onShare = (share: number, phase: string): void => progress(phase, (before + share * unknown.length) / all);
      await permuteSet(unknown, set, sides, work, onPair, onShare, engine);
      before += unknown.length;
    }
    found.notices.push(...otherKernels(kinds, 'calibrated pair'));
    return found;
  } finally {
    await store?.close();
  }
}
