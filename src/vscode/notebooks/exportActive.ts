import { l10n } from 'vscode';
import type { Services } from '../services';
import { showMessage } from '../showMessage';

/** The command that exports what the active page shows as a notebook. */
export function exportActive({ pages }: Services): () => void {
  return () => {
    const { active } = pages;
    if (active) active.receive({ type: 'exportNotebook' });
    else void showMessage.information(l10n.t('A notebook is made of a comparison or an analysis: show one first.'));
  };
}
