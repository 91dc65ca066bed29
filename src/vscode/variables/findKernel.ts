import { extensions, l10n, window, type Uri } from 'vscode';
import { refusedName, type JupyterApi, type JupyterKernel } from './jupyterApi';
import { KernelError } from './kernelError';
import { kernelRefusal } from './runInKernel';
import { shownText } from './shownText';

const jupyter = 'ms-toolsai.jupyter';

/**
 * What the Jupyter extension exports.
 * @throws KernelError `jupyter-missing` where it is not installed, switched off, or too old to export kernels.
 */
export async function jupyterApi(): Promise<JupyterApi> {
  const found = extensions.getExtension<JupyterApi>(jupyter);
  const api: Partial<JupyterApi> | undefined = found && (await found.activate());
  if (typeof api?.kernels?.getKernel === 'function') return { kernels: api.kernels };
  throw new KernelError(
    'jupyter-missing',
    l10n.t(
      'Variables are read through the Jupyter extension (ms-toolsai.jupyter), which is not there or too old; install it, or save the arrays with numpy.save and compare the files.',
    ),
  );
}

/**
 * The running Python kernel of a notebook.
 * @param notebook the active one when absent.
 * @throws KernelError `no-notebook`, `no-kernel`, `kernel-language`, `kernel-refused`.
 */
export async function findKernel({ kernels }: JupyterApi, notebook?: Uri): Promise<JupyterKernel> {
  const uri = notebook ?? window.activeNotebookEditor?.notebook.uri;
  if (!uri) {
    throw new KernelError(
      'no-notebook',
      l10n.t('No notebook is active; open the one whose variables are to be compared.'),
    );
  }
  const kernel = await kernelOf(kernels, uri);
  if (!kernel) {
    throw new KernelError(
      'no-kernel',
      l10n.t('The kernel of the notebook was not started; run the cells that set the variables first.'),
    );
  }
  if (kernel.language.toLowerCase() !== 'python') {
    throw new KernelError(
      'kernel-language',
      l10n.t(
        'The kernel of the notebook runs {0}; only variables of Python can be compared.',
        shownText(kernel.language),
      ),
    );
  }
  return kernel;
}

async function kernelOf(kernels: JupyterApi['kernels'], uri: Uri): Promise<JupyterKernel | undefined> {
  try {
    return await kernels.getKernel(uri);
  } catch (error) {
    if (error instanceof Error && error.name === refusedName) throw kernelRefusal();
    throw error;
  }
}
