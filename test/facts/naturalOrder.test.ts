import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { compareNatural } from '../../src/facts/naturalOrder';

describe('compareNatural', () => {
  const sorted = (names: string[]) => [...names].sort(compareNatural);

  it('counts as people do', () => {
    assert.deepEqual(sorted(['layer10', 'layer9', 'layer1', 'layer2']), ['layer1', 'layer2', 'layer9', 'layer10']);
    assert.deepEqual(sorted(['b2', 'B1', 'a3', 'a']), ['a', 'a3', 'B1', 'b2']);
    assert.deepEqual(sorted(['x1.10', 'x1.9', 'x01.2']), ['x01.2', 'x1.9', 'x1.10']);
  });

  it('does not round long numbers', () => {
    const [small, large] = ['step_10000000000000000000001', 'step_10000000000000000000002'];
    assert.ok(compareNatural(small, large) < 0);
    assert.ok(compareNatural(large, small) > 0);
  });

  it('never finds two different names equal, and is the same from both ends', () => {
    const names = ['a', 'A', 'a1', 'a01', 'a 1', '', '1', '01', 'é', 'e', '层2', '层10'];
    for (const one of names) {
      for (const other of names) {
        const order = Math.sign(compareNatural(one, other));
        assert.equal(order, -Math.sign(compareNatural(other, one)) || 0, `${one} | ${other}`);
        assert.equal(order === 0, one === other, `${one} | ${other}`);
      }
    }
    assert.deepEqual(sorted([...names]), sorted([...names].reverse()));
  });
});
