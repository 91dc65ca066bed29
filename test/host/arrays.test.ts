import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { open, rm, writeFile } from 'node:fs/promises';
import { after, afterEach, before, describe, it } from 'mocha';
import { commands, type Disposable, type Uri } from 'vscode';
import { npyHeaderBytes } from '../../src/formats/npy/writeNpy';
import type { ArrayState } from '../../src/protocol/arrayMessages';
import { zipArchive } from '../zipArchive';
import { arrayBytes, arrayFolder, type ArrayFolder } from './arrayFolder';
import { closeTabs, extension, until, untilTabs } from './extensionUnderTest';

type Shown = Extract<ArrayState, { status: 'done' }>;

describe('the viewer of arrays', function () {
  // Up to three openings are waited for (see inspected).
  let folder: ArrayFolder;
  let seen: ArrayState[] = [];
  let listening: Disposable;

  before(async () => {
    folder = await arrayFolder();
    const { onState } = await extension().activate();
    listening = onState((event) => {
      if (event.panel === 'array') seen.push(event.state);
    });
  });
  after(async () => {
    listening.dispose();
    await folder.remove();
  });
  afterEach(async () => {
    await closeTabs();
    seen = [];
  });

  const latest = () => seen.at(-1) as Shown | undefined;
  const untilShown = async (what: string, holds: (state: Shown) => boolean) => {
    await until(what, () => latest()?.status === 'done' && holds(latest()!));
    return latest()!;
  };

  /**
   * Inspects a file and waits for what its page brings about. The page of a viewer that opens while others have just been closed can wait for its
   * service worker for ever (see panelPage.test.ts): it is closed and opened again, as people would.
   */
  async function inspected(file: Uri, what: string, holds: (state: Shown) => boolean): Promise<Shown> {
    for (let tries = 1; ; tries++) {
      await commands.executeCommand('ccaLens.inspect', file);
      try {
        return await untilShown(`${what} (try ${tries})`, holds);
      } catch (error) {
        if (tries === 3) throw error;
        await closeTabs();
      }
    }
  }

  it('opens with the command, and computes the statistics of a small array by itself', async () => {
    const file = await folder.file('three.npy', arrayBytes([3, 2], Float64Array.of(1, 0, 2, 0, NaN, 0)));
    const { file: read, statistics } = await inspected(
      file,
      'statistics',
      (state) => state.statistics?.status === 'done',
    );
    await untilTabs('three.npy');
    assert.deepEqual(read.members[0]!.header?.shape, [3, 2]);
    assert.ok(statistics?.status === 'done');
    assert.equal(statistics.outcome.nan, 1);
    assert.deepEqual(statistics.outcome.columns?.constant, [1]);
  });

  it('opens by itself for a file that is opened', async () => {
    await commands.executeCommand('vscode.open', await folder.array('plain.npy', 9, 4, 1));
    const { array, member } = await untilShown('the header', () => true);
    assert.deepEqual([array, member], [{ path: folder.uri('plain.npy').fsPath }, '']);
  });

  it('takes an address in place of a file, as links have it', async () => {
    const { fsPath } = await folder.array('named.npy', 9, 4, 1);
    await commands.executeCommand('ccaLens.inspect', { path: fsPath });
    await untilTabs('named.npy');
    await untilShown('the header', ({ path }) => path === fsPath);
  });

  it('compares what is shown only while it is seen', async () => {
    const [a, b, c] = [
      await folder.array('seen-a.npy', 60, 3, 1),
      await folder.array('seen-b.npy', 60, 4, 2),
      await folder.array('seen-c.npy', 60, 5, 3),
    ];
    const inlineOf = ({ fsPath }: Uri) => {
      const last = seen.findLast((state): state is Shown => state.status === 'done' && state.path === fsPath);
      return last?.inline;
    };
    try {
      await inspected(a, 'the first', ({ path }) => path === a.fsPath);
      await commands.executeCommand('workbench.action.keepEditor');
      await inspected(b, 'the second', ({ path }) => path === b.fsPath);
      await untilTabs('seen-a.npy', 'seen-b.npy');
      await until('the first out of sight', () => inlineOf(a)?.subject === undefined);
      await commands.executeCommand('ccaLens.pinReference', c, [c]);
      await until('the pair in sight', () => inlineOf(b)?.pair?.status === 'done');
      assert.ok(seen.every((state) => state.status !== 'done' || state.path !== a.fsPath || !state.inline?.pair));
      await commands.executeCommand('ccaLens.inspect', a);
      await until('the pair that has come into sight', () => inlineOf(a)?.pair?.status === 'done');
      await until('the second out of sight', () => inlineOf(b)?.subject === undefined);
    } finally {
      await commands.executeCommand('ccaLens.unpinReference');
    }
  });

  it('shows the member that is asked for in a new viewer, also beside one of another scheme with the same path', async () => {
    const array = arrayBytes([2, 2], Float64Array.of(1, 2, 3, 4));
    const file = await folder.file('two.npz', await zipArchive({ 'one.npy': array, 'two.npy': array }, 0));
    await commands.executeCommand('vscode.openWith', file.with({ scheme: 'elsewhere' }), 'ccaLens.array');
    await until('the refusal', () => seen.some((state) => state.status === 'failed'));
    await commands.executeCommand('ccaLens.inspect', { path: `${file.fsPath}::two` });
    const shown = await untilShown('the file', ({ path }) => path === file.fsPath);
    assert.equal(shown.member, 'two');
    assert.ok(seen.every((state) => state.status !== 'done' || state.member === 'two'));
  });

  it('says what is wrong with a file that is no array, and reads it once it is one', async () => {
    const file = await folder.file('later.npy', '');
    await commands.executeCommand('ccaLens.inspect', file);
    const bad = await untilShown('the sentence', () => true);
    assert.equal(bad.file.members[0]?.error?.code, 'npy-format');
    assert.match(bad.file.members[0].error.message, /later\.npy/);
    await writeFile(file.fsPath, arrayBytes([2, 2], Float64Array.of(1, 2, 3, 4)));
    await untilShown('the array', ({ file: { members } }) => members[0]?.header?.shape[0] === 2);
  });

  it('follows its file: changed, gone, and back', async () => {
    const file = await folder.array('moving.npy', 20, 3, 1);
    const first = await inspected(file, 'statistics', (state) => state.statistics?.status === 'done');
    await folder.array('moving.npy', 31, 3, 2);
    const changed = await untilShown('the change', ({ file: { members } }) => members[0]?.header?.shape[0] === 31);
    assert.ok(changed.revision > first.revision);
    await untilShown(
      'new statistics',
      ({ statistics }) => statistics?.status === 'done' && statistics.outcome.shape[0] === 31,
    );
    await rm(file.fsPath);
    const gone = await untilShown('the loss', ({ trouble }) => trouble !== undefined);
    assert.match(gone.trouble!, /moving\.npy is gone/);
    assert.equal(gone.file.members[0]?.header?.shape[0], 31);
    // Half of a file is no reason to forget the one before.
    await writeFile(file.fsPath, arrayBytes([31, 3], new Float64Array(93)).subarray(0, 300));
    await untilShown('the half', ({ trouble }) => /too short/.test(trouble ?? ''));
    await folder.array('moving.npy', 40, 3, 3);
    const back = await untilShown('its return', ({ file: { members } }) => members[0]?.header?.shape[0] === 40);
    assert.equal(back.trouble, undefined);
  });

  it('reads no more of 4 GB than what is in sight', async () => {
    const shape = [1 << 20, 1024];
    const { fsPath } = folder.uri('huge.npy');
    const handle = await open(fsPath, 'w');
    const header = npyHeaderBytes(shape, 'f4');
    await handle.write(header);
    // A hole: the file has its length, and takes no room.
    await handle.truncate(header.length + 4 * shape[0]! * shape[1]!);
    await handle.close();
    const before = bytesRead();
    const offered = (state: Shown): boolean => state.spectrum !== undefined;
    const { statistics, spectrum } = await inspected(folder.uri('huge.npy'), 'the offers', offered);
    assert.deepEqual([statistics?.status, spectrum?.status], ['large', 'large']);
    if (before !== undefined) assert.ok(bytesRead()! - before < 100e6, `${bytesRead()! - before} bytes were read`);
    await rm(fsPath);
  });
});

/** Bytes that the extension host, with its threads, has read from files and pipes so far; undefined where the system does not tell. */
function bytesRead(): number | undefined {
  if (!existsSync('/proc/self/io')) return undefined;
  return Number(/rchar: (\d+)/.exec(readFileSync('/proc/self/io', 'utf8'))?.[1]);
}
