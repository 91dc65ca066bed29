import { createHash } from 'node:crypto';
import type { Shard } from '../../facts/shards';
import type { ResultsPlace } from '../../protocol/analysisRun';
import type { Resources } from '../../protocol/resources';
import type { SideIdentity } from '../../protocol/sideIdentity';
import type { Engine } from '../engine';
import { inParallel } from '../inParallel';
import { defaultWorkers } from '../memoryPlan';
import type { Executor } from '../pool/executor';
import { finiteStore, type FiniteScan, type FiniteStore } from '../store/finiteStore';
import type { SamplesAsked } from '../samplesAsked';
import { commonSamples, type CommonSamples, type NamedSide } from '../passes/finiteSamples';

/** Bytes below which starting workers takes longer than looking. */
const worthwhile = 2 ** 24;

/** With what files are looked at. */
export interface Looking {
  resources?: Resources | undefined;
  results?: ResultsPlace | undefined;
  /** Shards that are computed at once begin with different files, and take from the others what these have found. */
  shard?: Shard | undefined;
}

/**
 * One set of samples for all sides that are compared together, from a look at every element of each, several at a time; what is known of a file is
 * not looked for again. `part`: see commonSamples. @throws TooFewSamplesError; the errors of reading; LensError `results-unwritable`.
 */
export async function commonFinite(
  sides: readonly NamedSide[],
  { resources = {}, results, shard }: Looking,
  engine: Engine,
  part?: Uint8Array,
): Promise<CommonSamples> {
  const bytes = sides.reduce((sum, { identity }) => sum + identity.byteLength, 0);
  const executor = await engine.executor(bytes < worthwhile ? 1 : (resources.workers ?? defaultWorkers()));
  const scan = keptScan(executor, finiteStore(engine.store(resources), results));
  if (!results?.shared) return commonSamples(sides, scan, part);
  const found = new Map<SideIdentity, FiniteScan>();
  const first = shard ? Math.floor(((shard.index - 1) / shard.count) * sides.length) : 0;
  await inParallel([...sides.slice(first), ...sides.slice(0, first)], executor.workers, async ({ identity }) => {
    found.set(identity, await scan(identity));
  });
  return commonSamples(sides, (identity) => Promise.resolve(found.get(identity)!), part);
}

/** A look at every element of a side for what is not finite, by an executor, unless it is known. */
export function keptScan(executor: Executor, store: FiniteStore) {
  return async (identity: SideIdentity): Promise<FiniteScan> => {
    const known = await store.finite(identity);
    if (known) return known;
    const { nonFinite, finiteSamples } = await executor.run('scan', identity);
    await store.keepFinite(identity, { nonFinite, finiteSamples });
    return { nonFinite, finiteSamples };
  };
}

/** The same from what is known of the files; undefined where nobody has looked at one of them. @throws TooFewSamplesError. */
export async function commonKnown(
  sides: readonly NamedSide[],
  { resources = {}, results }: Looking,
  engine: Engine,
  part?: Uint8Array,
): Promise<CommonSamples | undefined> {
  const store = finiteStore(engine.store(resources), results);
  const found = new Map<SideIdentity, FiniteScan>();
  for (const { identity } of sides) {
    const known = await store.finite(identity);
    if (!known) return undefined;
    found.set(identity, known);
  }
  return commonSamples(sides, (identity) => Promise.resolve(found.get(identity)!), part);
}

/** What tells rows of `samples` apart in the name of scores that are kept: those that are left out, and how many measures of single samples look at. */
export function rowsKey(
  mask: Uint8Array | undefined,
  samples: number,
  asked: Pick<SamplesAsked, 'count' | 'whole'> | undefined,
): string {
  const whole = asked?.whole ? ` whole ${asked.whole.count}` : '';
  return `${maskKey(mask)}${asked && asked.count < samples ? ` ${asked.count}` : ''}${whole}`;
}

/** What tells masks apart in the name of what is kept; empty where no row is left out. */
export function maskKey(mask: Uint8Array | undefined): string {
  return mask ? createHash('sha256').update(mask).digest('hex').slice(0, 16) : '';
}
