import { l10n, type CancellationToken, type Disposable } from 'vscode';
import { LensError } from '../../facts/errors';
import { errorType, refusedName, stdoutTypes, type JupyterKernel, type KernelStatus } from './jupyterApi';
import { answerMark } from './kernelCode';
import { KernelError } from './kernelError';
import { shownText } from './shownText';

const gone: readonly KernelStatus[] = ['dead', 'terminating', 'restarting', 'autorestarting'];

/**
 * What code prints behind the mark of an answer, once the kernel has nothing else to do.
 * @param waiting is called when the kernel is busy with something else first.
 * @throws KernelError `kernel-gone`, `kernel-refused`, `kernel-failed`; LensError `cancelled`.
 */
export async function runInKernel(
  kernel: JupyterKernel,
  code: string,
  token: CancellationToken,
  waiting: () => void,
): Promise<unknown> {
  const listening: Disposable[] = [];
  try {
    const ends = endOf(kernel, token, listening);
    if (kernel.status !== 'idle' && kernel.status !== 'unknown') {
      waiting();
      await Promise.race([whenIdle(kernel, listening), ends]);
    }
    return answerIn(await Promise.race([outputOf(kernel, code, token), ends]));
  } finally {
    for (const one of listening) one.dispose();
  }
}

/** Rejects when the kernel dies or people cancel. */
function endOf(kernel: JupyterKernel, token: CancellationToken, listening: Disposable[]): Promise<never> {
  const ends = new Promise<never>((_, reject) => {
    const cancel = () => reject(new LensError('cancelled', l10n.t('The comparison was cancelled.')));
    const lost = () =>
      reject(
        new KernelError(
          'kernel-gone',
          l10n.t('The kernel has ended; start it, run the cells that set the variables, and compare again.'),
        ),
      );
    listening.push(
      token.onCancellationRequested(cancel),
      kernel.onDidChangeStatus((status) => gone.includes(status) && lost()),
    );
    if (token.isCancellationRequested) cancel();
    else if (kernel.status === 'dead' || kernel.status === 'terminating') lost();
  });
  // Nobody may be waiting any more when it comes.
  ends.catch(() => undefined);
  return ends;
}

function whenIdle(kernel: JupyterKernel, listening: Disposable[]): Promise<void> {
  return new Promise((resolve) => {
    listening.push(kernel.onDidChangeStatus((status) => status === 'idle' && resolve()));
  });
}

async function outputOf(kernel: JupyterKernel, code: string, token: CancellationToken): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const { items } of kernel.executeCode(code, token)) {
      for (const { mime, data } of items) {
        if (stdoutTypes.includes(mime)) text += decoder.decode(data, { stream: true });
        if (mime === errorType) throw failure(decoder.decode(data));
      }
    }
  } catch (error) {
    if (error instanceof Error && error.name === refusedName) throw kernelRefusal();
    throw error;
  }
  return text;
}

/** People have not allowed that other extensions run code in their kernels. */
export function kernelRefusal(): KernelError {
  return new KernelError(
    'kernel-refused',
    l10n.t(
      'Jupyter has not been allowed to let CCA Lens run code in its kernels; allow it with the command "Jupyter: Manage Access To Jupyter Kernels".',
    ),
  );
}

function failure(data: string): KernelError {
  let what = data;
  try {
    const { name, message } = JSON.parse(data) as { name?: unknown; message?: unknown };
    what = [name, message].filter((part) => typeof part === 'string' && part !== '').join(': ');
  } catch {
    // Then it is text.
  }
  return new KernelError(
    'kernel-failed',
    l10n.t('The kernel could not do it: {0}.', shownText(what).replace(/\.$/, '')),
  );
}

function answerIn(text: string): unknown {
  const at = text.lastIndexOf(answerMark);
  const line = at < 0 ? '' : text.slice(at + answerMark.length).split('\n')[0]!;
  try {
    return JSON.parse(line) as unknown;
  } catch {
    throw new KernelError('kernel-failed', l10n.t('The kernel gave no answer; compare again.'));
  }
}
