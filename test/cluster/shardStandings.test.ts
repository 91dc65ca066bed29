import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { againOf, shardStandings } from '../../src/cluster/shardStandings';
import { readQueue, waitingReasons } from '../../src/cluster/squeueAnswer';

describe('cluster/shardStandings', () => {
  it('takes results for what is done, the queue for what runs and waits, and what processes say for the rest', () => {
    const said = new Map([
      [1, { state: 'failed' as const, alive: false }],
      [3, { state: 'running' as const, alive: true }],
      [4, { state: 'running' as const, alive: false }],
      [5, { state: 'failed' as const, alive: true }],
      [6, { state: 'failed' as const, alive: true }],
      [7, { state: 'running' as const, alive: true }],
    ]);
    const queue = readQueue('6|PENDING|Priority\n7|COMPLETING|None\n8|PENDING|Resources\n');
    const standings = shardStandings(9, [2, 3, 4, 5, 6, 7, 8, 9], said, queue);
    assert.deepEqual(standings, {
      done: [1],
      running: [3, 7],
      waiting: [6, 8],
      failed: [5],
      stopped: [4],
      missing: [2, 9],
    });
    assert.deepEqual(againOf(standings), [2, 4, 5, 9]);
  });
});

describe('cluster/squeueAnswer', () => {
  it('reads a line for each task, and nothing of other lines', () => {
    const queue = readQueue(
      'CLUSTER: north\n 3|RUNNING|None\n12|PENDING|ReqNodeNotAvail, UnavailableNodes:n1\nN/A|PENDING|x\n\n',
    );
    assert.deepEqual(
      [...queue],
      [
        [3, { state: 'RUNNING', reason: 'None' }],
        [12, { state: 'PENDING', reason: 'ReqNodeNotAvail, UnavailableNodes:n1' }],
      ],
    );
  });

  it('says each reason once, and not the throttle, which people have asked for', () => {
    const queue = readQueue('1|RUNNING|None\n2|PENDING|Resources\n3|PENDING|Resources\n4|PENDING|JobArrayTaskLimit\n');
    assert.deepEqual(waitingReasons(queue.values()), ['Resources']);
  });
});
