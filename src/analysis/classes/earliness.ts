/**
 * How early a class is there: the mean position (0 for the first layer or checkpoint, then 1, 2, ...) of the gains of its adjusted R^2, each
 * weighted by its size. A gain is what a position adds to the largest value so far, beginning at 0. 0: all of it is there at the first position;
 * a class whose values rise evenly over five positions from 0 on has 2.5. It needs no threshold, does not depend on how high the values
 * come, and a dip counts for nothing. Null for a class that stands clear of chance at no position.
 * @param values adjusted R^2 by position; null where it is not defined, which adds nothing.
 * @param clear whether each stands clear of chance (see classStanding).
 */
export function earliness(values: readonly (number | null)[], clear: readonly boolean[]): number | null {
  const learned = values.some((value, i) => value !== null && clear[i]!);
  if (!learned) return null;
  let largest = 0;
  let weighted = 0;
  values.forEach((value, position) => {
    if (value === null || value <= largest) return;
    weighted += position * (value - largest);
    largest = value;
  });
  return weighted / largest;
}
