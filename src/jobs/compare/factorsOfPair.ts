import type { CompareSpec } from '../../protocol/compareJob';
import { NonFiniteError } from '../../similarity/errors';
import { factorPair } from '../../similarity/routes/factorPair';
import { factorRobustly } from '../../similarity/routes/factorRobustly';
import type { PairFactors } from '../../similarity/routes/pairFactors';
import type { SideWork } from '../../similarity/routes/primalRoute';
import type { RowPasses } from '../../similarity/routes/rowPasses';
import { allEnded } from '../allEnded';
import type { FilePair } from '../passes/filePair';
import { filePasses, type FilePasses } from '../passes/filePasses';
import { finiteSamples } from '../passes/finiteSamples';
import { sidesOf } from '../passes/keptSide';
import { tellingWhy } from '../passes/tellingWhy';
import type { Executor } from '../pool/executor';
import type { Progress } from '../progress';
import type { FactorStore } from '../store/factorStore';
import { keptScan } from './commonFinite';
import { factsOf } from './sampleRemarks';

/** What is asked of a pair, with what it is factored, and who hears of it. */
export interface FactoringWork extends Pick<CompareSpec, 'options' | 'resources'> {
  executor: Executor;
  store: FactorStore;
  progress: Progress;
  /** Milliseconds of reading are added to, those of all else set. */
  timings: { read: number; factor: number };
}

/** The factors of a pair, and the samples that they are of. */
export interface FactoredFiles {
  factors: PairFactors;
  /** Whether samples were left out because they hold values that are not finite, which is done only where it is chosen. */
  dropped: boolean;
  /** One byte for each row, 0 for those that were left out; undefined when none was. Of a known pair it is looked for, unless that is known as well. */
  mask(): Promise<Uint8Array | undefined>;
}

/**
 * The factors of two files, summed over their rows in passes; those that are known are not computed.
 * @throws the errors of reading and of factoring, told why where that is known; NonFiniteError.
 */
export async function factorsOfPair({ a, b, names }: FilePair, work: FactoringWork): Promise<FactoredFiles> {
  const pair: FilePair = { a, b, names };
  const { resources, executor, store, progress, timings } = work;
  const { dropNonFinite } = work.options;
  const route = resources?.route;
  const finite = () => finiteSamples(pair, keptScan(executor, store));
  for (const dropped of dropNonFinite ? [false, true] : [false]) {
    const known = route === undefined && (await store.pair({ a: pair.a, b: pair.b, dropped }));
    if (!known) continue;
    const mask = async () => (dropped ? (await finite()).mask : undefined);
    return { factors: renamed(known, pair.names), dropped, mask };
  }
  const start = performance.now();
  const factor = async (files: FilePair): Promise<PairFactors> => {
    const { factors, marks } = await factorFiles(files, work).catch(async (error: unknown) => {
      throw await tellingWhy(error, sidesOf(files), (side) => executor.run('lostVariance', side));
    });
    const notices = await remarksOfPair(files, factors, marks, executor);
    return { ...factors, notices: [...factors.notices, ...notices] };
  };
  try {
    return { factors: await factor(pair), dropped: false, mask: () => Promise.resolve(undefined) };
  } catch (error) {
    if (!(error instanceof NonFiniteError) || !dropNonFinite) throw error;
    progress('looking for NaN and infinities', 0.1);
    const { mask, notices } = await finite();
    const factors = await factor({ ...pair, mask });
    const noticed = { ...factors, notices: [...notices, ...factors.notices] };
    return { factors: noticed, dropped: true, mask: () => Promise.resolve(mask) };
  } finally {
    timings.factor = performance.now() - start - timings.read;
  }
}

/** The factors of two files over the rows that their mask keeps, with what the passes marked of them. @throws the same. */
export async function factorFiles(
  pair: FilePair,
  { options, resources, executor, store, progress, timings }: FactoringWork,
): Promise<{ factors: PairFactors; marks: ReturnType<FilePasses['marks']> }> {
  const said = `reading ${pair.names.a} and ${pair.names.b}`;
  const files = filePasses(pair, executor, (share) => progress(said, Math.min(0.65, 0.65 * share)));
  const passes = timed(files, timings);
  const { samples } = passes;
  const sideWork: SideWork = {
    fromProducts: (products, transform, name, unit) =>
      executor.run('moments', { products, transform, name, samples, unit }),
  };
  const known = pair.mask ? {} : await store.sides({ a: pair.a, b: pair.b, dropped: false });
  const route = resources?.route;
  const plain = (): Promise<PairFactors> =>
    factorPair(passes, pair.names, { known, work: sideWork, ...(route ? { route } : {}) });
  if (!options.robust) return { factors: await plain(), marks: files.marks() };
  const read = async () => ({ a: await passes.read('a'), b: await passes.read('b') });
  const factors = await factorRobustly((noisy) => (noisy ? factorPair(noisy, pair.names) : plain()), read, pair.names);
  return { factors, marks: files.marks() };
}

/** What is said of the samples of both sides; of a file against itself once. */
async function remarksOfPair(
  { mask, names, ...files }: FilePair,
  factors: PairFactors,
  marks: ReturnType<FilePasses['marks']>,
  executor: Executor,
) {
  const same = JSON.stringify(files.a) === JSON.stringify(files.b);
  const said = (same ? (['a'] as const) : (['a', 'b'] as const)).map((side) =>
    executor.run('sampleRemarks', {
      identity: files[side],
      name: names[side],
      mask,
      ...factsOf(factors[side]),
      marks: marks[side],
    }),
  );
  return (await allEnded(said)).flat();
}

/** Passes whose time counts as reading. */
function timed(passes: RowPasses, timings: FactoringWork['timings']): RowPasses {
  return {
    ...passes,
    async sum(...args) {
      const start = performance.now();
      try {
        return await passes.sum(...args);
      } finally {
        timings.read += performance.now() - start;
      }
    },
  };
}

/** Factors that were kept, under the names that this comparison gives its files. */
function renamed(factors: PairFactors, names: FilePair['names']): PairFactors {
  return { ...factors, a: { ...factors.a, name: names.a }, b: { ...factors.b, name: names.b } };
}
