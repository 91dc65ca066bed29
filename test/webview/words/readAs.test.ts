import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readAs } from '../../../webview/words/readAs';

describe('webview/readAs', () => {
  it('says in a few words how axes were read', () => {
    assert.equal(readAs({ kind: 'maps', layout: 'nhwc', conv: 'flatten' }), 'NHWC, flattened');
    assert.equal(
      readAs({ kind: 'maps', layout: 'nchw', conv: 'interpolate', size: [16, 8], subsample: { every: 5, first: 2 } }),
      'NCHW, interpolated, to 16 × 8, one row of 5 from row 2',
    );
    assert.equal(readAs({ kind: 'maps', layout: 'nhwc', conv: 'dft' }), 'NHWC, by frequency');
    assert.equal(readAs({ kind: 'sequence', sequence: 'last' }), 'last step');
    assert.equal(readAs({ kind: 'matrix', subsample: { every: 2, first: 0 } }), 'one row of 2 from row 0');
  });
});
