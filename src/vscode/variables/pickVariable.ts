import { l10n } from 'vscode';
import { shapeText } from '../../formats/header';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { shortName } from '../arrayNames';
import { pickArray } from '../commands/pickArray';
import { pickEntry, type Entry } from '../commands/pickEntry';
import { pickFile } from '../commands/pickFile';
import type { KernelArray } from './kernelAnswers';
import { shownText } from './shownText';

/** One side of a comparison: a variable by its name, or an array in a file. */
export type VariableOrArray = { variable: string } | { array: ArrayAddress };

type Choose = () => Promise<VariableOrArray | undefined>;

/** A variable that people choose; undefined when they choose none. */
export async function pickVariable(arrays: readonly KernelArray[], title: string): Promise<string | undefined> {
  const entries = arrays.map((array) => entryOf(array, array.name));
  return pickEntry({ title, placeHolder: l10n.t('A variable of the kernel'), entries });
}

/** What a variable is compared with: another one, the pinned reference, or a file. Undefined when people choose none. */
export async function pickOther(
  arrays: readonly KernelArray[],
  reference: ArrayAddress | undefined,
  title: string,
): Promise<VariableOrArray | undefined> {
  const entries = arrays.map((array) => entryOf<Choose>(array, () => Promise.resolve({ variable: array.name })));
  if (reference) {
    const name = shortName(reference);
    entries.push({
      label: `$(pinned) ${name}`,
      description: l10n.t('the pinned reference'),
      text: name,
      value: () => Promise.resolve({ array: reference }),
    });
  }
  const choose = await pickEntry<Choose>({
    title,
    placeHolder: l10n.t('A variable of the kernel, or a file'),
    entries,
    otherwise: { label: l10n.t('$(file) A File…'), value: () => pickFromFile(title) },
  });
  return choose?.();
}

async function pickFromFile(title: string): Promise<VariableOrArray | undefined> {
  const file = await pickFile(title);
  const array = file && (await pickArray(file, title));
  return array && { array };
}

function entryOf<T>({ name, type, dtype, shape }: KernelArray, value: T): Entry<T> {
  const description = `${shapeText(shape)} ${shownText(dtype)} ${type}`;
  const label = shownText(name);
  return { label, description, text: `${label} ${description}`, value };
}
