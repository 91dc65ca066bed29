import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { inGivenOrder } from '../../../src/analysis/names/givenOrder';
import type { SelectedArray } from '../../../src/protocol/selection';

function array(checkpoint: string, layer: string, include = true): SelectedArray {
  return { path: `/${checkpoint}/${layer}.npy`, model: '', checkpoint, layer, include };
}

const arrays = ['a', 'b'].flatMap((checkpoint) =>
  ['transformer.h.0', 'transformer.h.10', 'lm_head'].map((layer) => array(checkpoint, layer)),
);
const shown = (list: readonly SelectedArray[]) => list.map(({ checkpoint, layer }) => `${checkpoint} ${layer}`);

describe('inGivenOrder', () => {
  it('puts the layers of each checkpoint in the order that was given', () => {
    assert.deepEqual(shown(inGivenOrder(arrays, ['lm_head', 'h.10', 'transformer.h.0'])), [
      'a lm_head',
      'a transformer.h.10',
      'a transformer.h.0',
      'b lm_head',
      'b transformer.h.10',
      'b transformer.h.0',
    ]);
  });

  it('names what does not fit in one sentence', () => {
    const refusal = (names: string[], list = arrays): string => {
      try {
        inGivenOrder(list, names);
      } catch (error) {
        return (error as Error).message;
      }
      return '';
    };
    assert.equal(
      refusal(['h.0', 'h.10']),
      'The order of layers lacks lm_head; name every layer, or leave some out (--exclude).',
    );
    assert.match(
      refusal(['h.0', 'h.10', 'lm_head', 'h.1']),
      /has h\.1, and no layer is called so; there are transformer\.h\.0,/,
    );
    assert.match(refusal(['h.0', 'transformer.h.0']), /has transformer\.h\.0 twice/);
    assert.match(refusal(['x'], [array('', 'a.x'), array('', 'b.x')]), /a\.x and b\.x end so; name them in full/);
    // What is left out need not be named.
    assert.equal(refusal(['x'], [array('', 'x'), array('', 'y', false)]), '');
  });
});
