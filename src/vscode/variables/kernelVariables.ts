import { access } from 'node:fs/promises';
import { l10n, type CancellationToken } from 'vscode';
import type { LensError } from '../../facts/errors';
import { byteSize } from '../../facts/byteSize';
import type { JupyterKernel } from './jupyterApi';
import { parseArrays, parseSaved, type KernelArray, type Saved } from './kernelAnswers';
import { listCode, saveCode } from './kernelCode';
import { KernelError } from './kernelError';
import { runInKernel } from './runInKernel';
import { shownText } from './shownText';
import type { VariableFiles } from './variableFiles';

/** More travels better as a file that people save themselves. */
const maxBytes = 4 * 2 ** 30;

/** What talking to a kernel needs. */
export interface KernelTalk {
  kernel: JupyterKernel;
  token: CancellationToken;
  /** Called when the kernel is busy with something else first. */
  waiting(): void;
}

/** The arrays among the variables of a kernel, in the order in which they were set. @throws the errors of runInKernel. */
export async function arrayVariables({ kernel, token, waiting }: KernelTalk): Promise<KernelArray[]> {
  const arrays = parseArrays(await runInKernel(kernel, listCode(), token, waiting));
  if (!arrays) throw new KernelError('kernel-failed', l10n.t('The kernel gave no answer; compare again.'));
  return arrays;
}

/** A value that was brought to this machine. */
interface BroughtValue {
  path: string;
  /** One sentence, where it is not of the variable's own type. */
  remark?: string | undefined;
}

/**
 * Saves the value of a variable as a temporary .npy.
 * @throws KernelError `variable-gone`, `not-an-array`, `variable-too-large`, `numpy-missing`, `kernel-remote`, `kernel-failed`; those of runInKernel.
 */
export async function bringValue(name: string, files: VariableFiles, talk: KernelTalk): Promise<BroughtValue> {
  const path = await files.newPath(name);
  try {
    const answer = await runInKernel(talk.kernel, saveCode(name, path, maxBytes), talk.token, talk.waiting);
    const saved = parseSaved(answer);
    if (!saved) throw new KernelError('kernel-failed', l10n.t('The kernel gave no answer; compare again.'));
    if (!saved.saved) throw problemOf(name, saved);
    // A machine that has a folder of the same name says that all went well.
    await access(path).catch(() => {
      throw remote();
    });
    const { dtype, converted } = saved;
    return { path, ...(converted && { remark: convertedRemark(name, dtype, converted) }) };
  } catch (error) {
    // People hear of what went wrong first; what cannot be removed now goes with the window.
    await files.remove(path).catch(() => undefined);
    throw error;
  }
}

function convertedRemark(...texts: [name: string, dtype: string, converted: string]): string {
  return l10n.t('{0} is {1} and is compared as {2}.', ...texts.map(shownText));
}

function remote(): KernelError {
  return new KernelError(
    'kernel-remote',
    l10n.t(
      'The kernel runs on another machine, or cannot write to this one, so that values do not come here; save the arrays with numpy.save, bring the files here and compare those.',
    ),
  );
}

function problemOf(variable: string, saved: Saved & { saved: false }): LensError {
  const name = shownText(variable);
  switch (saved.problem) {
    case 'gone':
      return new KernelError(
        'variable-gone',
        l10n.t('The kernel has no variable {0} any more; run the cell that sets it.', name),
      );
    case 'kind':
      return new KernelError(
        'not-an-array',
        l10n.t(
          '{0} is no array of numbers (its type is {1}); choose a numpy array or a torch tensor with at least one axis.',
          name,
          shownText(saved.type),
        ),
      );
    case 'large':
      return new KernelError(
        'variable-too-large',
        l10n.t(
          '{0} has {1}, and at most {2} are copied; save it with numpy.save and compare the file.',
          name,
          byteSize(saved.bytes),
          byteSize(maxBytes),
        ),
      );
    case 'numpy':
      return new KernelError(
        'numpy-missing',
        l10n.t('The kernel has no numpy, which saves the values; install it there.'),
      );
    case 'remote':
      return remote();
    case 'failed':
      return new KernelError('kernel-failed', l10n.t('{0} could not be saved ({1}).', name, shownText(saved.message)));
  }
}
