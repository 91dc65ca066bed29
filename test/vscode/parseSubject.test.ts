import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ScanFindings } from '../../src/protocol/scan';
import { parseScanTaking, parseSubject } from '../../src/vscode/parseSubject';
import { sampleSelection } from '../webview/sampleAnalyses';

describe('parseScanReading', () => {
  it('takes the choices that there are', () => {
    assert.deepEqual(parseScanTaking({ splits: 'join' }), { splits: 'join' });
    assert.deepEqual(parseScanTaking({ splits: 'apart', stacks: true, more: 1 }), { splits: 'apart', stacks: true });
  });

  it('makes none of what is none of them', () => {
    for (const value of [undefined, null, 'join', [], {}, { splits: 'both', stacks: 'true' }, { stacks: false }])
      assert.deepEqual(parseScanTaking(value), {}, JSON.stringify(value));
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

  it('takes over where a cluster keeps an analysis, and nothing that is no such place', () => {
    const cluster = { results: '/data/results', plan: '0123456789ab' };
    assert.deepEqual(parseSubject({ selection, cluster })?.cluster, cluster);
    const others = [{ ...cluster, plan: '../..' }, { ...cluster, results: 'results' }, { results: '/data' }, 'x', null];
    for (const other of others) assert.equal(parseSubject({ selection, cluster: other })?.cluster, undefined);
  });

  const found: ScanFindings = {
    beside: [{ path: '/runs/labels.npy', kind: 'labels', reason: 'a vector of whole numbers' }],
    unreadable: [{ path: '/runs/all.npz::x', code: 'object-array', message: 'x holds Python objects.' }],
    notices: [
      { code: 'object-array', message: 'x holds Python objects.' },
      { code: 'batches-joined', message: 'Joined.', stands: { while: 'joined', paths: ['/runs/a_0.npy'] } },
    ],
    proposals: [{ analysis: 'classes', reason: 'There are labels.' }],
  };

  it('gives back the training that it follows, and nothing that is no event', () => {
    const follow = { on: true, events: [{ at: 5, what: 'came', text: 'step_3 came: a' }], told: ['model0'] };
    assert.deepEqual(parseSubject({ selection, follow })?.follow, follow);
    const wrong = [
      { at: 'now', what: 'came', text: 'x' },
      { at: 1, what: 'magic', text: 'x' },
      { at: 1, what: 'came' },
      7,
    ];
    const more = { ...follow, events: [...wrong, ...follow.events], told: [1, 'model0'] };
    assert.deepEqual(parseSubject({ selection, follow: more })?.follow, follow);
    for (const none of [undefined, null, {}, { on: 1, events: [], told: [] }, { on: true, events: {}, told: [] }])
      assert.equal(parseSubject({ selection, follow: none })?.follow, undefined);
  });

  it('gives back what was said of the folders', () => {
    assert.deepEqual(parseSubject({ selection, found })?.found, found);
  });

  it('does without what was said of the folders where that is not what a look tells', () => {
    const [beside, unreadable, notice, proposal] = [
      found.beside[0],
      found.unreadable[0],
      found.notices[1],
      found.proposals[0],
    ];
    for (const wrong of [
      { beside: [{ ...beside, kind: 'magic' }] },
      { beside: [{ ...beside, path: 1 }] },
      { unreadable: [{ ...unreadable, message: undefined }] },
      { unreadable: {} },
      { notices: [{ ...notice, stands: { while: 'never', paths: [] } }] },
      { notices: [{ ...notice, stands: { while: 'apart', paths: [1] } }] },
      { notices: ['x'] },
      { proposals: [{ ...proposal, analysis: 'magic' }] },
    ]) {
      const subject = parseSubject({ selection, found: { ...found, ...wrong } });
      assert.ok(subject, 'the selection stays');
      assert.equal(subject.found, undefined, JSON.stringify(wrong));
    }
    assert.equal(parseSubject({ selection, found: null })?.found, undefined);
  });

  it('refuses a scan of paths that are not absolute, or of none, and what is no selection', () => {
    for (const roots of [['runs'], [], 'x', undefined])
      assert.equal(parseSubject({ selection, scan: { roots } }), undefined, JSON.stringify(roots));
    assert.equal(parseSubject({ selection: { ...selection, kind: 'x' } }), undefined);
    assert.equal(parseSubject('x'), undefined);
  });
});
