import { groupedBy } from '../../analysis/pairs/inOrder';
import type { PermutedPair, PermutedPairs } from '../../analysis/pairs/permutedPairs';
import { hasScore } from '../../analysis/pairs/scoreOf';
import type { Notice } from '../../facts/reportParts';
import type { OpenedPairs } from '../arrays/openPairs';
import { commonFinite, maskKey } from '../compare/commonFinite';
import { mapsOfPairs } from '../compare/frequencyCell';
import { keptRows } from '../compare/keptRows';
import { tasksOf, type PairTask } from '../compare/pairTasks';
import type { Engine } from '../engine';
import { bothMasks } from '../passes/finiteSamples';
import { samplesOf, type FilePair } from '../passes/filePair';
import type { Progress } from '../progress';
import { rowsPerSample } from '../trust/rowsPerSample';
import { permuteSet, type PermuteWork, type SetPair } from './permuteSet';
import { isOfWholeSamples } from '../../facts/measures/ofWholeSamples';
import { factsOfScore } from '../../similarity/measures/wanted';
import { wholeMask, wholeSide } from '../passes/wholeSide';
import { reasonOf } from './reasonOf';

/** What permuting the samples of a set comes to, and what must be said of it. */
export interface PermutedSet extends PermutedPairs {
  notices: Notice[];
}

/**
 * The score of each compared pair, and those of so many permutations of the whole samples of its side b, which are the same for all pairs of as many samples: so
 * what is made of many pairs (a maximum, a mean) can be held against the same of each permutation. Pairs of one array with itself are left out, those that cannot
 * be permuted say why. No number depends on the number of workers.
 * @throws NotConvergedError; FileChangedError; HeavyJob.
 */
export async function permutePairs(
  opened: OpenedPairs,
  work: PermuteWork,
  progress: Progress,
  engine: Engine,
): Promise<PermutedSet> {
  const { cells, measure, options, wanted, resources = {} } = work;
  const pairs = opened.pairs.map((): PermutedPair | undefined => undefined);
  const isScored = (at: number): boolean => hasScore(cells[at], measure) && (wanted?.has(at) ?? true);
  const tell = ({ pairs: places }: Pick<PairTask, 'pairs'>, outcome: PermutedPair): void => {
    for (const at of places) if (isScored(at)) pairs[at] = outcome;
  };
  opened.pairs.forEach(({ kind }, at) => {
    if (kind === 'frequencies') tell({ pairs: [at] }, { reason: byFrequencies });
  });
  const tasks = tasksOf(opened).filter(({ a, b, pairs: places }) => a !== b && places.some(isScored));
  const common = (sides: Parameters<typeof commonFinite>[0]) => commonFinite(sides, resources, engine);
  const kept = await keptRows(opened, tasks, mapsOfPairs(opened), options, common);
  // What measures of samples among each other are of is permuted: whole images and sequences, each a row.
  const ofWholes = isOfWholeSamples(factsOfScore(measure, engine.measures).facts);
  const sides = opened.sides.map((side) => {
    const identity = ofWholes ? wholeSide(side.identity) : undefined;
    return identity ? { ...side, identity } : side;
  });
  const placed = tasks.flatMap((task): SetPair[] => {
    const [a, b] = [sides[task.a]!, sides[task.b]!];
    const both = bothMasks(kept.sides[task.a], kept.sides[task.b]);
    const mask = ofWholes ? wholeMask(opened.sides[task.a]!.identity, both) : both;
    const files: FilePair = { a: a.identity, b: b.identity, names: { a: a.name, b: b.name }, mask };
    try {
      return [{ a: task.a, b: task.b, task, files, rowsPerSample: rowsPerSample(files) }];
    } catch (error) {
      tell(task, reasonOf(error));
      return [];
    }
  });
  const sets = groupedBy(placed, ({ files, rowsPerSample: rows }) =>
    JSON.stringify([samplesOf(files.a), rows, maskKey(files.mask)]),
  );
  const notices: Notice[] = [];
  let before = 0;
  for (const set of sets.values()) {
    const onShare = (share: number, phase: string): void =>
      progress(phase, (before + share * set.length) / placed.length);
    try {
      notices.push(...(await permuteSet(set, sides, work, ({ task }, found) => tell(task, found), onShare, engine)));
    } catch (error) {
      // What a whole set is refused for: too few samples, or too little memory.
      const reason = reasonOf(error);
      for (const { task } of set) tell(task, reason);
    }
    before += set.length;
  }
  return { choice: work.choice, pairs, notices };
}

const byFrequencies =
  'Maps that are compared by frequency (dft) are not calibrated in analyses of many files: choose pool, flatten or interpolate.';
