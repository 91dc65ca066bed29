import type { CompareSpec, KnownFactors } from '../protocol/worker';
import type { SideFactors } from '../similarity/pairFactors';
import { exchangeSides } from './exchangeSides';

/**
 * The factors of the pairs compared last, so that a change of an option reads no file again. They are kept in the extension host because
 * a cancelled job ends its worker; whether the files are still the same is for the worker to check. The least recently used pairs go
 * first when `maxBytes` is passed.
 */
export class FactorCache {
  private readonly pairs = new Map<string, KnownFactors>();

  constructor(readonly maxBytes: number) {}

  /** Bytes of the numbers held. */
  get bytes(): number {
    return [...this.pairs.values()].reduce((sum, known) => sum + factorBytes(known), 0);
  }

  /** What is known of a pair, in either order of its sides; undefined when nothing is. */
  get(spec: CompareSpec): KnownFactors | undefined {
    const key = keyOf(spec);
    const known = this.pairs.get(key);
    if (known) {
      // A Map keeps the order of insertion: putting it again makes it the most recently used.
      this.pairs.delete(key);
      this.pairs.set(key, known);
      return known;
    }
    const turned = this.pairs.get(keyOf({ ...spec, a: spec.b, b: spec.a }));
    return turned && exchangeSides(turned);
  }

  /** Holds what a comparison found out, unless it alone would pass the limit. */
  set(spec: CompareSpec, known: KnownFactors): void {
    const key = keyOf(spec);
    this.pairs.delete(key);
    this.pairs.delete(keyOf({ ...spec, a: spec.b, b: spec.a }));
    if (factorBytes(known) > this.maxBytes) return;
    this.pairs.set(key, known);
    for (const oldest of this.pairs.keys()) {
      if (this.bytes <= this.maxBytes) break;
      this.pairs.delete(oldest);
    }
  }
}

/** Besides the files, the two options that decide which samples and which numbers go into the factors. */
function keyOf({ a, b, options }: CompareSpec): string {
  return JSON.stringify([a.path, a.as, b.path, b.as, options.dropNonFinite, options.robust]);
}

function factorBytes({ factors }: KnownFactors): number {
  const side = ({ mean, columns, singularValues, right, squaredRowNorms }: SideFactors) =>
    mean.byteLength +
    columns.byteLength +
    singularValues.byteLength +
    squaredRowNorms.byteLength +
    (right?.data.byteLength ?? 0);
  return side(factors.a) + side(factors.b) + factors.cross.data.byteLength;
}
