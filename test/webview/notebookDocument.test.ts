import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readOutput } from '../../webview/notebookDocument';
import { sampleDynamics, smallMatrix } from './sampleAnalyses';
import { sampleReport } from './sampleReport';

const kind = 'cca-lens-comparison';
const files = { a: 'a.npy', b: 'b.npz::x' };

/** The sentence on a document that must not be drawn. */
function problemOf(value: unknown): string {
  const read = readOutput(value);
  assert.ok('problem' in read, 'it was understood');
  assert.match(read.problem, /^[A-Z][^\n]*\.$/);
  return read.problem;
}

describe('readOutput', () => {
  it('understands files, a report, a matrix, and files with their report', () => {
    for (const more of [
      { files },
      { files: { ...files, as: 'bfloat16' } },
      { result: sampleReport() },
      { result: smallMatrix() },
      { files, result: sampleReport() },
    ]) {
      const value: unknown = JSON.parse(JSON.stringify({ schema: 1, kind, ...more }));
      assert.deepEqual(readOutput(value), { comparison: value });
    }
  });

  it('names the place of what is wrong', () => {
    const wrong = sampleReport();
    (wrong.cca as { mean: unknown }).mean = '0.5';
    assert.match(problemOf({ schema: 1, kind, result: wrong }), /document\.result\.cca\.mean is "0\.5", not number\.$/);
    assert.match(problemOf({ schema: 1, kind, result: { ...sampleReport(), samples: undefined } }), /samples/);
    const lacking: { route?: unknown } = sampleReport();
    delete lacking.route;
    assert.match(problemOf({ schema: 1, kind, result: lacking }), /document\.result lacks route\.$/);
    const matrix = { ...smallMatrix(), rows: [{ path: 'a.npy' }] };
    assert.match(problemOf({ schema: 1, kind, result: matrix }), /document\.result\.rows\[0\] lacks/);
    assert.match(problemOf({ schema: 1, kind, files: { a: 'a.npy' } }), /document\.files lacks b\.$/);
    assert.match(problemOf({ schema: 1, kind, files: { a: 1, b: 'b' } }), /document\.files\.a is 1, not string\.$/);
  });

  it('refuses what says nothing, or is something else', () => {
    assert.match(problemOf({ schema: 1, kind }), /lacks files\.$/);
    assert.match(problemOf({ schema: 1, kind: 'cca-lens-selection', files }), /kind is cca-lens-selection/);
    for (const value of [null, 7, 'text', [], [files]]) problemOf(value);
  });

  it('tells of a newer version, and of analyses that have no place in a notebook', () => {
    assert.match(problemOf({ schema: 2, kind, anything: true }), /newer version of CCA Lens; update/);
    assert.match(problemOf({ schema: 1, kind, result: { ...sampleReport(), schema: 2 } }), /newer version/);
    assert.match(problemOf({ schema: 1, kind, result: sampleDynamics() }), /analysis of dynamics cannot be/);
  });
});
