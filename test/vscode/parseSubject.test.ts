import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseScanReading, parseSubject } from '../../src/vscode/parseSubject';
import { sampleSelection } from '../webview/sampleAnalyses';

describe('parseScanReading', () => {
  it('takes the choices that there are', () => {
    assert.deepEqual(parseScanReading({ splits: 'join' }), { splits: 'join' });
    assert.deepEqual(parseScanReading({ splits: 'apart', stacks: true, more: 1 }), { splits: 'apart', stacks: true });
  });

  it('makes none of what is none of them', () => {
    for (const value of [undefined, null, 'join', [], {}, { splits: 'both', stacks: 'true' }, { stacks: false }])
      assert.deepEqual(parseScanReading(value), {}, JSON.stringify(value));
  });
});

describe('parseSubject', () => {
  const selection = sampleSelection(2, 1, 2);

  it('gives back what a page kept as JSON, how files are taken among it', () => {
    const scan = { roots: ['/runs'], include: ['**/layer*'], exclude: undefined, splits: 'apart', stacks: true };
    const kept = JSON.parse(JSON.stringify({ selection, scan, started: true, names: { a: 'b' } })) as unknown;
    const subject = parseSubject(kept);
    assert.deepEqual(subject?.scan, scan);
    assert.deepEqual([subject?.started, subject?.names, subject?.document], [true, {}, undefined]);
    assert.equal(subject?.selection.arrays.length, selection.arrays.length);
  });

  it('refuses a scan of paths that are not absolute, or of none, and what is no selection', () => {
    for (const roots of [['runs'], [], 'x', undefined])
      assert.equal(parseSubject({ selection, scan: { roots } }), undefined, JSON.stringify(roots));
    assert.equal(parseSubject({ selection: { ...selection, kind: 'x' } }), undefined);
    assert.equal(parseSubject('x'), undefined);
  });
});
