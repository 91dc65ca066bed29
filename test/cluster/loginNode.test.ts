import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isLoginNode, loginQuestion, loginRefusal } from '../../src/cluster/loginNode';

describe('cluster/loginNode', () => {
  it('is where sbatch is, and no job of Slurm', () => {
    assert.equal(isLoginNode({}, true), true);
    assert.equal(isLoginNode({ SLURM_JOB_ID: '' }, true), true);
    assert.equal(isLoginNode({ SLURM_JOB_ID: '12' }, true), false);
    assert.equal(isLoginNode({}, false), false);
  });

  it('names the time, and the ways that there are', () => {
    assert.match(loginQuestion(7200), /about 2 h\. Do it here\?$/);
    const { code, message } = loginRefusal(7200);
    assert.equal(code, 'login-node');
    for (const part of ['about 2 h', '--here', 'submit']) assert.ok(message.includes(part), part);
  });
});
