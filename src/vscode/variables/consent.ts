import { l10n, window, type Memento } from 'vscode';

const key = 'variablesAllowed';

/**
 * Whether people agree that code is run in the kernel and that values are copied to this machine: asked once for a workspace, and again as
 * long as they do not.
 * @param ask yields whether they agree; a modal question when absent.
 */
export async function hasConsent(memento: Memento, ask: () => Promise<boolean> = askModal): Promise<boolean> {
  if (memento.get(key) === true) return true;
  const agreed = await ask();
  if (agreed) await memento.update(key, true);
  return agreed;
}

async function askModal(): Promise<boolean> {
  const allow = l10n.t('Allow in This Workspace');
  const detail = l10n.t(
    'CCA Lens runs a few lines of Python in the kernel of the notebook: they list its arrays and save the two that are compared as temporary .npy files. The files stay on this machine, in a folder that only you can open, and are removed when the comparison is closed. No variable is changed. The Jupyter extension may ask as well.',
  );
  const question = l10n.t('Read variables of notebook kernels?');
  return (await window.showInformationMessage(question, { modal: true, detail }, allow)) === allow;
}
