import { leafOrder } from './leafOrder';
import type { ScoreName } from '../../facts/measures';
import { isDistance } from '../../facts/measures/scores';

/**
 * Orders of a matrix's rows and columns in which neighbours are alike. Square: one order, by 1 - similarity (the mean of both cells where a measure
 * is not symmetric), or by the distance itself. Rows against other columns: each by the root mean square difference of its values.
 */
export function clusteredOrder(
  values: readonly (readonly (number | null)[])[],
  measure: ScoreName,
  square: boolean,
): { rows: number[]; columns: number[] } {
  if (square) {
    const apart = (value: number | null): number => (value === null ? NaN : isDistance(measure) ? value : 1 - value);
    const order = leafOrder(
      values.map((row, i) => row.map((value, j) => (i === j ? 0 : (apart(value) + apart(values[j]![i]!)) / 2))),
    );
    return { rows: order, columns: order };
  }
  const columns = (values[0] ?? []).map((_, j) => values.map((row) => row[j]!));
  return { rows: leafOrder(profileDistances(values)), columns: leafOrder(profileDistances(columns)) };
}

/** Over the entries that both have; NaN where they have none in common. */
function profileDistances(profiles: readonly (readonly (number | null)[])[]): number[][] {
  return profiles.map((first) =>
    profiles.map((second) => {
      let [sum, count] = [0, 0];
      first.forEach((value, i) => {
        const other = second[i]!;
        if (value === null || other === null) return;
        sum += (value - other) ** 2;
        count++;
      });
      return count === 0 ? NaN : Math.sqrt(sum / count);
    }),
  );
}
