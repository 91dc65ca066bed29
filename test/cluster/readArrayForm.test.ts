import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readArrayForm } from '../../src/cluster/readArrayForm';
import type { ArrayForm } from '../../src/protocol/clusterPage';

const empty: ArrayForm = {
  results: '/data/results',
  shards: '',
  partition: '',
  account: '',
  time: '',
  memory: '',
  cpus: '',
  throttle: '',
};

function problemsOf(more: Partial<ArrayForm>) {
  return readArrayForm({ ...empty, ...more }).problems ?? {};
}

describe('cluster/readArrayForm', () => {
  it('leaves out what is empty, and takes what is typed without blanks around it', () => {
    assert.deepEqual(readArrayForm(empty), { asked: { results: '/data/results', slurm: {} } });
    const form = {
      results: ' /data/a b/ ',
      shards: '24',
      partition: ' gpu',
      account: 'lab',
      time: '1-12',
      memory: '4096',
    };
    assert.deepEqual(readArrayForm({ ...empty, ...form, cpus: '4', throttle: '8' }), {
      asked: {
        results: '/data/a b',
        shards: 24,
        cpus: 4,
        memoryMib: 4096,
        slurm: { partition: 'gpu', account: 'lab', time: '1-12', throttle: 8 },
      },
    });
  });

  it('says of each field what is wrong with it', () => {
    const problems = problemsOf({
      results: 'results',
      shards: '10001',
      partition: '--uid=0',
      account: 'a\tb',
      time: 'soon',
      memory: '4G',
      cpus: '0',
      throttle: '-1',
    });
    assert.match(problems.results!, /path that begins with \//);
    assert.match(problems.shards!, /from 1 to 10,000/);
    assert.match(problems.partition!, /begins with a dash, as "--uid=0" does/);
    assert.match(problems.account!, /no control characters/);
    assert.match(problems.time!, /takes minutes, .* not "soon"/);
    for (const field of ['memory', 'cpus', 'throttle'] as const) assert.match(problems[field]!, /a whole number from/);
    assert.match(problemsOf({ results: '' }).results!, /Choose the folder/);
    assert.match(problemsOf({ results: '/a\\b' }).results!, /no backslash/);
    assert.match(problemsOf({ partition: 'a\nb' }).partition!, /further lines/);
  });
});
