import type { Matrix } from '../../linalg/matrix';
import type { CanonicalDirection } from '../../protocol/pairExtras';

/** What is kept of a side's variates while they stream by: their values at some samples, and sums over all samples by class. */
export class VariateView {
  /** Samples seen so far. */
  samples = 0;
  private readonly values: Float64Array[];
  private readonly sums: Float64Array[];
  private readonly squares: Float64Array[];
  private readonly counts: Int32Array;
  private next = 0;

  /**
   * @param places the samples whose values are kept, ascending. @param count of directions.
   * @param classes the class of each sample, below `classCount`, or -1 for none; undefined without labels.
   */
  constructor(
    private readonly places: Int32Array,
    count: number,
    private readonly classes: Int32Array | undefined,
    classCount: number,
  ) {
    const each = (length: number): Float64Array[] => Array.from({ length: count }, () => new Float64Array(length));
    this.values = each(places.length);
    this.sums = each(classCount);
    this.squares = each(classCount);
    this.counts = new Int32Array(classCount);
  }

  /** Takes in the next samples (samples x directions). */
  add({ rows, columns, data }: Matrix): void {
    for (let i = 0; i < rows; i++) {
      const kept = this.places[this.next] === this.samples;
      const label = this.classes?.[this.samples] ?? -1;
      for (let k = 0; k < columns; k++) {
        const value = data[i * columns + k]!;
        if (kept) this.values[k]![this.next] = value;
        if (label < 0) continue;
        this.sums[k]![label]! += value;
        this.squares[k]![label]! += value * value;
      }
      if (label >= 0) this.counts[label]! += 1;
      if (kept) this.next++;
      this.samples++;
    }
  }

  /** The values of direction k at the kept samples. */
  shown(k: number): number[] {
    return Array.from(this.values[k]!);
  }

  /** Mean and spread (standard deviation with n - 1; 0 for a single sample) of each class that has samples, beside the means of the other side. */
  byClass(k: number, other: VariateView): CanonicalDirection['byClass'] {
    if (this.classes === undefined) return null;
    const present = Array.from(this.counts.keys()).filter((label) => this.counts[label]! > 0);
    return present.map((label) => {
      const count = this.counts[label]!;
      const meanA = this.sums[k]![label]! / count;
      const scatter = Math.max(0, this.squares[k]![label]! - count * meanA * meanA);
      const spreadA = count > 1 ? Math.sqrt(scatter / (count - 1)) : 0;
      return { label, count, meanA, meanB: other.sums[k]![label]! / count, spreadA };
    });
  }
}
