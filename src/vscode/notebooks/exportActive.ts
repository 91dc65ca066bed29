import { l10n, window } from 'vscode';
import type { Services } from '../services';

/** The command that exports what the active page shows as a notebook. */
export function exportActive({ pages }: Services): () => void {
  return () => {
    const { active } = pages;
    if (active) active.receive({ type: 'exportNotebook' });
    else
      void window.showInformationMessage(l10n.t('A notebook is made of a comparison or an analysis: show one first.'));
  };
}
