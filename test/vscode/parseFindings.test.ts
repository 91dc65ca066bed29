import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ScanFindings } from '../../src/protocol/scan';
import { parseFindings } from '../../src/vscode/parseFindings';

const kinds: ScanFindings['beside'][number]['kind'][] = ['labels', 'ids', 'masks', 'tokens', 'pictures', 'names'];

const findings = (): ScanFindings => ({
  beside: kinds.map((kind) => ({ path: `/runs/${kind}.npy`, kind, reason: 'by its name' })),
  unreadable: [{ path: '/runs/x.npy', code: 'npy-format', message: 'x.npy is empty.' }],
  notices: [{ code: 'batches-joined', message: 'Joined.', stands: { while: 'joined', paths: ['/runs/a.npy'] } }],
  proposals: [],
});

describe('parseFindings', () => {
  it('takes what a page kept, of every kind', () => {
    assert.deepEqual(parseFindings(JSON.parse(JSON.stringify(findings()))), findings());
  });

  it('takes nothing of another shape', () => {
    const { beside, notices } = findings();
    for (const changed of [
      { beside: [{ ...beside[0], kind: 'layers' }] },
      { beside: [{ ...beside[0], kind: 'toString' }] },
      { notices: [{ ...notices[0], stands: { while: 'constructor', paths: [] } }] },
      { unreadable: undefined },
    ])
      assert.equal(parseFindings({ ...findings(), ...changed }), undefined, JSON.stringify(changed));
    assert.equal(parseFindings(undefined), undefined);
  });
});
