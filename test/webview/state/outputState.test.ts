import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { answered, started, type OutputState } from '../../../webview/state/outputState';
import { sampleReport } from '../sampleReport';

const progress = { type: 'progress', id: '1', phase: 'reading', fraction: 0.5 } as const;
const failed = { type: 'failed', id: '1', error: { code: 'x', message: 'It failed.' } } as const;

describe('the state of a notebook output', () => {
  it('goes from a click over progress to the report', () => {
    let state: OutputState = started({ failure: 'Before.' });
    assert.deepEqual(state, { report: undefined, running: { phase: 'Starting', fraction: 0 } });
    state = answered(state, progress);
    assert.deepEqual(state.running, { phase: 'reading', fraction: 0.5 });
    const report = sampleReport();
    assert.deepEqual(answered(state, { type: 'done', id: '1', report }), { report });
  });

  it('keeps the last numbers through a failure and a new run', () => {
    const report = sampleReport();
    const running = started({ report });
    assert.equal(running.report, report);
    assert.deepEqual(answered(running, failed), { report, failure: 'It failed.' });
    assert.equal(started(answered(running, failed)).failure, undefined);
  });

  it('says what became of the files since, until it is computed anew', () => {
    const report = sampleReport();
    const one = { names: ['a.npy'], count: 1 };
    const none = { names: [], count: 0 };
    const stale = { changed: one, writing: none, gone: none };
    const told = answered({ report }, { type: 'files', id: '1', stale });
    assert.match(told.stale ?? '', /a\.npy has changed/);
    assert.equal(told.report, report);
    assert.equal(started(told).stale, undefined);
    assert.equal(answered(told, { type: 'files', id: '1' }).stale, undefined);
  });

  it('is not stirred by progress that comes late', () => {
    const ended = answered(started({}), failed);
    assert.equal(answered(ended, progress), ended);
  });
});
