import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { pairsComputed, stoppedEarly, stoppedResult } from '../../src/facts/partialResult';
import { analysisCsv } from '../../src/protocol/analysisCsv';
import { sampleMatrix } from '../webview/sampleAnalyses';

describe('facts/partialResult', () => {
  it('counts each pair of a square once', () => {
    assert.deepEqual(pairsComputed(sampleMatrix(1, 4)), { done: 10, all: 10 });
    const rectangle = { ...sampleMatrix(1, 4), square: false };
    assert.deepEqual(pairsComputed(rectangle), { done: 16, all: 16 });
  });

  it('says of a result that was stopped what it is, also in each line of its CSV', () => {
    const partial = stoppedResult(sampleMatrix(1, 4, 2));
    assert.ok(partial);
    const [{ code, message }] = partial.warnings;
    assert.equal(code, stoppedEarly);
    assert.match(message, /^Stopped after 8 of 10 pairs: /);
    const [head, line] = analysisCsv(partial).split('\n');
    assert.match(head!, /,remark\r?$/);
    assert.match(line!, /Stopped after 8 of 10 pairs/);
    assert.equal(stoppedResult(sampleMatrix(1, 2, 4)), undefined, 'nothing of it');
  });
});
