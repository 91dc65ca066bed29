import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { Hdf5Failure } from '../../../src/formats/hdf5/library';
import { Hdf5Client } from '../../../src/jobs/hdf5/hdf5Client';
import { openArray } from '../../../src/jobs/arrays/openArray';
import { isRefusal } from '../../fuzz/claims';
import { fixture } from '../../golden';
import { temporaryFolder } from '../../workbench/temporaryFolder';

const file = { descriptor: 0, byteLength: 0, key: '' };

/** A client of a thread that does this with each question. */
function clientOf(code: string, time = { now: 0 }): Hdf5Client {
  const program = join(temporaryFolder('hdf5Client'), 'thread.js');
  const about = `const { parentPort } = require('node:worker_threads'); parentPort.postMessage({ started: true });`;
  writeFileSync(program, `${about} parentPort.on('message', ({ question }) => { ${code} });`);
  return new Hdf5Client({ program, binary: program, clock: { now: () => time.now, processors: () => time.now } });
}

describe('the client of the HDF5 library', () => {
  it('asks one question after the other', async () => {
    const client = clientOf('parentPort.postMessage({ answer: question.path })');
    const ask = (path: string) => client.ask(file, { ask: 'attributes', path }, 400);
    assert.deepEqual(await Promise.all(['a', 'b', 'c'].map(ask)), ['a', 'b', 'c']);
    await client.end();
  });

  it('ends a thread that loops once its time is over, says so, and starts another', async () => {
    const time = { now: 0 };
    const client = clientOf(`if (question.path === 'loop') for (;;); parentPort.postMessage({ answer: 1 })`, time);
    const looping = client.ask(file, { ask: 'attributes', path: 'loop' }, 400);
    const next = client.ask(file, { ask: 'attributes', path: 'x' }, 400);
    // The clock goes on whenever it is looked at.
    const ticking = setInterval(() => (time.now += 200), 1);
    await assert.rejects(looping, { message: 'the HDF5 library had not read it after 0.8 s, and was ended' });
    clearInterval(ticking);
    assert.equal(await next, 1);
    await client.end();
  });

  it('passes on what the library says, and goes on after a thread that has ended or is broken', async () => {
    const client = clientOf(`
      if (question.path === 'throw') throw new Error('gone');
      parentPort.postMessage(question.path === 'ok' ? { answer: 1 } : { failure: 'no such', broken: question.path === 'broken' });
    `);
    const ask = (path: string) => client.ask(file, { ask: 'attributes', path }, 400);
    await assert.rejects(ask('fail'), (error) => error instanceof Hdf5Failure && error.message === 'no such');
    await assert.rejects(ask('broken'), { message: 'no such' });
    await assert.rejects(ask('throw'), { message: 'the HDF5 library stopped: gone' });
    assert.equal(await ask('ok'), 1);
    await client.end();
  });

  it('gives a file that makes the library go round in a circle one sentence, and reads what stands beside', async () => {
    const path = fixture('hdf5/circle.h5');
    await assert.rejects(openArray({ path: `${path}::maps` }), (error) => {
      isRefusal(error, ['circle.h5::maps']);
      assert.match(error.message, /had not read it after 0\.4 s, and was ended/);
      return true;
    });
    const array = await openArray({ path: `${path}::run/epoch_0/layer` });
    assert.deepEqual(array.header.shape, [13, 7]);
    await array.close();
  });
});
