import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  memoryOfWorkMib,
  shardArguments,
  taskMemoryMib,
  taskMinutes,
  usualShards,
  workMemoryMib,
} from '../../src/cluster/shardJob';
import { shardJob } from './shardJobs';

describe('cluster/shardJob', () => {
  it('cuts work into shards of some minutes, never more than there are pairs', () => {
    assert.equal(usualShards(0, 0), 1);
    assert.equal(usualShards(599, 100), 1);
    assert.equal(usualShards(6000, 100), 10);
    assert.equal(usualShards(6000, 4), 4);
    assert.equal(usualShards(1e9, 1e6), 1000);
  });

  it('asks for more memory and time than an estimate says', () => {
    assert.equal(taskMemoryMib(0), 2048);
    assert.equal(taskMemoryMib(4000 * 2 ** 20), 5632);
    assert.ok(workMemoryMib(taskMemoryMib(4000 * 2 ** 20)) > 4000);
    assert.equal(workMemoryMib(2048), 1536);
    assert.equal(workMemoryMib(600), 300);
    assert.equal(workMemoryMib(1), 64);
    for (const mib of [64, 300, 511, 512, 1536, 60_000]) assert.equal(workMemoryMib(memoryOfWorkMib(mib)), mib);
    assert.equal(taskMinutes(1), 30);
    assert.equal(taskMinutes(600), 40);
  });

  it('writes the number of shards out', () => {
    assert.deepEqual(shardArguments(shardJob()), [
      'run',
      '/data/results/plans/0123456789ab/choice.ccalens.json',
      '--results',
      '/data/results',
      '--shard',
      'auto/8',
      '--memory',
      '3584',
    ]);
  });
});
