import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { RunOptions } from '../../src/jobs/workerClient';
import { endThreads, WarmWorkers, type JobClient } from '../../src/vscode/warmWorkers';

/** A client whose jobs end when the test says so. */
class FakeClient {
  jobs = 0;
  disposed = false;
  readonly names: string[] = [];
  private settle: { resolve(result: unknown): void; reject(error: Error): void } | undefined;

  run(job: string, _spec: unknown, { signal }: RunOptions = {}): Promise<unknown> {
    assert.equal(this.disposed, false, 'a client that was disposed is not used again');
    this.names.push(job);
    if (job === 'warmUp') return Promise.reject(new Error('nobody hears of this'));
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
    workers = new WarmWorkers(start, { idle: 30, warm: 300 });
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
  const means = { resources: { workers: 1 } };
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

  it('starts none for warmth before it is asked to, and then one, which the next job has', async () => {
    mock.timers.tick(1000);
    assert.equal(clients.length, 0);
    workers.warm(means);
    workers.warm(means);
    const first = job();
    clients[0]!.end('facts');
    assert.equal(await first, 'facts');
    workers.warm(means);
    assert.deepEqual(
      clients.map(({ names }) => names),
      [['warmUp', 'summary']],
    );
  });

  it('warms the thread that is idle, and a busy one after its job', async () => {
    const first = job();
    workers.warm(means);
    assert.deepEqual(clients[0]!.names, ['summary']);
    clients[0]!.end();
    await first;
    assert.deepEqual(clients[0]!.names, ['summary', 'warmUp']);
    workers.forget();
    const second = job();
    clients[1]!.end();
    await second;
    assert.deepEqual(clients[1]!.names, ['summary']);
    workers.warm(means);
    assert.deepEqual(clients[1]!.names, ['summary', 'warmUp']);
  });

  it('keeps one warm that has done nothing, gives back what a job has left, and nothing is left after a long time', async () => {
    workers.warm(means);
    mock.timers.tick(200);
    assert.deepEqual(disposed(), [false]);
    const first = job();
    clients[0]!.end();
    await first;
    mock.timers.tick(30);
    assert.deepEqual(disposed(), [true, false], 'a new one takes its place');
    assert.deepEqual(clients[1]!.names, ['warmUp']);
    mock.timers.tick(69);
    assert.deepEqual(disposed(), [true, false]);
    mock.timers.tick(1);
    assert.deepEqual(disposed(), [true, true]);
    mock.timers.tick(1000);
    assert.equal(clients.length, 2);
    workers.warm(means);
    assert.deepEqual(disposed(), [true, true, false], 'the next array that is shown begins anew');
  });

  it('is asked again while arrays are shown, and goes on', () => {
    for (let shown = 0; shown < 5; shown++) {
      workers.warm(means);
      mock.timers.tick(299);
    }
    assert.deepEqual(disposed(), [false]);
  });

  it('drops what is warm where it is to forget, and warms nothing after its end', async () => {
    workers.warm(means);
    workers.forget();
    mock.timers.tick(1000);
    assert.deepEqual(disposed(), [true]);
    await workers.dispose();
    workers.warm(means);
    assert.equal(clients.length, 1);
  });

  it('does not keep the warm thread of a cancelled job', async () => {
    workers.warm(means);
    const cancelling = new AbortController();
    const cancelled = job(cancelling.signal);
    cancelling.abort();
    await assert.rejects(cancelled, /cancelled/);
    assert.deepEqual(disposed(), [true]);
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
