import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'mocha';
import { shellLine, shellWord } from '../../src/cluster/shellWord';
import { hostileTexts } from './hostileTexts';

describe('cluster/shellWord', () => {
  it('leaves plain words as they are', () => {
    for (const word of ['run', '--shard', 'auto/8', '/data/runs/model-0_b.npy', 'a@b:c=d', '1%2', '1,2+3'])
      assert.equal(shellWord(word), word);
  });

  it('is one word of any shell, of just that text', function () {
    if (process.platform === 'win32') return this.skip();
    for (const shell of ['sh', 'bash']) {
      const { status, stdout } = spawnSync(shell, ['-c', String.raw`printf '%s\0' ${shellLine(hostileTexts)}`], {
        encoding: 'utf8',
      });
      assert.equal(status, 0);
      assert.deepEqual(stdout.split('\0').slice(0, -1), hostileTexts, shell);
    }
  });

  it('refuses a null character', () => {
    assert.throws(() => shellWord('a\0b'), { code: 'usage' });
  });
});
