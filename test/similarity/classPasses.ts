import { matrix, type Matrix } from '../../src/linalg/matrix';
import { memoryPasses } from '../../src/similarity/routes/memoryPasses';
import type { RowPasses, SampleClasses } from '../../src/similarity/routes/rowPasses';

/** Passes over a matrix that sum rows by class, in the slowest and simplest way. */
export function classPasses(X: Matrix, { labels, count }: SampleClasses): RowPasses & { kinds: string[] } {
  const passes = memoryPasses(X, X, { a: 'layer', b: 'labels' });
  const kinds: string[] = [];
  return {
    ...passes,
    kinds,
    async sum(transforms, sums, share) {
      const found = await passes.sum(transforms, sums, share);
      const side = transforms.a!;
      kinds.push(sums.kind + (side.whiten ? ' whitened' : ''));
      if (sums.kind !== 'products' || side.whiten) return found;
      const columns = side.columns ?? Int32Array.from({ length: X.columns }, (_, j) => j);
      const byClass = matrix(count, columns.length);
      labels.forEach((label, i) =>
        columns.forEach((j, k) => {
          const value = X.data[i * X.columns + j]! * 2 ** -side.scaleExponent - side.shift[j]! - side.offset[j]!;
          byClass.data[label * columns.length + k]! += value;
        }),
      );
      return { ...found, byClass };
    },
  };
}
