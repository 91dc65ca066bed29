import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { wholeTally } from '../../../src/jobs/summary/wholeTally';

describe('the first element that is not finite', () => {
  const shape = [3, 4, 5];
  const places = [7, 58, 31, 12, 44];
  /** The index of a place in Fortran order. */
  const fortranIndex = (place: number) => [place % 3, Math.floor(place / 3) % 4, Math.floor(place / 12)];
  const rowMajor = ([i, j, k]: number[]) => (i! * 4 + j!) * 5 + k!;

  it('is the first in C order, whatever the order of the file and in which they are found', () => {
    for (let turn = 0; turn < places.length; turn++) {
      const order = [...places.slice(turn), ...places.slice(0, turn)];
      const plain = wholeTally({ shape, fortranOrder: false });
      order.forEach(plain.odd);
      assert.deepEqual(plain.facts().firstNonFinite, [0, 1, 2]);
      const fortran = wholeTally({ shape, fortranOrder: true });
      order.forEach(fortran.odd);
      const first = order.map(fortranIndex).sort((a, b) => rowMajor(a) - rowMajor(b))[0];
      assert.deepEqual(fortran.facts().firstNonFinite, first);
    }
  });

  it('is found in a single number, too', () => {
    for (const fortranOrder of [false, true]) {
      const whole = wholeTally({ shape: [], fortranOrder });
      whole.odd(0);
      assert.deepEqual(whole.facts().firstNonFinite, []);
    }
  });
});
