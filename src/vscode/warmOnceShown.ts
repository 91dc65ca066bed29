import { Disposable, workspace } from 'vscode';
import { arraysShown } from './arraysShown';
import type { Services } from './services';
import { readResources } from './settings';

/** Settings that decide in what jobs are done. */
const decisive = ['workers', 'memoryBudget', 'nativeLibrary'].map((name) => `ccaLens.${name}`);

/**
 * Has workers ready soon after an array is shown in this window, so that the first comparison need not wait for them. What waits is ended where a setting
 * that decides on it changes; the next array that is shown begins anew.
 * @param later milliseconds after an array was shown: what shows it comes first.
 */
export function warmOnceShown(
  { workers, log, factorsFolder }: Pick<Services, 'workers' | 'log' | 'factorsFolder'>,
  later = 1_000,
): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const warm = (): void => {
    timer = undefined;
    void workers.warm({ resources: readResources(log, factorsFolder) });
  };
  const unhear = arraysShown.hear(() => (timer ??= setTimeout(warm, later)));
  return Disposable.from(
    { dispose: unhear },
    { dispose: () => clearTimeout(timer) },
    workspace.onDidChangeConfiguration((event) => {
      if (decisive.some((name) => event.affectsConfiguration(name))) workers.forget();
    }),
  );
}
