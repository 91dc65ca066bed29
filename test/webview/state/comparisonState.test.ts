import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ComparisonRequest, ComparisonState } from '../../../src/protocol/panel';
import type { TrustRequest } from '../../../src/protocol/pairExtras';
import { defaultOptions } from '../../../src/facts/options';
import {
  editComparison,
  emptyModel,
  flipped,
  isEdited,
  receiveComparison,
  reportOf,
} from '../../../webview/state/comparisonState';
import { sampleDirections } from '../sampleExtras';
import { sampleReport } from '../sampleReport';

const request: ComparisonRequest = { a: { path: 'a.npy' }, b: { path: 'b.npy' }, options: defaultOptions };
const names = { a: 'a.npy', b: 'b.npy' };

const trustRequest: TrustRequest = {
  measure: 'cca',
  wanted: ['null'],
  permutations: 10,
  seed: 0,
  blocks: 20,
  level: 0.05,
};

function done(about = request): ComparisonState {
  return { status: 'done', request: about, names, report: sampleReport() };
}

function loading(about = request, last = sampleReport()): ComparisonState {
  return { status: 'loading', request: about, names, phase: 'read', fraction: 0.5, last };
}

describe('webview/state', () => {
  it('starts the controls from the host’s options', () => {
    const model = receiveComparison(emptyModel, done());
    assert.equal(model.draft?.fraction, '0.99');
    assert.equal(isEdited(model), false);
  });

  it('takes a layer of other batches for another layer', () => {
    const batched = done({ ...request, a: { path: 'a.npy', more: ['a_1.npy'] } });
    const model = receiveComparison(receiveComparison(emptyModel, done()), batched);
    assert.equal(reportOf(model.state), reportOf(batched), 'the report of the other layer was kept');
  });

  it('keeps what is being typed while progress arrives', () => {
    const typed = editComparison(receiveComparison(emptyModel, done()), { threshold: '0.' });
    const model = receiveComparison(receiveComparison(typed, loading()), done());
    assert.equal(model.draft?.threshold, '0.');
    assert.equal(isEdited(model), true);
  });

  it('follows the host when its options change', () => {
    const typed = editComparison(receiveComparison(emptyModel, done()), { threshold: '0.5' });
    const other = { ...request, options: { ...defaultOptions, epsilon: 1e-6 } };
    const model = receiveComparison(typed, loading(other));
    assert.equal(model.draft?.threshold, '0.98');
    assert.equal(model.draft?.epsilon, '1e-6');
    assert.equal(isEdited(model), false);
  });

  it('is edited as soon as the controls ask for something else, and not when they are set back', () => {
    const model = receiveComparison(emptyModel, done());
    const changed = editComparison(model, { dropNonFinite: true });
    assert.equal(isEdited(changed), true);
    assert.equal(isEdited(editComparison(changed, { dropNonFinite: false })), false);
  });

  it('holds on to the very report it shows while the same pair is computed anew', () => {
    const shown = receiveComparison(emptyModel, done());
    const again = receiveComparison(shown, loading());
    assert.equal(reportOf(again.state), reportOf(shown.state));
    const failed: ComparisonState = {
      status: 'failed',
      request,
      names,
      error: { code: 'cancelled', message: 'Cancelled.' },
      last: sampleReport(),
    };
    assert.equal(reportOf(receiveComparison(again, failed).state), reportOf(shown.state));
  });

  it('shows the host’s report after a swap, and none when the host has none', () => {
    const shown = receiveComparison(emptyModel, done());
    const swapped = loading({ ...request, a: request.b, b: request.a });
    assert.notEqual(reportOf(receiveComparison(shown, swapped).state), reportOf(shown.state));
    const bare: ComparisonState = { status: 'loading', request, names, phase: 'read', fraction: 0 };
    assert.equal(reportOf(receiveComparison(shown, bare).state), undefined);
  });

  it('holds on to what was asked beyond the report while something else of it is under way', () => {
    const asked = { count: 3, points: 10 };
    const showing = (fraction: number): ComparisonState => ({
      ...(done() as Extract<ComparisonState, { status: 'done' }>),
      directions: { status: 'done', request: asked, outcome: sampleDirections() },
      trust: { status: 'loading', request: trustRequest, phase: 'drawing', fraction },
    });
    const first = receiveComparison(emptyModel, showing(0.1)).state;
    const second = receiveComparison({ state: first }, showing(0.2)).state;
    assert.ok(first.status === 'done' && second.status === 'done');
    assert.equal(second.report, first.report);
    assert.ok(first.directions?.status === 'done' && second.directions?.status === 'done');
    assert.equal(second.directions.outcome, first.directions.outcome);
    assert.ok(second.trust?.status === 'loading' && second.trust.fraction === 0.2);
    const other = showing(0.3) as Extract<ComparisonState, { status: 'done' }>;
    other.report.samples = 22;
    const third = receiveComparison({ state: second }, other).state;
    assert.equal(reportOf(third)?.samples, 22, 'another report is another report');
  });

  it('has no controls while empty', () => {
    const model = receiveComparison(receiveComparison(emptyModel, done()), { status: 'empty' });
    assert.equal(model.draft, undefined);
    assert.deepEqual(editComparison(model, { threshold: '0' }), model);
    assert.equal(isEdited(model), false);
  });

  it('flips one side against how it was read', () => {
    assert.equal(flipped(defaultOptions, 'a', false).transposeA, true);
    assert.equal(flipped({ ...defaultOptions, transposeB: true }, 'b', true).transposeB, false);
    assert.equal(flipped(defaultOptions, 'b', false).transposeA, undefined);
  });
});
