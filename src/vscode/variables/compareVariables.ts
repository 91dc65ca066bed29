import { l10n, Uri, workspace } from 'vscode';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import type { LensParts } from '../lensParts';
import { readOptions } from '../settings';
import { underNotification } from '../underNotification';
import { hasConsent } from './consent';
import { findKernel, jupyterApi } from './findKernel';
import type { JupyterApi, JupyterKernel } from './jupyterApi';
import { isPythonName } from './kernelCode';
import { KernelError } from './kernelError';
import { arrayVariables, bringValue, type KernelTalk } from './kernelVariables';
import { pickOther, pickVariable, type VariableOrArray } from './pickVariable';
import { shownText } from './shownText';
import type { VariableFiles } from './variableFiles';
import { showMessage } from '../showMessage';

/** What people are asked and what is there of Jupyter: other answers stand in for both in tests. */
export interface KernelSurroundings {
  api(): Promise<JupyterApi>;
  trusted(): boolean;
  consent(): Promise<boolean>;
  pickVariable: typeof pickVariable;
  pickOther: typeof pickOther;
}

/** `ccaLens.compareVariable` and `ccaLens.compareVariables`: arrays in the memory of a notebook's kernel. */
export class VariableComparisons {
  constructor(
    private readonly parts: LensParts,
    private readonly files: VariableFiles,
    private readonly surroundings: KernelSurroundings = {
      api: jupyterApi,
      trusted: () => workspace.isTrusted,
      consent: () => hasConsent(parts.services.workspaceState),
      pickVariable,
      pickOther,
    },
  ) {}

  /** Compares two variables that people choose. @throws KernelError, the errors of reading arrays. */
  async ofActiveNotebook(): Promise<void> {
    await this.compare(undefined, undefined);
  }

  /**
   * Compares the variable that the Jupyter extension passes with what people choose.
   * @throws KernelError `not-a-variable` for anything else, `variable-in-debugger` while a cell is debugged.
   */
  async ofVariable(variable: unknown): Promise<void> {
    const { name, notebook } = parseVariable(variable);
    await this.compare(name, notebook);
  }

  private async compare(given: string | undefined, notebook: Uri | undefined): Promise<void> {
    const { surroundings } = this;
    if (!surroundings.trusted()) {
      throw new KernelError(
        'not-trusted',
        l10n.t('Code runs in kernels of trusted workspaces only; trust this one to compare variables.'),
      );
    }
    const kernel = await findKernel(await surroundings.api(), notebook);
    if (!(await surroundings.consent())) return;
    const arrays = await withKernel(kernel, l10n.t('Looking for arrays in the kernel'), arrayVariables);
    if (!arrays) return;
    if (arrays.length === 0) {
      throw new KernelError(
        'no-arrays',
        l10n.t('The kernel holds no numpy arrays or torch tensors of numbers; run the cells that make them.'),
      );
    }
    const first = given ?? (await surroundings.pickVariable(arrays, l10n.t('Compare Kernel Variables: First Array')));
    if (first === undefined) return;
    const others = arrays.filter(({ name }) => name !== first);
    const { reference } = this.parts.services;
    const second = await surroundings.pickOther(
      others,
      reference.address,
      l10n.t('Compare {0} with', shownText(first)),
    );
    if (!second) return;
    // As everywhere, the reference is side a.
    const sides: [VariableOrArray, VariableOrArray] = [{ variable: first }, second];
    if ('array' in second && second.array === reference.address) sides.reverse();
    await this.show(kernel, ...sides);
  }

  private async show(kernel: JupyterKernel, first: VariableOrArray, second: VariableOrArray): Promise<void> {
    const { comparisons, services } = this.parts;
    const brought: string[] = [];
    const remove = () => {
      for (const path of brought) {
        // What cannot be removed now goes with the window.
        this.files
          .remove(path)
          .catch((error: unknown) => services.log.warn(`${path} is still there: ${String(error)}`));
      }
    };
    const bring = async (side: VariableOrArray, talk: KernelTalk): Promise<ArrayAddress> => {
      if ('array' in side) return side.array;
      const { path, remark } = await bringValue(side.variable, this.files, talk);
      brought.push(path);
      if (remark) void showMessage.information(remark);
      return { path };
    };
    try {
      const pair = await withKernel(kernel, l10n.t('Copying values from the kernel'), async (talk) => ({
        a: await bring(first, talk),
        b: await bring(second, talk),
      }));
      if (!pair) return remove();
      await comparisons.show({ ...pair, options: readOptions(services.log) }, remove);
    } catch (error) {
      remove();
      throw error;
    }
  }
}

/** Does something with a kernel under a notification that can cancel it; undefined when people did. */
async function withKernel<T>(
  kernel: JupyterKernel,
  title: string,
  work: (talk: KernelTalk) => Promise<T>,
): Promise<T | undefined> {
  return underNotification(title, ({ onProgress, token }) => {
    const waiting = () => onProgress(l10n.t('the kernel is busy; waiting until it is done'));
    return work({ kernel, token, waiting });
  });
}

/** The one argument that the Jupyter extension calls a variable viewer with. */
function parseVariable(variable: unknown): { name: string; notebook?: Uri | undefined } {
  const { name, fileName, frameId } = (variable ?? {}) as { name?: unknown; fileName?: unknown; frameId?: unknown };
  if (typeof name !== 'string' || !isPythonName(name)) {
    throw new KernelError(
      'not-a-variable',
      l10n.t('This is no variable of a notebook that could be read; use Compare Kernel Variables.'),
    );
  }
  if (frameId !== undefined) {
    throw new KernelError(
      'variable-in-debugger',
      l10n.t(
        '{0} belongs to code that is being debugged; end the debugging, and compare variables of the notebook.',
        shownText(name),
      ),
    );
  }
  return { name, ...(fileName instanceof Uri && { notebook: fileName }) };
}
