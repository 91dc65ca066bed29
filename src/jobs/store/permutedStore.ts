import type { PermutedPair, PermutedScores } from '../../analysis/pairs/permutedPairs';
import { isRecord } from '../../facts/isRecord';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { digest, type RecordStore } from './recordStore';
import { sideKey } from './sideKey';
import { wording } from './wording';

/** Raised whenever what is kept changes its meaning. */
const version = 1;

/** The scores of a pair as they are kept: bytes of float64, little-endian, in base64, NaN for those that are not defined. */
type KeptScores = Pick<PermutedScores, 'samples'> & { scores: string; bySide?: { a: string; b: string } };

/**
 * What permuting pairs came to, among records: keyed by path, mark and reading of both sides as they stand (it is b whose samples are permuted), and by how they were
 * permuted; reasons by wording, too.
 */
export class PermutedStore {
  /** @param kernels what tells the kernels in use from others (see kernelsKey). @param words tells the sentences of this program from those of others. */
  constructor(
    private readonly records: RecordStore,
    private readonly kernels: string,
    private readonly words = wording,
  ) {}

  /** What is known of a pair by the kernels that it was permuted with. `key`: what tells how it was permuted from anything else. */
  async findOfAny(a: SideIdentity, b: SideIdentity, key: string): Promise<ReadonlyMap<string, PermutedPair>> {
    const found = new Map<string, PermutedPair>();
    for (const words of [this.words, '']) {
      for (const [kind, value] of (await this.records.find(bucketOf(a), this.keyOf(b, key, words))) ?? [])
        if (isKept(value)) found.set(kind, unpacked(value));
    }
    return found;
  }

  /** Keeps a pair: it is on disk when this returns. @throws what the records throw. */
  keep(a: SideIdentity, b: SideIdentity, key: string, pair: PermutedPair): void {
    const words = 'reason' in pair ? this.words : '';
    this.records.keep(bucketOf(a), this.keyOf(b, key, words), this.kernels, packed(pair));
  }

  /** Makes room, where something was written. */
  close(): Promise<void> {
    return this.records.close();
  }

  private keyOf(b: SideIdentity, key: string, words: string): string {
    return digest(['permuted', version, words, sideKey(b), key].join(' '));
  }
}

/** Records of their own: they are much larger than those of scores, which are read without them. */
function bucketOf(a: SideIdentity): string {
  return digest(`permuted ${sideKey(a)}`);
}

/** Whether a value is what a pair comes to: anybody may have written it who shares the folder. */
function isKept(value: unknown): value is KeptScores | { reason: string } {
  if (!isRecord(value)) return false;
  const { reason, scores, samples, bySide } = value;
  if (typeof reason === 'string') return true;
  const isOfSides = isRecord(bySide) && typeof bySide.a === 'string' && typeof bySide.b === 'string';
  return typeof scores === 'string' && typeof samples === 'number' && (bySide === undefined || isOfSides);
}

function packed(pair: PermutedPair): KeptScores | { reason: string } {
  if ('reason' in pair) return pair;
  const { scores, bySide, samples } = pair;
  return {
    scores: bytesOf(scores),
    ...(bySide && { bySide: { a: bytesOf(bySide.a), b: bytesOf(bySide.b) } }),
    samples,
  };
}

function unpacked(kept: KeptScores | { reason: string }): PermutedPair {
  if ('reason' in kept) return kept;
  const { scores, bySide, samples } = kept;
  return {
    scores: valuesOf(scores),
    bySide: bySide && { a: valuesOf(bySide.a), b: valuesOf(bySide.b) },
    samples,
  };
}

function bytesOf(values: readonly (number | null)[]): string {
  const bytes = Buffer.alloc(8 * values.length);
  values.forEach((value, i) => bytes.writeDoubleLE(value ?? NaN, 8 * i));
  return bytes.toString('base64');
}

function valuesOf(text: string): (number | null)[] {
  const bytes = Buffer.from(text, 'base64');
  return Array.from({ length: bytes.length / 8 }, (_, i) => {
    const value = bytes.readDoubleLE(8 * i);
    return Number.isNaN(value) ? null : value;
  });
}
