import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { LensError } from '../../src/facts/errors';
import type { MatrixResult } from '../../src/facts/analyses/matrix';
import type { InlineState } from '../../src/protocol/inline';
import type { ArrayAddress } from '../../src/protocol/arrayAddress';
import type { JobName } from '../../src/protocol/jobs';
import { defaultOptions, type CompareOptions } from '../../src/facts/options';
import { inlineServices } from '../../src/vscode/inline/inlineServices';
import { SimilarityFeed } from '../../src/vscode/inline/similarityFeed';
import { ComparisonPanels } from '../../src/vscode/panels/comparisonPanels';
import type { Services } from '../../src/vscode/services';
import { arrayFolder, type ArrayFolder } from './arrayFolder';
import { closeTabs, extension, memento, testServices, until, untilTabs } from './extensionUnderTest';

interface RunJob {
  job: JobName;
  signal: AbortSignal | undefined;
  result?: unknown;
}

describe('SimilarityFeed', () => {
  let folder: ArrayFolder;
  let layers: ArrayFolder;
  let services: ReturnType<typeof testServices>;
  let arrays: Record<'a' | 'b' | 'c' | 'short' | 'large' | 'wide', ArrayAddress>;
  let jobs: RunJob[] = [];
  let seen: InlineState[] = [];
  const feeds: SimilarityFeed[] = [];

  before(async () => {
    await extension().activate();
    folder = await arrayFolder();
    layers = await arrayFolder();
    services = testServices();
    const address = async (name: string, rows: number, columns: number, seed: number): Promise<ArrayAddress> => ({
      path: (await folder.array(name, rows, columns, seed)).fsPath,
    });
    arrays = {
      a: await address('a.npy', 200, 5, 1),
      b: await address('b.npy', 200, 3, 2),
      c: await address('c.npy', 200, 4, 3),
      short: await address('short.npy', 150, 4, 4),
      // Seconds of work: nothing below may depend on the moment at which it is interrupted.
      large: await address('large.npy', 3000, 1500, 5),
      wide: { path: (await folder.unwritten('wide.npy', 40_000, 4000)).fsPath },
    };
    for (const [i, layer] of ['conv1', 'conv2', 'fc1'].entries())
      await layers.array(`${layer}.npy`, 120, 4 + i, 10 + i);
    await layers.array('fc2.npy', 90, 3, 20);
  });
  after(async () => {
    services.dispose();
    await folder.remove();
    await layers.remove();
  });
  beforeEach(async () => {
    jobs = [];
    seen = [];
    await services.reference.pin(undefined);
  });
  afterEach(() => feeds.splice(0).forEach((feed) => feed.dispose()));

  /** A feed that knows nothing yet, over workers whose jobs are noted, and of which one may fail. */
  function open(failing?: JobName, inline = inlineServices(memento(), services.watch)): SimilarityFeed {
    const run: Services['workers']['run'] = async (job, spec, options) => {
      const noted: RunJob = { job, signal: options?.signal };
      jobs.push(noted);
      if (job === failing) throw new LensError('worker-stopped', 'The computation stopped unexpectedly.');
      const result = await services.workers.run(job, spec, options);
      noted.result = result;
      return result;
    };
    const workers = { run } as Services['workers'];
    const own: Services = { ...services, workers, inline };
    const feed = new SimilarityFeed({ services: own, comparisons: new ComparisonPanels(own) }, (state) =>
      seen.push(state),
    );
    feeds.push(feed);
    return feed;
  }
  const last = () => seen.at(-1);
  const compares = () => jobs.filter(({ job }) => job === 'compare');
  const reportOf = (state: InlineState | undefined) => (state?.pair?.status === 'done' ? state.pair.report : undefined);

  /** Resolves when the pair of a subject is done, with its report. */
  async function compared({ path }: ArrayAddress) {
    await until(`the pair of ${path}`, () => last()?.subject?.address.path === path && !!reportOf(last()));
    return reportOf(last())!;
  }

  it('compares each subject with the pinned reference, and knows it again', async () => {
    const feed = open();
    feed.follow(arrays.b);
    assert.equal(last()?.subject?.address, arrays.b);
    feed.receive({ type: 'pin' });
    await until('the pin', () => last()?.reference?.address === arrays.b);
    assert.equal(last()?.pair, undefined, 'the reference is not compared with itself');
    feed.follow(arrays.a);
    const first = await compared(arrays.a);
    assert.deepEqual([first.a.path, first.b.path], [arrays.b.path, arrays.a.path]);
    assert.ok(first.cca && first.svcca && first.pwcca && first.cka);
    assert.deepEqual(
      seen.flatMap(({ pair }) => (pair?.status === 'failed' ? [pair.error] : [])),
      [],
    );
    feed.follow(arrays.c);
    await compared(arrays.c);
    assert.equal(compares().length, 2);
    feed.follow(arrays.a);
    assert.deepEqual(await compared(arrays.a), first);
    assert.equal(compares().length, 2, 'nothing is computed twice');
    feed.receive({ type: 'unpin' });
    await until('the end of the pin', () => last()?.reference === undefined && last()?.pair === undefined);
  });

  it('computes anew when the file has changed on disk', async () => {
    await services.reference.pin(arrays.a);
    const path = (await folder.array('changing.npy', 200, 2, 30)).fsPath;
    const feed = open();
    feed.follow({ path });
    const before = await compared({ path });
    await folder.array('changing.npy', 200, 6, 31);
    feed.follow({ path });
    await until('the new numbers', () => reportOf(last())?.b.features === 6);
    assert.equal(before.b.features, 2);
  });

  it('computes nothing for what is passed over', async () => {
    await services.reference.pin(arrays.a);
    const feed = open();
    for (const subject of [arrays.b, arrays.c, arrays.b, arrays.c]) feed.follow(subject);
    await compared(arrays.c);
    assert.equal(compares().length, 1);
  });

  it('cancels what nobody looks at any more', async () => {
    await services.reference.pin(arrays.large);
    const feed = open();
    feed.follow(await large('other.npy'));
    await until('the start of the work', () => compares().length === 1);
    feed.follow(arrays.b);
    assert.ok(compares()[0]?.signal?.aborted);
    feed.follow(undefined);
    assert.equal(last()?.subject, undefined);
  });

  it('asks before it reads much, and can be stopped', async () => {
    await services.reference.pin(arrays.a);
    const feed = open();
    feed.follow(arrays.wide);
    await until('the question', () => last()?.pair?.status === 'large');
    const { pair } = last()!;
    assert.ok(pair?.status === 'large' && pair.bytes > 40_000 * 4000 * 4);
    assert.equal(compares().length, 0);
    await services.reference.pin(arrays.large);
    feed.follow(await large('stopped.npy'));
    await until('the start of the work', () => compares().length === 1);
    feed.receive({ type: 'cancel' });
    await until('the end of it', () => last()?.pair?.status === 'failed');
    const stopped = last()!.pair!;
    assert.equal(stopped.status === 'failed' && stopped.error.code, 'cancelled');
    feed.receive({ type: 'compute', what: 'pair' });
    await until('a new start', () => compares().length === 2);
  });

  it('says in one sentence what keeps a pair from being compared', async () => {
    await services.reference.pin(arrays.a);
    const feed = open();
    feed.follow(arrays.short);
    await until('the refusal', () => last()?.pair?.status === 'failed');
    const { pair } = last()!;
    assert.ok(pair?.status === 'failed');
    assert.equal(pair.error.code, 'sample-count-mismatch');
    assert.match(pair.error.message, /short\.npy/);
    const gone = (await folder.array('gone.npy', 200, 2, 40)).fsPath;
    await rm(gone);
    feed.follow({ path: gone });
    await until('the other refusal', () => last()?.subject?.address.path === gone && last()?.pair?.status === 'failed');
    const { pair: missing } = last()!;
    assert.equal(missing?.status === 'failed' && missing.error.code, 'file-not-found');
  });

  it('shows the row of the layer matrix, with the reason of an empty cell, and knows its pairs again', async () => {
    const subject = { path: layers.uri('conv2.npy').fsPath };
    const row = async () => {
      const feed = open();
      feed.follow(subject);
      await until('the row', () => last()?.row?.status === 'done');
      return last()!.row!;
    };
    const { measure, cells } = await row();
    assert.equal(measure, 'svcca');
    assert.deepEqual(
      cells.map(({ layer, self }) => [layer, self]),
      [
        ['conv1', false],
        ['conv2', true],
        ['fc1', false],
        ['fc2', false],
      ],
    );
    assert.ok(Math.abs(cells[1]!.value! - 1) < 1e-9);
    for (const at of [0, 2]) assert.ok(cells[at]!.value! > 0 && cells[at]!.value! < 1);
    assert.equal(cells[3]!.value, null);
    assert.match(cells[3]!.refused ?? '', /fc2\.npy/);
    jobs = [];
    seen = [];
    assert.deepEqual((await row()).cells, cells);
    const analysed = jobs.find(({ job }) => job === 'analyze')?.result as MatrixResult;
    assert.equal(analysed.known, 3, 'all that could be compared was kept');
  });

  it('shows the row of a network of 48 layers that are called as their modules are', async () => {
    const deep = await arrayFolder();
    try {
      const name = (i: number) => `model.layers.${i}.post_attention_layernorm`;
      for (let i = 0; i < 48; i++) await deep.array(`${name(i)}.npy`, 60, 3, 50 + i);
      const feed = open();
      feed.follow({ path: deep.uri(`${name(30)}.npy`).fsPath });
      await until('the row', () => last()?.row?.status === 'done');
      const { cells } = last()!.row!;
      assert.deepEqual(
        cells.map(({ layer, self }) => [layer, self]),
        Array.from({ length: 48 }, (_, i) => [name(i), i === 30]),
      );
      assert.ok(cells.every(({ value }) => value !== null));
    } finally {
      await deep.remove();
    }
  });

  it('says why there is no row, also before its layers are known', async () => {
    const feed = open('scan');
    feed.follow({ path: layers.uri('conv2.npy').fsPath });
    await until('the failure', () => last()?.row?.status === 'failed');
    const { message, cells } = last()!.row!;
    assert.deepEqual([message, cells], ['The computation stopped unexpectedly.', []]);
  });

  it('takes layers into the row that come later, once they are whole, and leaves out those that are deleted', async () => {
    const training = await arrayFolder();
    try {
      for (const [i, layer] of ['conv1', 'conv2'].entries()) await training.array(`${layer}.npy`, 70, 3, 80 + i);
      const feed = open();
      const names = () =>
        last()
          ?.row?.cells.map(({ layer }) => layer)
          .join(' ');
      feed.follow({ path: training.uri('conv1.npy').fsPath });
      await until('the row', () => last()?.row?.status === 'done' && names() === 'conv1 conv2');
      const whole = await readFile((await training.array('kept.npy', 70, 3, 90)).fsPath);
      await rm(training.uri('kept.npy').fsPath);
      const late = training.uri('conv3.npy').fsPath;
      await writeFile(late, whole.subarray(0, 500));
      await until('a look at the half', () => jobs.some(({ job, result }) => job === 'scan' && JSON.stringify(result ?? null).includes('conv3'))); // prettier-ignore
      assert.equal(names(), 'conv1 conv2', 'half of a file is none');
      await writeFile(late, whole);
      await until('the layer that came', () => last()?.row?.status === 'done' && names() === 'conv1 conv2 conv3');
      assert.ok(last()!.row!.cells.every(({ value }) => value !== null));
      await rm(training.uri('conv2.npy').fsPath);
      await until('the layer that went', () => last()?.row?.status === 'done' && names() === 'conv1 conv3');
    } finally {
      await training.remove();
    }
  });

  it('opens pairs with the options that their scores here are of', async () => {
    const inline = inlineServices(memento(), services.watch);
    const feed = open(undefined, inline);
    const [a, b] = [{ path: layers.uri('conv1.npy').fsPath }, { path: layers.uri('conv2.npy').fsPath }];
    const options = { ...defaultOptions, svcca: { rule: 'dimensions' as const, count: 2 } };
    await inline.recent.add({ a, b, names: { a: 'conv1', b: 'conv2' }, svcca: 0.5, options });
    const opened = async (recent: boolean): Promise<CompareOptions> => {
      let found: CompareOptions | undefined;
      const listening = services.states.event(({ panel, state }) => {
        if (panel === 'comparison' && state.status === 'done') found = state.request.options;
      });
      feed.receive({ type: 'open', a, b, ...(recent && { recent }) });
      await until('the comparison', () => found !== undefined);
      listening.dispose();
      return found!;
    };
    assert.deepEqual((await opened(true)).svcca, options.svcca);
    assert.deepEqual((await opened(false)).svcca, defaultOptions.svcca);
    await untilTabs('conv1.npy ↔ conv2.npy (SVCCA of 2 directions)', 'conv1.npy ↔ conv2.npy (SVCCA at 99%)');
    await closeTabs();
  });

  it('has no row for an array alone', async () => {
    const alone = await arrayFolder();
    const path = (await alone.array('activations.npy', 50, 3, 50)).fsPath;
    await services.reference.pin(arrays.a);
    const feed = open();
    feed.follow({ path });
    await until('the pair', () => last()?.pair?.status === 'failed');
    assert.equal(last()?.row, undefined);
    await alone.remove();
  });

  /** Another array of seconds of work, which no cache knows. */
  async function large(name: string): Promise<ArrayAddress> {
    return { path: (await folder.array(name, 3000, 1500, name.length + 60)).fsPath };
  }
});
