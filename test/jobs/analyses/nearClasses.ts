import assert from 'node:assert/strict';

/** Fails unless numbers of classes are those expected within a tolerance, and missing where those are. `what` names them in the message. */
export function near(
  found: readonly (number | null)[],
  expected: readonly (number | null)[],
  tolerance: number,
  what = '',
): void {
  assert.equal(found.length, expected.length);
  found.forEach((value, i) => {
    const wanted = expected[i]!;
    if (value === null || wanted === null) assert.equal(value, wanted, `${what}: class ${i}`);
    else assert.ok(Math.abs(value - wanted) <= tolerance, `${what}: class ${i} has ${value}, not ${wanted}`);
  });
}
