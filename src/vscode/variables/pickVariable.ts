import { l10n, QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import { shapeText } from '../../npy/header';
import type { ArrayAddress } from '../../protocol/worker';
import { shortName } from '../arrayNames';
import { pickArray } from '../commands/pickArray';
import { pickFile } from '../commands/pickFile';
import type { KernelArray } from './kernelAnswers';

/** One side of a comparison: a variable by its name, or an array in a file. */
export type Side = { variable: string } | { array: ArrayAddress };

interface SideItem extends QuickPickItem {
  choose?: () => Promise<Side | undefined>;
}

/** A variable that people choose; undefined when they choose none. */
export async function pickVariable(arrays: readonly KernelArray[], title: string): Promise<string | undefined> {
  const placeHolder = l10n.t('A variable of the kernel');
  return (await window.showQuickPick(itemsOf(arrays), { title, placeHolder, matchOnDescription: true }))?.label;
}

/** What a variable is compared with: another one, the pinned reference, or a file. Undefined when people choose none. */
export async function pickOther(
  arrays: readonly KernelArray[],
  reference: ArrayAddress | undefined,
  title: string,
): Promise<Side | undefined> {
  const items: SideItem[] = itemsOf(arrays);
  items.push({ label: '', kind: QuickPickItemKind.Separator });
  if (reference) {
    items.push({
      label: `$(pinned) ${shortName(reference)}`,
      description: l10n.t('the pinned reference'),
      choose: () => Promise.resolve({ array: reference }),
    });
  }
  items.push({ label: l10n.t('$(file) A File…'), alwaysShow: true, choose: () => pickFromFile(title) });
  const placeHolder = l10n.t('A variable of the kernel, or a file');
  const chosen = await window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
  return chosen?.choose ? chosen.choose() : chosen && { variable: chosen.label };
}

async function pickFromFile(title: string): Promise<Side | undefined> {
  const file = await pickFile(title);
  const array = file && (await pickArray(file, title));
  return array && { array };
}

function itemsOf(arrays: readonly KernelArray[]): QuickPickItem[] {
  return arrays.map(({ name, type, dtype, shape }) => ({
    label: name,
    description: `${shapeText(shape)} ${dtype} ${type}`,
  }));
}
