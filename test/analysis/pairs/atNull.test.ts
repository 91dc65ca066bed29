import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { reportOrderNotices } from '../../../src/analysis/pairs/atNull';
import type { ComparisonReport } from '../../../src/similarity/report';
import { sampleReport } from '../../webview/sampleReport';

const names = { a: 'one.npy', b: 'other.npy' };

/** A report of as many neurons on both sides, with a mean CCA and its null. */
function report(mean: number, chance: number): ComparisonReport {
  const { a, b, cca, ...rest } = sampleReport();
  return {
    ...rest,
    a,
    b: { ...b, features: a.features },
    cca: { ...cca!, mean },
    null: { coefficients: [], mean: chance },
  };
}

describe('reportOrderNotices', () => {
  it('remarks on arrays of one width that are no more alike than chance', () => {
    const [notice, ...others] = reportOrderNotices(report(0.301, 0.3), names);
    assert.equal(notice?.code, 'at-null');
    assert.match(notice.message, /one\.npy with other\.npy.*another order/);
    assert.deepEqual(others, []);
  });

  it('says nothing above chance, of arrays of different widths, or where chance leaves nothing to tell', () => {
    assert.deepEqual(reportOrderNotices(report(0.5, 0.3), names), []);
    assert.deepEqual(reportOrderNotices(report(0.96, 0.96), names), []);
    const wider = report(0.301, 0.3);
    assert.deepEqual(reportOrderNotices({ ...wider, b: { ...wider.b, features: 1 } }, names), []);
  });

  it('holds SVCCA against its own null where CCA was not computed', () => {
    const without = { ...report(0, 0), cca: undefined, null: undefined };
    assert.deepEqual(reportOrderNotices(without, names), []);
    const low = { ...without, svcca: { ...without.svcca!, mean: 0.3 } };
    assert.equal(reportOrderNotices(low, names).length, 1);
  });
});
