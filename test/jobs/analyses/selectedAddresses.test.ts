import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { idsNotices, selectedAddresses } from '../../../src/jobs/analyses/selectedAddresses';
import { selected } from '../../analysis/selections';

describe('arrays with ids of their samples', () => {
  const [first, second, bare] = [
    selected('m', '1', 'x', { ids: '/ids1.npy' }),
    selected('n', '1', 'x', { ids: '/ids2.npy' }),
    selected('o', '1', 'y'),
  ];

  it('are put in the order of the first', () => {
    assert.deepEqual(
      selectedAddresses([bare, first, second]).map(({ order }) => order),
      [undefined, undefined, { own: '/ids2.npy', wanted: '/ids1.npy' }],
    );
  });

  it('leave others to trust, which is said', () => {
    assert.match(
      idsNotices([first, second, bare])[0]!.message,
      /none \(o\/1\/y\.npy\): those are taken to be in the order/,
    );
    assert.deepEqual([...idsNotices([first, second]), ...idsNotices([bare])], []);
  });
});
