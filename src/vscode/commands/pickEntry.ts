import { QuickPickItemKind, window, type QuickPick, type QuickPickItem } from 'vscode';
import { containsTyped } from './typedPath';

/** Something that can be chosen. */
export interface Entry<T> {
  label: string;
  description?: string;
  /** What must contain that which is typed; beside it the whole path of a file (see containsTyped). */
  text: string;
  path?: string;
  value: T;
}

/** Entries under a heading; without one where they stand by themselves. */
export interface EntryGroup<T> {
  title: string | undefined;
  entries: readonly Entry<T>[];
}

/** What people are asked. */
export interface EntryQuestion<T> {
  title: string;
  placeHolder: string;
  entries: readonly Entry<T>[] | Promise<readonly Entry<T>[]>;
  /** Entries that typed text names, first in the list; the same objects where they are listed as well. */
  named?(typed: string): Promise<readonly Entry<T>[]>;
  /** What is shown beside an entry as soon as it is known; asked for while the list stands there. */
  describe?(value: T): Promise<string>;
  /** Puts the entries that are listed in groups; asked once for what is typed, so that nothing moves while people look at it. */
  grouped?(entries: readonly Entry<T>[]): readonly EntryGroup<T>[];
  /**
   * Another way, last in the list: offered as long as nothing is typed, when its label contains that, and when nothing else does. `describe` is given
   * what is typed when nothing contains it.
   */
  otherwise?: { label: string; value: T; describe?(unmatched?: string): string };
}

/** Headings have no entry. */
interface Item<T> extends QuickPickItem {
  entry?: { value: T };
}

/** So many entries are described at once, before the list is drawn anew. */
const atOnce = 64;
/** And so many at most of those that are listed: of thousands, people type what they look for. */
const mostDescribed = 512;

/**
 * The value of the entry that people choose, or undefined when they choose none. What is typed narrows the entries down to those that contain
 * it: VS Code's own filter takes an entry whose letters merely stand in that order, and would have it chosen by Enter.
 * @param picker is disposed at the end.
 */
export async function pickEntry<T>(
  question: EntryQuestion<T>,
  picker: QuickPick<Item<T>> = window.createQuickPick<Item<T>>(),
): Promise<T | undefined> {
  const { otherwise } = question;
  const said = new Map<T, string>();
  let listed: readonly Entry<T>[] = [];
  let open = true;

  const matching = async (typed: string): Promise<Entry<T>[]> => {
    const named = typed.trim() === '' ? [] : ((await question.named?.(typed)) ?? []);
    const others = listed.filter(({ text, path }) => containsTyped(text, typed, path));
    return [...new Set([...named, ...others])];
  };
  const groupsOf = (entries: readonly Entry<T>[]): readonly EntryGroup<T>[] =>
    question.grouped?.(entries) ?? [{ title: undefined, entries }];
  const itemsOf = (groups: readonly EntryGroup<T>[], typed: string): Item<T>[] => {
    const items = groups.flatMap(({ title, entries }): Item<T>[] => [
      ...(title === undefined ? [] : [{ label: title, kind: QuickPickItemKind.Separator }]),
      ...entries.map((entry) => ({
        label: entry.label,
        description: [entry.description, said.get(entry.value)].filter(Boolean).join('  '),
        alwaysShow: true,
        entry,
      })),
    ]);
    if (otherwise && (items.length === 0 || containsTyped(otherwise.label, typed))) {
      const unmatched = items.length === 0 && typed.trim() !== '' ? typed : undefined;
      const description = otherwise.describe?.(unmatched) ?? '';
      // Under the heading of the last group it would belong to that.
      if (groups.some(({ title }) => title !== undefined)) items.push({ label: '', kind: QuickPickItemKind.Separator });
      items.push({ label: otherwise.label, description, alwaysShow: true, entry: otherwise });
    }
    return items;
  };
  /** Draws the entries for what is typed now, and again with what describes them, until something else is typed. */
  const update = async (): Promise<void> => {
    const typed = picker.value;
    const groups = groupsOf(await matching(typed));
    const entries = groups.flatMap((group) => group.entries).slice(0, mostDescribed);
    const current = () => open && picker.value === typed;
    if (current()) picker.items = itemsOf(groups, typed);
    for (let from = 0; question.describe && current() && from < entries.length; from += atOnce) {
      const next = entries.slice(from, from + atOnce).filter(({ value }) => !said.has(value));
      if (next.length === 0) continue;
      await Promise.all(next.map(async ({ value }) => said.set(value, await question.describe!(value))));
      if (!current()) return;
      const active = picker.activeItems[0]?.entry;
      picker.items = itemsOf(groups, typed);
      picker.activeItems = picker.items.filter(({ entry }) => entry !== undefined && entry.value === active?.value);
    }
  };

  picker.title = question.title;
  picker.placeholder = question.placeHolder;
  picker.keepScrollPosition = true;
  // The picker before this one may still be giving the focus back, on a slow machine after this one took it.
  picker.ignoreFocusOut = true;
  picker.busy = true;
  const loaded = Promise.resolve(question.entries).then((entries) => {
    listed = entries;
    picker.busy = false;
    return update();
  });
  try {
    return await new Promise<T | undefined>((resolve, reject) => {
      loaded.catch(reject);
      const accept = async (): Promise<void> => {
        const active = picker.activeItems[0]?.entry;
        listed = await question.entries;
        // Enter may come before the list of what was typed last: then its first entry is meant, if there is one.
        const typed = picker.value;
        const chosen = itemsOf(groupsOf(await matching(typed)), typed).flatMap(({ entry }) => (entry ? [entry] : []));
        const meant = chosen.find((entry) => entry.value === active?.value) ?? chosen.find((one) => one !== otherwise);
        if (meant) resolve(meant.value);
      };
      picker.onDidChangeValue(() => void update().catch(reject));
      picker.onDidAccept(() => void accept().catch(reject));
      picker.onDidHide(() => resolve(undefined));
      picker.show();
    });
  } finally {
    open = false;
    picker.dispose();
  }
}
