import assert from 'node:assert/strict';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { Uri, type CancellationToken, type Disposable } from 'vscode';
import { LensError } from '../../src/facts/errors';
import type { ComparisonState } from '../../src/protocol/panel';
import { folderBeside } from '../../src/vscode/arrayNames';
import { RecentComparisons } from '../../src/vscode/inline/recentComparisons';
import { ComparisonPanels } from '../../src/vscode/panels/comparisonPanels';
import { readOptions } from '../../src/vscode/settings';
import { usualFolder } from '../../src/vscode/usualFolder';
import { VariableComparisons, type KernelSurroundings } from '../../src/vscode/variables/compareVariables';
import { hasConsent } from '../../src/vscode/variables/consent';
import { jupyterApi } from '../../src/vscode/variables/findKernel';
import { errorType, refusedName, type KernelOutput } from '../../src/vscode/variables/jupyterApi';
import type { VariableOrArray } from '../../src/vscode/variables/pickVariable';
import { VariableFiles } from '../../src/vscode/variables/variableFiles';
import { hasNumpy } from '../python';
import { arrayBytes, arrayFolder } from './arrayFolder';
import { closeTabs, memento, testServices, until, untilTabs } from './extensionUnderTest';
import { answersOf, output, pythonAfter, stdout, StubKernel, stubApi } from './stubJupyter';

const wave = (rows: number, columns: number, pace: number) => ({
  shape: [rows, columns],
  npy: arrayBytes(
    [rows, columns],
    Float64Array.from({ length: rows * columns }, (_, i) => Math.sin(i * pace)),
  ),
});
const arrays = { acts: wave(80, 4, 1.1), largeur_é: wave(80, 3, 0.7), other: wave(80, 2, 2.3) };

describe('comparing variables of a kernel, over a stub of the API that the Jupyter extension publishes', () => {
  let services: ReturnType<typeof testServices>;
  let files: VariableFiles;
  let seen: ComparisonState[];
  let listening: Disposable;
  const notebook = Uri.file('/book.ipynb');
  const variable = { name: 'acts', type: 'ndarray', fileName: notebook };

  before(() => {
    services = testServices();
  });
  beforeEach(() => {
    files = new VariableFiles(services.variablesFolder);
    seen = [];
    listening = services.states.event((event) => {
      if (event.panel === 'comparison') seen.push(event.state);
    });
  });
  afterEach(async () => {
    await services.reference.pin(undefined);
    await closeTabs();
    listening.dispose();
    files.dispose();
  });
  after(() => services.dispose());

  const healthy = () => new StubKernel((code) => answersOf(arrays, code));

  function comparisons(
    kernel: StubKernel | undefined,
    change: Partial<KernelSurroundings> = {},
    log = services.log,
  ): VariableComparisons {
    const parts = { services: { ...services, log }, comparisons: new ComparisonPanels(services) };
    return new VariableComparisons(parts, files, {
      api: () => Promise.resolve(stubApi(kernel)),
      trusted: () => true,
      consent: () => Promise.resolve(true),
      pickVariable: (found) => Promise.resolve(found[0]?.name),
      pickOther: (found) => Promise.resolve(found[0] && { variable: found[0].name }),
      ...change,
    });
  }

  /** Files of values that are there now. */
  function kept(): string[] {
    if (!existsSync(services.variablesFolder)) return [];
    return readdirSync(services.variablesFolder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.npy'),
    );
  }

  async function refused(work: Promise<void>, code: string): Promise<void> {
    await assert.rejects(work, (error: unknown) => {
      assert.ok(error instanceof LensError);
      assert.equal(error.code, code);
      assert.match(error.message, /^[^\n]+\.$/);
      return true;
    });
    assert.deepEqual(kept(), []);
  }

  it('shows the two under their own names, and removes the values with the panel', async () => {
    await comparisons(healthy()).ofVariable(variable);
    await untilTabs('acts ↔ largeur_é');
    const state = seen.at(-1);
    assert.equal(state?.status, 'done');
    assert.deepEqual(state.names, { a: 'acts', b: 'largeur_é' });
    assert.deepEqual(
      [state.report.a.shape, state.report.b.shape],
      [
        [80, 4],
        [80, 3],
      ],
    );
    assert.equal(kept().length, 2);
    // What people save is not to go with the values: never beside one, and beside the other side where that is a file of its own.
    const { a, b } = state.request;
    assert.equal(folderBeside(a, b), usualFolder().uri.fsPath);
    const file = Uri.joinPath(usualFolder().uri, 'own', 'c.npy').fsPath;
    assert.equal(folderBeside(a, { path: file }), dirname(file));
    await closeTabs();
    await until('removing the values', () => kept().length === 0);
  });

  it('takes whatever a kernel calls its variables for a name alone', async () => {
    const name = 'x/../../../evil';
    const kernel = new StubKernel((code) => answersOf({ acts: arrays.acts, [name]: arrays.other }, code));
    const ofAnotherWindow = new VariableFiles(services.variablesFolder);
    const kept = await ofAnotherWindow.newPath('acts');
    try {
      writeFileSync(kept, arrays.acts.npy);
      await comparisons(kernel).ofVariable(variable);
      await untilTabs('acts ↔ evil');
      const state = seen.at(-1);
      assert.equal(state?.status, 'done');
      assert.deepEqual(state.names, { a: 'acts', b: name });
      const { path } = state.request.b;
      assert.equal(basename(path), '2.npy');
      await closeTabs();
      await until('removing the value', () => !existsSync(path));
      assert.ok(existsSync(kept));
    } finally {
      ofAnotherWindow.dispose();
    }
  });

  it('notes it in the log when values cannot be removed, and fails at nothing else', async () => {
    const unhandled: unknown[] = [];
    const listener = (reason: unknown) => unhandled.push(reason);
    const noted: string[] = [];
    const log = { ...services.log, warn: (message: string) => noted.push(message) } as unknown as typeof services.log;
    const busy = () => Promise.reject(new Error('EBUSY: resource busy or locked'));
    process.on('unhandledRejection', listener);
    files.remove = busy;
    try {
      await comparisons(healthy(), {}, log).ofVariable(variable);
      await untilTabs('acts ↔ largeur_é');
      await closeTabs();
      await until('both notes', () => noted.length === 2);
      assert.ok(
        noted.every((note) => note.includes('EBUSY')),
        noted.join(),
      );
      const gone = new StubKernel((code) => answersOf({ other: arrays.other }, code));
      await assert.rejects(comparisons(gone, {}, log).ofVariable(variable), { code: 'variable-gone' });
      assert.deepEqual(unhandled, []);
    } finally {
      process.off('unhandledRejection', listener);
    }
  });

  it('lets people choose both of the active notebook, and says when there is none', async () => {
    await refused(comparisons(healthy()).ofActiveNotebook(), 'no-notebook');
  });

  it('asks for the kernel of the notebook that the variable is of', async () => {
    const asked: Uri[] = [];
    await comparisons(undefined, { api: () => Promise.resolve(stubApi(healthy(), asked)) }).ofVariable(variable);
    await untilTabs('acts ↔ largeur_é');
    assert.deepEqual(asked.map(String), [notebook.toString()]);
  });

  it('compares with the pinned reference and with files, which stay', async () => {
    const folder = await arrayFolder();
    const file = await folder.file('pinned.npy', arrays.other.npy);
    try {
      await services.reference.pin({ path: file.fsPath });
      const pinned: KernelSurroundings['pickOther'] = (_, reference): Promise<VariableOrArray | undefined> =>
        Promise.resolve(reference && { array: reference });
      await comparisons(healthy(), { pickOther: pinned }).ofVariable(variable);
      await untilTabs('pinned.npy ↔ acts');
      assert.equal(kept().length, 1);
      await closeTabs();
      await until('removing the value', () => kept().length === 0);
      assert.ok(existsSync(file.fsPath));
    } finally {
      await folder.remove();
    }
  });

  it('does nothing without consent, and copies nothing when people choose nothing', async () => {
    const kernel = healthy();
    await comparisons(kernel, { consent: () => Promise.resolve(false) }).ofVariable(variable);
    assert.deepEqual(kernel.codes, []);
    await comparisons(kernel, { pickOther: () => Promise.resolve(undefined) }).ofVariable(variable);
    assert.equal(kernel.codes.length, 1);
    assert.deepEqual([seen, kept()], [[], []]);
  });

  it('waits while the kernel is busy', async () => {
    const kernel = healthy();
    kernel.status = 'busy';
    const compared = comparisons(kernel).ofVariable(variable);
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.deepEqual(kernel.codes, []);
    kernel.become('idle');
    await compared;
    assert.equal(seen.at(-1)?.status, 'done');
    await untilTabs('acts ↔ largeur_é');
  });

  it('says when the kernel ends: before, while it is busy, and while the code runs', async () => {
    const silent = () => new StubKernel(() => forever());
    const dead = silent();
    dead.status = 'dead';
    await refused(comparisons(dead).ofVariable(variable), 'kernel-gone');
    const busy = silent();
    busy.status = 'busy';
    const waiting = refused(comparisons(busy).ofVariable(variable), 'kernel-gone');
    await until('waiting', () => busy.hasListeners);
    busy.become('dead');
    await waiting;
    const running = silent();
    const run = refused(comparisons(running).ofVariable(variable), 'kernel-gone');
    await until('running', () => running.codes.length === 1);
    running.become('restarting');
    await run;
  });

  it('reads both types under which output is reported', async () => {
    for (const mime of [stdout, 'application/x.notebook.stdout', 'application/x.notebook.stream.stdout']) {
      const kernel = new StubKernel(async function* (code) {
        for await (const { items } of answersOf(arrays, code)) {
          yield { items: items.map((item) => ({ ...item, mime: item.mime === stdout ? mime : item.mime })) };
        }
      });
      await comparisons(kernel).ofVariable(variable);
      assert.equal(seen.at(-1)?.status, 'done', mime);
      await untilTabs('acts ↔ largeur_é');
      await closeTabs();
    }
  });

  const problems: [string, string, StubKernel | undefined, Partial<KernelSurroundings>?][] = [
    ['the kernel was not started', 'no-kernel', undefined],
    ['the workspace is not trusted', 'not-trusted', healthy(), { trusted: () => false }],
    ['the kernel holds no arrays', 'no-arrays', new StubKernel((code) => answersOf({}, code))],
    ['the variable is gone', 'variable-gone', new StubKernel((code) => answersOf({ other: arrays.other }, code))],
    ['the kernel gives no answer', 'kernel-failed', new StubKernel(() => said(stdout, 'hello'))],
    ['the answer is not of the code', 'kernel-failed', new StubKernel(() => said(stdout, 'cca-lens-answer:{"x": 1}'))],
    [
      'the code fails',
      'kernel-failed',
      new StubKernel(() => said(errorType, '{"name":"MemoryError","message":"no room","stack":""}')),
    ],
    ['the kernel writes to another machine', 'kernel-remote', new StubKernel(remote)],
    ['Jupyter does not allow it', 'kernel-refused', new StubKernel(revoked)],
  ];
  for (const [what, code, kernel, change] of problems) {
    it(`says so when ${what}`, () => refused(comparisons(kernel, change).ofVariable(variable), code));
  }

  it('says so when the kernel runs another language', async () => {
    const kernel = healthy();
    kernel.language = 'julia';
    await refused(comparisons(kernel).ofVariable(variable), 'kernel-language');
    assert.deepEqual(kernel.codes, []);
  });

  it('says in words what a kernel tells of a value', async () => {
    const telling: [Record<string, unknown>, string, RegExp][] = [
      [{ problem: 'large', bytes: 5 * 2 ** 30 }, 'variable-too-large', /acts has 5 GiB, and at most 4 GiB/],
      [{ problem: 'kind', type: 'list' }, 'not-an-array', /acts is no array of numbers \(its type is list\)/],
      [{ problem: 'numpy' }, 'numpy-missing', /numpy/],
      [{ problem: 'remote' }, 'kernel-remote', /another machine/],
      [{ problem: 'failed', message: 'OSError: disk full' }, 'kernel-failed', /OSError: disk full/],
    ];
    for (const [answer, code, message] of telling) {
      const kernel = new StubKernel((text) =>
        text.includes('"path": ') ? said(stdout, `cca-lens-answer:${JSON.stringify(answer)}`) : answersOf(arrays, text),
      );
      await assert.rejects(comparisons(kernel).ofVariable(variable), { code, message });
      assert.deepEqual(kept(), []);
    }
  });

  it('takes no name that is none, and no variable of a debugger', async () => {
    const kernel = healthy();
    for (const wrong of [undefined, {}, { name: 'x; import os' }, { name: '../x' }, { name: '' }]) {
      await refused(comparisons(kernel).ofVariable(wrong), 'not-a-variable');
    }
    await refused(comparisons(kernel).ofVariable({ ...variable, frameId: 3 }), 'variable-in-debugger');
    assert.deepEqual(kernel.codes, []);
  });

  it('says in a panel that comes back that its values are gone', async () => {
    const parts = new ComparisonPanels(services);
    const path = await files.newPath('acts');
    await parts.show({ a: { path }, b: { path }, options: readOptions(services.log) });
    await untilTabs('acts ↔ acts');
    const state = seen.at(-1);
    assert.equal(state?.status, 'failed');
    assert.equal(state.error.code, 'value-removed');
    assert.match(state.error.message, /acts/);
  });

  it('keeps no comparison among the recent ones whose values will be gone', async () => {
    const recent = new RecentComparisons(memento(), services.watch);
    const a = { path: await files.newPath('acts') };
    const file = (name: string) => ({ path: `/data/${name}.npy` });
    await recent.add({ a: file('a'), b: file('b'), names: { a: 'a', b: 'b' }, svcca: 0.5 });
    await recent.add({ a, b: file('b'), names: { a: 'acts', b: 'b' }, svcca: 0.5 });
    assert.deepEqual(
      recent.list.map(({ names }) => names.a),
      ['a'],
    );
  });

  it('finds that the Jupyter extension is not here', async () => {
    await assert.rejects(jupyterApi(), { code: 'jupyter-missing' });
  });

  if (hasNumpy('variables of a kernel')) {
    it('compares what python3 with numpy has saved, with its exact numbers', async () => {
      const cell =
        'import numpy as np\nx = np.random.default_rng(0).normal(size=(200, 5))\ny = x @ np.random.default_rng(1).normal(size=(5, 5)) + 2';
      const kernel = new StubKernel((code) => pythonAfter(cell, code));
      await comparisons(kernel).ofVariable({ name: 'x', type: 'ndarray', fileName: notebook });
      const state = seen.at(-1);
      assert.equal(state?.status, 'done');
      assert.deepEqual(state.names, { a: 'x', b: 'y' });
      await untilTabs('x ↔ y');
      assert.ok(
        state.report.cca!.coefficients.every((r) => Math.abs(r - 1) < 1e-10),
        'y is x in other coordinates',
      );
    });
  }
});

describe('consent to read variables', () => {
  it('is asked until it is given, once for a workspace', async () => {
    const kept = memento();
    const answers = [false, true];
    let asked = 0;
    const ask = () => Promise.resolve(answers[asked++] ?? false);
    assert.equal(await hasConsent(kept, ask), false);
    assert.equal(await hasConsent(kept, ask), true);
    assert.equal(await hasConsent(kept, ask), true);
    assert.equal(asked, 2);
  });
});

async function* said(mime: string, text: string): AsyncIterable<KernelOutput> {
  yield output(mime, text);
}

/** Code that does not end by itself. */
async function* forever(): AsyncIterable<KernelOutput> {
  await new Promise(() => undefined);
  yield output(stdout, '');
}

/** A kernel that says that it has saved what nobody finds here. */
function remote(code: string): AsyncIterable<KernelOutput> {
  return code.includes('"path": ')
    ? said(stdout, 'cca-lens-answer:{"saved": true, "dtype": "float64"}')
    : answersOf(arrays, code);
}

async function* revoked(_code: string, _token: CancellationToken): AsyncIterable<KernelOutput> {
  yield* [];
  throw Object.assign(new Error('Access to Jupyter kernels has been revoked'), { name: refusedName });
}
