import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { fixture } from './golden';
import { hasNumpy, runPythonWith } from './python';
import type { ExpectedPair } from './similarity/expectedPair';
import { temporaryFolder } from './workbench/temporaryFolder';

describe('expected values of the fixtures', () => {
  if (!hasNumpy('expected values of the fixtures')) return;

  it('are those that the script beside them computes', () => {
    const { status, stdout, stderr } = runPythonWith(fixture('expected.py'), '--check');
    assert.match(stdout, /nothing differs \(numpy [^)]+\)\n$/, stdout + stderr);
    assert.equal(status, 0);
  });

  it('are told by name where they are others', () => {
    const folder = temporaryFolder('fixtures');
    for (const name of ['expected.py', 'reference', 'pairs', 'npy'])
      cpSync(fixture(name), join(folder, name), { recursive: true });
    const change = <T>(name: string, by: (expected: T) => void): void => {
      const file = join(folder, name, 'expected.json');
      const expected = JSON.parse(readFileSync(file, 'utf8')) as T;
      by(expected);
      writeFileSync(file, JSON.stringify(expected));
    };
    change<{ cases: ExpectedPair[] }>('pairs', ({ cases: [first, second] }) => {
      // Within the tolerance of 1e-11, and beyond it.
      first!.cka.debiased += 5e-12;
      first!.cka.linear += 2e-11;
      first!.svcca99.k[1]--;
      second!.name = 'renamed';
    });
    change<{ files: { file: string; sha256_f64le_row_major: string }[] }>('npy', ({ files }) => {
      files[0]!.sha256_f64le_row_major = '';
    });
    const { status, stdout } = runPythonWith(join(folder, 'expected.py'), '--check', 'npy', 'pairs');
    const told = [
      'npy/expected.json: files be_f2.npy sha256_f64le_row_major: ',
      'pairs/expected.json: cases affine svcca99 k 1: ',
      'pairs/expected.json: cases affine cka linear: ',
      'pairs/expected.json: cases dead_neurons: nothing in the file',
      'pairs/expected.json: cases renamed: ',
      'npy, pairs: 5 differences',
    ];
    const lines = stdout.trim().split('\n');
    assert.equal(lines.length, told.length, stdout);
    told.forEach((start, i) => assert.ok(lines[i]!.startsWith(start), `${lines[i]} instead of ${start}`));
    assert.equal(status, 1);
  });
});
