/** Whether the storage of the workbench holds a panel that compares files of a folder, with the state of its page. Runs in the page. */
export async function hasKeptComparison(folder: string): Promise<boolean> {
  const panel = new RegExp(`ccaLens\\.comparison.*"a\\\\*":\\{\\\\*"path\\\\*":[^,]*${folder}/`);
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
    if (kept.some((value) => panel.test(String(value)))) return true;
  }
  return false;
}
