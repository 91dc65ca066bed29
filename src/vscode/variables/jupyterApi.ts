import type { CancellationToken, Event, Uri } from 'vscode';

/**
 * The part that is used of what the extension ms-toolsai.jupyter exports, as published in the npm package @vscode/jupyter-extension 1.1.1
 * (api.d.ts, Microsoft, MIT).
 */
export interface JupyterApi {
  kernels: {
    /** The kernel of an open notebook, if people have started it. The first call of an extension asks them for their consent. */
    getKernel(uri: Uri): Thenable<JupyterKernel | undefined>;
  };
}

/** What a kernel is doing. */
export type KernelStatus =
  'unknown' | 'starting' | 'idle' | 'busy' | 'terminating' | 'restarting' | 'autorestarting' | 'dead';

/** A running kernel. */
export interface JupyterKernel {
  readonly status: KernelStatus;
  onDidChangeStatus: Event<KernelStatus>;
  /** `python`, and others. */
  language: string;
  /** Runs code that neither counts as a cell nor stands in the history; ends with the code. */
  executeCode(code: string, token: CancellationToken): AsyncIterable<KernelOutput>;
}

/** What code puts out. */
export interface KernelOutput {
  items: { mime: string; data: Uint8Array }[];
}

/** What is written to standard output: as the extension reports it, and as its documentation has it. */
export const stdoutTypes: readonly string[] = [
  'application/vnd.code.notebook.stdout',
  'application/x.notebook.stdout',
  'application/x.notebook.stream.stdout',
];

/** An error that the code ended with: JSON with `name`, `message` and `stack`. */
export const errorType = 'application/vnd.code.notebook.error';

/** Name of the error that the API throws where people have not allowed its use. */
export const refusedName = 'vscode.jupyter.apiAccessRevoked';
