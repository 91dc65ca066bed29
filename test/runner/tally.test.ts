import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { lastLine, sum, tallyOf } from './tally';

describe('tallyOf', () => {
  const folder = temporaryFolder('tally-test');

  function left(passed: number, failed: number): string {
    const file = join(folder, `${passed}-${failed}.json`);
    writeFileSync(file, JSON.stringify({ passed, failed }));
    return file;
  }

  it('takes over what a run has counted', () => {
    assert.deepEqual(tallyOf(left(3, 0), 0), { passed: 3, failed: 0 });
    assert.deepEqual(tallyOf(left(3, 2), 1), { passed: 3, failed: 2 });
  });

  it('finds a failure where none was counted but all is not well', () => {
    assert.deepEqual(tallyOf(join(folder, 'nothing.json'), 0), { passed: 0, failed: 1 }, 'no tally was left');
    assert.deepEqual(tallyOf(left(0, 0), 0), { passed: 0, failed: 1 }, 'no test ran');
    assert.deepEqual(tallyOf(left(5, 0), 1), { passed: 5, failed: 1 }, 'the process failed after its tests');
  });
});

describe('the last line of a run', () => {
  it('counts all parts', () => {
    const parts = [
      { passed: 1, failed: 0 },
      { passed: 20, failed: 3 },
    ];
    assert.equal(lastLine(sum(parts)), '21 passed, 3 failed');
    assert.equal(lastLine(sum([])), '0 passed, 0 failed');
  });
});
