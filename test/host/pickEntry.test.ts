import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { commands, window, type QuickPick } from 'vscode';
import { pickEntry, type Entry, type EntryQuestion } from '../../src/vscode/commands/pickEntry';
import { until } from './extensionUnderTest';

describe('pickEntry', () => {
  const paths = ['memorizing0/epoch_02/layer1.npy', 'memorizing2/epoch_02/layer1.npy', 'other/logits.npy'];
  const entries = paths.map((path): Entry<string> => ({ label: path, text: path, value: path }));
  const question = { title: 'Compare', placeHolder: 'A file', entries };
  let picker: QuickPick<never>;

  function ask(more: Partial<EntryQuestion<string>> = {}): Promise<string | undefined> {
    picker = window.createQuickPick<never>();
    return pickEntry({ ...question, ...more }, picker);
  }

  const labels = () => picker.items.map(({ label }: { label: string }) => label);
  const untilListed = (...wanted: string[]) => until(wanted.join(), () => labels().join() === wanted.join());
  /** Presses Enter as long as the picker has not heard of it. */
  async function enter(chosen: Promise<unknown>): Promise<void> {
    let ended = false;
    void chosen.then(() => (ended = true));
    await until('the end of the picker', async () => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return ended;
    });
  }

  afterEach(() => picker.dispose());

  it('lists and takes only what contains the typed words', async () => {
    const chosen = ask();
    await untilListed(...paths);
    picker.value = 'memorizing2';
    await untilListed(paths[1]!);
    await enter(chosen);
    assert.equal(await chosen, paths[1]);
  });

  it('takes nothing while nothing contains them, and offers the other way', async () => {
    const otherwise = { label: 'Browse', value: 'browse', describe: (unmatched?: string) => unmatched ?? '' };
    const chosen = ask({ otherwise });
    await untilListed(...paths, 'Browse');
    picker.value = 'layer';
    await untilListed(paths[0]!, paths[1]!);
    picker.value = 'memorizing7';
    await untilListed('Browse');
    assert.equal((picker.items[0] as { description?: string }).description, 'memorizing7');
    picker.value = 'rows';
    await until('what is typed now', () => (picker.items[0] as { description?: string }).description === 'rows');
    picker.value = 'brow';
    await until('the other way for itself', () => (picker.items[0] as { description?: string }).description !== 'rows');
    await enter(chosen);
    assert.equal(await chosen, 'browse');
  });

  it('names what is not in the list, and shows of each what is known of it', async () => {
    const beside: Entry<string> = { label: '/far/a.npy', text: '/far/a.npy', value: 'far' };
    const described: string[] = [];
    const chosen = ask({
      named: (typed) => Promise.resolve('/far/a.npy'.startsWith(typed) ? [beside] : []),
      describe: (value) => {
        described.push(value);
        return Promise.resolve(`shape of ${value}`);
      },
    });
    const descriptions = () => picker.items.map(({ description }: { description?: string }) => description);
    await until('shapes', () => descriptions().every(Boolean) && descriptions().length === 3);
    assert.deepEqual(
      descriptions(),
      paths.map((path) => `shape of ${path}`),
    );
    picker.value = '/far';
    await until('the named one', () => descriptions().join() === 'shape of far');
    await enter(chosen);
    assert.equal(await chosen, 'far');
    assert.deepEqual(described, [...paths, 'far'], 'each is looked into once');
  });

  it('has headings for groups, in which nothing moves while it is looked at', async () => {
    const [first, second, third] = entries as [Entry<string>, Entry<string>, Entry<string>];
    const chosen = ask({
      grouped: (shown) => [
        { title: 'Near', entries: shown.includes(third) ? [third] : [] },
        { title: 'Far', entries: [second, first].filter((entry) => shown.includes(entry)) },
      ],
      otherwise: { label: 'Browse', value: 'browse' },
    });
    await untilListed('Near', paths[2]!, 'Far', paths[1]!, paths[0]!, '', 'Browse');
    await enter(chosen);
    assert.equal(await chosen, paths[2]);
  });

  it('yields nothing when it is closed', async () => {
    const chosen = ask();
    await untilListed(...paths);
    await commands.executeCommand('workbench.action.closeQuickOpen');
    assert.equal(await chosen, undefined);
  });
});
