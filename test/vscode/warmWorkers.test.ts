import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { RunOptions } from '../../src/jobs/workerClient';
import { endThreads, WarmWorkers, type JobClient } from '../../src/vscode/warmWorkers';

/** A client whose jobs end when the test says so. */
class FakeClient {
  jobs = 0;
  disposed = false;
  private settle: { resolve(result: unknown): void; reject(error: Error): void } | undefined;

  run(_job: string, _spec: unknown, { signal }: RunOptions = {}): Promise<unknown> {
    assert.equal(this.disposed, false, 'a client that was disposed is not used again');
    this.jobs++;
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      signal?.addEventListener('abort', () => reject(new Error('cancelled')));
    });
  }
  end(result: unknown = undefined): void {
    this.settle?.resolve(result);
  }
  fail(): void {
    this.settle?.reject(new Error('refused'));
  }
  async dispose(): Promise<void> {
    this.disposed = true;
    this.settle?.reject(new Error('cancelled'));
    await this.ended;
  }
  /** What the end of its thread takes. */
  ended: Promise<void> = Promise.resolve();
}

describe('WarmWorkers', () => {
  let clients: FakeClient[];
  let workers: WarmWorkers;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    clients = [];
    workers = new WarmWorkers(start, 30);
  });
  afterEach(() => {
    workers.dispose();
    mock.timers.reset();
  });

  function start(): JobClient {
    const client = new FakeClient();
    clients.push(client);
    return client as unknown as JobClient;
  }
  const job = (signal?: AbortSignal) => workers.run('summary', { array: { path: 'a.npy' } }, { signal });
  const disposed = () => clients.map((client) => client.disposed);

  it('does one job after the other in the same thread, after a refusal too', async () => {
    const first = job();
    clients[0]!.fail();
    await assert.rejects(first, /refused/);
    const second = job();
    clients[0]!.end('facts');
    assert.equal(await second, 'facts');
    assert.equal(clients.length, 1);
    assert.equal(clients[0]!.jobs, 2);
  });

  it('runs jobs side by side, and keeps one thread of them: the first that is free', async () => {
    const jobs = [job(), job(), job()];
    assert.equal(clients.length, 3);
    for (const index of [1, 0, 2]) {
      clients[index]!.end();
      await jobs[index];
    }
    assert.deepEqual(disposed(), [true, false, true]);
  });

  it('does not keep the thread of a cancelled job', async () => {
    const cancelling = new AbortController();
    const cancelled = job(cancelling.signal);
    cancelling.abort();
    await assert.rejects(cancelled, /cancelled/);
    assert.deepEqual(disposed(), [true]);
    const next = job();
    clients[1]!.end();
    await next;
  });

  it('ends the idle thread after a while without a job, and not before', async () => {
    const first = job();
    clients[0]!.end();
    await first;
    const second = job();
    mock.timers.tick(50);
    assert.deepEqual(disposed(), [false], 'a busy thread is not idle');
    clients[0]!.end();
    await second;
    mock.timers.tick(29);
    assert.deepEqual(disposed(), [false]);
    mock.timers.tick(1);
    assert.deepEqual(disposed(), [true]);
  });

  it('forgets: the idle thread goes at once, a busy one after its job', async () => {
    const [one, two] = [job(), job()];
    clients[0]!.end();
    await one;
    workers.forget();
    assert.deepEqual(disposed(), [true, false]);
    clients[1]!.end('facts');
    assert.equal(await two, 'facts');
    assert.deepEqual(disposed(), [true, true]);
  });

  it('ends everything when it is disposed', async () => {
    const [one, two] = [job(), job()];
    clients[0]!.end();
    await one;
    workers.dispose();
    await assert.rejects(two, /cancelled/);
    assert.deepEqual(disposed(), [true, true]);
  });

  it('is done with its end when the threads are: those that ended before, too', async () => {
    const ends: (() => void)[] = [];
    const [one, two] = [job(), job()];
    for (const client of clients) client.ended = new Promise((resolve) => ends.push(resolve));
    clients[0]!.end();
    await one;
    workers.forget();
    let done = false;
    const ending = endThreads().then(() => (done = true));
    await assert.rejects(two, /cancelled/);
    for (const end of ends) {
      await new Promise((resolve) => setImmediate(resolve));
      assert.equal(done, false);
      end();
    }
    await ending;
  });
});
