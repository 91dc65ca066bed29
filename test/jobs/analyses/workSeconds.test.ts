import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { pairSeconds } from '../../../src/jobs/analyses/workSeconds';

describe('pairSeconds', () => {
  it('counts of a wide pair no scores that it does not have, and grows with its samples', () => {
    const wide = (samples: number, measures?: ('cca' | 'pwcca' | 'svcca' | 'cka')[]) =>
      pairSeconds(samples, 2000, 1500, { measures });
    assert.equal(wide(500, ['cca', 'pwcca', 'cka']), wide(500, ['cka']));
    assert.ok(wide(500, ['svcca', 'cka']) > wide(500, ['cka']));
    assert.ok(wide(1000) > 4 * wide(500));
    const narrow = (...measures: ('pwcca' | 'cka')[]) => pairSeconds(5000, 500, 500, { measures });
    assert.ok(narrow('pwcca', 'cka') > narrow('cka'));
  });
});
