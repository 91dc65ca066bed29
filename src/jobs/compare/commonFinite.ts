import { createHash } from 'node:crypto';
import type { Resources } from '../../protocol/resources';
import type { SideIdentity } from '../../protocol/sideIdentity';
import type { Engine } from '../engine';
import { defaultWorkers } from '../memoryPlan';
import type { Scan } from '../passes/scanSide';
import type { Executor } from '../pool/executor';
import type { FactorStore } from '../store/factorStore';
import type { SamplesAsked } from '../samplesAsked';
import { commonSamples, type CommonSamples, type NamedSide } from '../passes/finiteSamples';

/** Bytes below which starting workers takes longer than looking. */
const worthwhile = 2 ** 24;

/**
 * One set of samples for all sides that are compared together, from a look at every element of each, several at a time; what is known of a file is
 * not looked for again. `part`: see commonSamples. @throws TooFewSamplesError; the errors of reading.
 */
export async function commonFinite(
  sides: readonly NamedSide[],
  resources: Resources,
  engine: Engine,
  part?: Uint8Array,
): Promise<CommonSamples> {
  const store = engine.store(resources);
  const bytes = sides.reduce((sum, { identity }) => sum + identity.byteLength, 0);
  const executor = await engine.executor(bytes < worthwhile ? 1 : (resources.workers ?? defaultWorkers()));
  return commonSamples(sides, keptScan(executor, store), part);
}

/** A look at every element of a side for what is not finite, by an executor, unless it is known. */
export function keptScan(executor: Executor, store: FactorStore) {
  return async (identity: SideIdentity): Promise<Pick<Scan, 'nonFinite' | 'finiteSamples'>> => {
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
  store: FactorStore,
  part?: Uint8Array,
): Promise<CommonSamples | undefined> {
  let unseen = false;
  const scan = async (identity: SideIdentity): ReturnType<ReturnType<typeof keptScan>> => {
    const known = await store.finite(identity);
    unseen ||= known === undefined;
    return known ?? { nonFinite: 0, finiteSamples: new Uint8Array(0) };
  };
  const common = await commonSamples(sides, scan, part);
  return unseen ? undefined : common;
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
