/** A panel that a window comes back with after a reload. */
export interface KeptPanel {
  viewType: string;
  /** A pattern of what its page has kept, as JSON. */
  kept: string;
}

/** Whether the storage of the workbench holds a panel of a view type, and behind it what its page has kept. Runs in the page. */
export async function hasKeptPanel({ viewType, kept: state }: KeptPanel): Promise<boolean> {
  const panel = new RegExp(`${viewType.replace('.', '\\.')}.*${state}`);
  // A method, as the compiler marks named functions with a helper that the page does not have.
  const to = {
    answer<T>(request: IDBRequest<T>) {
      return new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('The storage of the workbench cannot be read.'));
      });
    },
  };
  for (const { name } of await indexedDB.databases()) {
    if (!name?.startsWith('vscode-web-state-db')) continue;
    const database = await to.answer(indexedDB.open(name));
    const kept = database.objectStoreNames.contains('ItemTable')
      ? await to.answer(database.transaction('ItemTable').objectStore('ItemTable').getAll())
      : [];
    database.close();
    // JSON within JSON, however often.
    if (kept.some((value) => panel.test(String(value).replaceAll('\\', '')))) return true;
  }
  return false;
}
