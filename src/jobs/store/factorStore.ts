import { resolve } from 'node:path';
import type { SideIdentity } from '../../protocol/sideIdentity';
import type { Recipe } from '../../facts/recipe';
import type { PairFactors } from '../../similarity/routes/pairFactors';
import { exchanged } from '../../similarity/routes/pairOrder';
import type { KnownSides } from '../../similarity/routes/primalRoute';
import type { SideFactors } from '../../similarity/routes/sideFactors';
import type { SideSamples } from '../../similarity/samples/sideSamples';
import type { SamplesAsked } from '../samplesAsked';
import type { Scan } from '../passes/scanSide';
import type { DiskStore } from './diskStore';
import type { MemoryStore } from './memoryStore';
import { wording } from './wording';

/** A pair of files as the store knows it, and whether samples that are not finite were left out. */
export interface PairIdentity {
  a: SideIdentity;
  b: SideIdentity;
  dropped: boolean;
}

/** Raised whenever what is kept changes its meaning. */
export const factorsVersion = 8;

/** What a look at every element of a side says of its samples. */
type FiniteScan = Pick<Scan, 'nonFinite' | 'finiteSamples'>;

/** Factors of a pair; those of its sides only where they belong to no other pair. */
type StoredPair = Omit<PairFactors, 'a' | 'b'> & Partial<Pick<PairFactors, 'a' | 'b'>>;

/** What of a side: its own factors, or those of a narrow side with which pairs with wide ones are computed. */
type SideForm = 'own' | 'besideWide';

/**
 * What was found out about files: each side's moments, basis and spectrum, and each pair's product, so that a known pair reads nothing and a new
 * pair of known files reads each once. Keyed by path, mark (of every file of it), recipe, orientation, unit of rounding and kernels: a
 * file that changes is another file. Pairs, which have something to say, also by the wording of the program.
 * In memory, and on disk where a folder is given and computing took long enough to be worth it.
 */
export class FactorStore {
  /**
   * @param kernels what tells the kernels in use from others (see kernelsKey).
   * @param lastingFrom milliseconds of computing from which on factors are worth a place on disk.
   * @param words tells the sentences of this program from those of others.
   */
  constructor(
    private readonly kernels: string,
    private readonly memory: MemoryStore,
    private readonly disk?: DiskStore,
    readonly lastingFrom = 200,
    private readonly words = wording,
  ) {}

  /** A side's factors, undefined when they are not known. */
  async side(identity: SideIdentity, form: SideForm = 'own'): Promise<SideFactors | undefined> {
    return (await this.get(this.sideKey(identity, form))) as SideFactors | undefined;
  }

  /** Both sides' factors as far as they are known. */
  async sides({ a, b }: PairIdentity): Promise<KnownSides> {
    const [first, second] = await Promise.all([this.side(a), this.side(b)]);
    return { ...(first ? { a: first } : {}), ...(second ? { b: second } : {}) };
  }

  /** Keeps a side. `lasting`: on disk as well. */
  async keepSide(identity: SideIdentity, side: SideFactors, lasting: boolean, form: SideForm = 'own'): Promise<void> {
    await this.put(this.sideKey(identity, form), side, lasting);
  }

  /** Which samples of a side are finite, undefined when nobody has looked. */
  async finite(identity: SideIdentity): Promise<FiniteScan | undefined> {
    return (await this.get(this.finiteKey(identity))) as FiniteScan | undefined;
  }

  /** Keeps which samples of a side are finite: a byte each, for a look at every element. */
  async keepFinite(identity: SideIdentity, scan: FiniteScan): Promise<void> {
    await this.put(this.finiteKey(identity), scan, true);
  }

  /** What measures asked of the samples of a side, undefined when it is not known. `rows`: what tells the rows that are compared (see maskKey). */
  async samples(identity: SideIdentity, asked: SamplesAsked, rows: string): Promise<SideSamples | undefined> {
    return (await this.get(this.samplesKey(identity, asked, rows))) as SideSamples | undefined;
  }

  /** Keeps that. `lasting`: on disk as well. */
  async keepSamples(
    identity: SideIdentity,
    asked: SamplesAsked,
    rows: string,
    samples: SideSamples,
    lasting: boolean,
  ): Promise<void> {
    await this.put(this.samplesKey(identity, asked, rows), samples, lasting);
  }

  /** A pair's factors, undefined when they or those of a side are not known. The pair may have been kept with its sides exchanged. */
  async pair(identity: PairIdentity): Promise<PairFactors | undefined> {
    const turned = { ...identity, a: identity.b, b: identity.a };
    const found = (await this.get(this.pairKey(identity))) as StoredPair | undefined;
    if (found) return this.withSides(found, identity);
    const other = (await this.get(this.pairKey(turned))) as StoredPair | undefined;
    const factors = other && (await this.withSides(other, turned));
    return factors && exchanged(factors);
  }

  /** Keeps a pair, and its sides where other pairs can use them. */
  async keepPair(identity: PairIdentity, factors: PairFactors, lasting: boolean): Promise<void> {
    const { a, b, ...rest } = factors;
    const shared = factors.route.name === 'gram' && !identity.dropped;
    if (shared) {
      await this.keepSide(identity.a, a, lasting);
      await this.keepSide(identity.b, b, lasting);
    }
    await this.put(this.pairKey(identity), shared ? rest : factors, lasting);
  }

  private async withSides(stored: StoredPair, identity: PairIdentity): Promise<PairFactors | undefined> {
    const a = stored.a ?? (await this.side(identity.a));
    const b = stored.b ?? (await this.side(identity.b));
    return a && b && { ...stored, a, b };
  }

  private async get(key: string): Promise<unknown> {
    const held = this.memory.get(key);
    if (held !== undefined) return held;
    const stored = await this.disk?.get(key);
    if (stored !== undefined) this.memory.put(key, stored);
    return stored;
  }

  private async put(key: string, value: unknown, lasting: boolean): Promise<void> {
    this.memory.put(key, value);
    if (lasting) await this.disk?.put(key, value);
  }

  private sideKey(identity: SideIdentity, form: SideForm = 'own'): string {
    return JSON.stringify([form === 'own' ? 'side' : form, factorsVersion, this.kernels, ...fileKey(identity)]);
  }

  private finiteKey(identity: SideIdentity): string {
    return JSON.stringify(['finite', factorsVersion, ...fileKey(identity)]);
  }

  private samplesKey(
    identity: SideIdentity,
    { count, gramian, rows: held, profile = false, whole }: SamplesAsked,
    rows: string,
  ): string {
    const asked = [rows, count, gramian, held, profile, ...(whole ? [whole.count] : [])];
    return JSON.stringify(['samples', factorsVersion, this.kernels, ...fileKey(identity), ...asked]);
  }

  private pairKey({ a, b, dropped }: PairIdentity): string {
    return JSON.stringify(['pair', factorsVersion, this.words, this.kernels, ...fileKey(a), ...fileKey(b), dropped]);
  }
}

/** A recipe without what is undefined, its parts in one order. */
function recipeKey(recipe: Recipe | undefined): unknown {
  return (
    recipe &&
    Object.entries(recipe)
      .filter(([, value]) => value !== undefined)
      .sort()
  );
}

function fileKey({ address, mark, transposed, unit, others }: SideIdentity): unknown[] {
  const { path, as, more = [], order, recipe } = address;
  const states = (others ?? []).map((state) => state.mark);
  const files = [...more, ...(order ? [order.own, order.wanted] : [])].map((other) => resolve(other));
  const made =
    files.length > 0 || recipe ? [{ files, ordered: order !== undefined, states, recipe: recipeKey(recipe) }] : [];
  return [resolve(path), as ?? null, mark, transposed, unit, ...made];
}
