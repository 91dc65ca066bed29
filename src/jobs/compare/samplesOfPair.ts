import type { SideName } from '../../similarity/routes/rowPasses';
import type { PairSamples, SideSamples } from '../../similarity/samples/sideSamples';
import { allEnded } from '../allEnded';
import { samplesOf, type FilePair } from '../passes/filePair';
import type { Executor } from '../pool/executor';
import type { SamplesAsked } from '../samplesAsked';
import type { FactorStore } from '../store/factorStore';
import { maskKey } from './commonFinite';

/**
 * What measures ask of the samples of a pair, each side by itself (of a file against itself once), unless it is known. `lasting`: to be kept on disk as well;
 * `onShare` hears what share is read.
 * @throws what readSideSamples throws.
 */
export async function samplesOfPair(
  { names, mask, ...files }: FilePair,
  asked: SamplesAsked,
  {
    executor,
    store,
    lasting,
    onShare = () => undefined,
  }: { executor: Executor; store: FactorStore; lasting: () => boolean; onShare?: (share: number) => void },
): Promise<PairSamples> {
  const key = maskKey(mask);
  const same = JSON.stringify(files.a) === JSON.stringify(files.b);
  const all = samplesOf(files.a) * (same ? 1 : 2);
  let read = 0;
  const onRows = (rows: number): void => onShare(Math.min(1, (read += rows) / all));
  const of = async (side: SideName): Promise<SideSamples> => {
    const identity = files[side];
    const known = await store.samples(identity, asked, key);
    if (known) return known;
    const samples = await executor.run('sideSamples', { identity, name: names[side], mask, asked }, onRows);
    await store.keepSamples(identity, asked, key, samples, lasting());
    return samples;
  };
  const first = of('a');
  const [a, b] = await allEnded([first, same ? first : of('b')]);
  return { a, b };
}
