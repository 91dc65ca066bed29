import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { Disposable, EventEmitter, type CancellationToken, type Event, type Uri } from 'vscode';
import type { JupyterApi, JupyterKernel, KernelOutput, KernelStatus } from '../../src/vscode/variables/jupyterApi';
import { answerMark } from '../../src/vscode/variables/kernelCode';

/** Of an item of output. */
export const stdout = 'application/vnd.code.notebook.stdout';

/** A kernel in the published shape of the Jupyter extension's API, which runs no Python: `answer` says what code puts out. */
export class StubKernel implements JupyterKernel {
  private readonly statuses = new EventEmitter<KernelStatus>();
  private listeners = 0;
  readonly onDidChangeStatus: Event<KernelStatus> = (...args) => {
    this.listeners++;
    const heard = this.statuses.event(...args);
    return new Disposable(() => {
      this.listeners--;
      heard.dispose();
    });
  };
  readonly codes: string[] = [];
  language = 'python';

  constructor(
    private readonly answer: (code: string, token: CancellationToken) => AsyncIterable<KernelOutput>,
    public status: KernelStatus = 'idle',
  ) {}

  executeCode(code: string, token: CancellationToken): AsyncIterable<KernelOutput> {
    this.codes.push(code);
    return this.answer(code, token);
  }

  /** Whether somebody waits for another status. */
  get hasListeners(): boolean {
    return this.listeners > 0;
  }

  become(status: KernelStatus): void {
    this.status = status;
    this.statuses.fire(status);
  }
}

/** The API with one kernel, or none, whatever notebook is asked for; the notebooks asked for are noted. */
export function stubApi(kernel: JupyterKernel | undefined, asked: Uri[] = []): JupyterApi {
  return {
    kernels: {
      getKernel: (uri) => {
        asked.push(uri);
        return Promise.resolve(kernel);
      },
    },
  };
}

/** One piece of output. */
export function output(mime: string, text: string): KernelOutput {
  return { items: [{ mime, data: new TextEncoder().encode(text) }] };
}

/** What a kernel with these arrays (as .npy files) puts out for the code of the extension, in pieces as streams come. */
export async function* answersOf(
  arrays: Record<string, { shape: number[]; npy: Uint8Array }>,
  code: string,
): AsyncIterable<KernelOutput> {
  const given = (name: string) =>
    new RegExp(`"${name}": ("(?:[^"\\\\]|\\\\.)*")[,}]`).exec(code.slice(code.lastIndexOf('"mark"')))?.[1];
  const path = given('path');
  let answer: unknown = Object.entries(arrays).map(([name, { shape, npy }]) => {
    return { name, type: 'ndarray', dtype: 'float64', shape, bytes: npy.length - 128 };
  });
  if (path !== undefined) {
    const array = arrays[JSON.parse(given('name') ?? '""') as string];
    if (array) writeFileSync(JSON.parse(path) as string, array.npy);
    answer = array ? { saved: true, dtype: 'float64', converted: null } : { problem: 'gone' };
  }
  const text = `${answerMark}${JSON.stringify(answer)}\n`;
  yield output(stdout, 'a thread of the notebook prints\n');
  yield output('application/vnd.code.notebook.stderr', 'and warns');
  yield output(stdout, text.slice(0, 30));
  yield output(stdout, text.slice(30));
}

/** What python3 puts out for code that runs after a cell: a kernel that begins anew each time. */
export async function* pythonAfter(cell: string, code: string): AsyncIterable<KernelOutput> {
  const child = spawn('python3', ['-c', `${cell}\n${code}`]);
  for await (const data of child.stdout as AsyncIterable<Buffer>) yield { items: [{ mime: stdout, data }] };
}
