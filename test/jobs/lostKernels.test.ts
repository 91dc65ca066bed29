import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import type { ComparisonReport } from '../../src/facts/report';
import { fixture } from '../golden';
import { projectFolder } from '../workbench/paths';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { machineLibrary } from './native/machineLibrary';
import { representation } from './relatedPairs';
import { saveArray } from './savedArrays';

const a = fixture('activations/model0_logits.npy');
const b = fixture('activations/model1_logits.npy');

describe('WebAssembly that cannot be had', () => {
  let folder: string;
  before(() => {
    folder = temporaryFolder('lost-kernels');
  });

  /** What a program prints that runs in a process of its own, beside the sources. `setup` comes before they are loaded. */
  function printedBy(setup: string, body: string): string[] {
    const script = join(folder, 'program.mts');
    writeFileSync(
      script,
      `import { createRequire } from 'node:module';
       ${setup}
       const load = createRequire(${JSON.stringify(join(projectFolder, 'src', 'jobs', 'runJob.ts'))});
       const { loadKernels, lostKernels, kernelsOf } = load('./loadKernels');
       ${body}`,
    );
    const done = spawnSync(process.execPath, ['--import', 'tsx', script], { cwd: projectFolder, encoding: 'utf8' });
    assert.equal(done.status, 0, done.stderr);
    return done.stdout.trim().split('\n');
  }

  const noInstance = (after: number): string => `
    const { Instance } = WebAssembly;
    let made = 0;
    WebAssembly.Instance = class {
      constructor(...given) {
        if (made++ >= ${after}) throw new RangeError('WebAssembly.Instance(): Out of memory: Cannot allocate Wasm memory for new instance');
        return new Instance(...given);
      }
    };`;

  it('is told once, and plain kernels take its place', () => {
    const [name, code, sentence, twice] = printedBy(
      noInstance(0),
      `const { kernels } = await loadKernels();
       const { message, code } = lostKernels();
       console.log(kernels.name + '\\n' + code + '\\n' + message);
       const { withKernelsNotice } = load('./kernelsNotice');
       const report = { warnings: [{ code: 'x', message: 'y' }] };
       const results = [
         withKernelsNotice('compare', { report }),
         withKernelsNotice('matrix', report),
         withKernelsNotice('trust', { notices: [] }),
         withKernelsNotice('summary', report),
       ];
       console.log(JSON.stringify([results.map((one) => [(one.report ?? one).warnings ?? one.notices][0].map(({ code }) => code)), report.warnings.length]));`,
    );
    assert.deepEqual([name, code], ['plain', 'plain-kernels']);
    assert.match(sentence!, /^WebAssembly could not be had \(there is not enough memory for it\)/);
    assert.deepEqual(JSON.parse(twice!), [
      [['plain-kernels', 'x'], ['plain-kernels', 'x'], ['plain-kernels'], ['x']],
      1,
    ]);
  });

  it('is told where a binary cannot be compiled, or the engine has none; one that is forced is refused', () => {
    assert.deepEqual(
      printedBy(
        `WebAssembly.compile = () => Promise.reject(new WebAssembly.CompileError('torn'));`,
        `console.log((await loadKernels()).kernels.name); console.log(/torn/.test(lostKernels().message));`,
      ),
      ['plain', 'true'],
    );
    assert.deepEqual(
      printedBy(
        `WebAssembly.validate = () => false;`,
        `console.log((await loadKernels()).kernels.name); console.log(lostKernels().code);`,
      ),
      ['plain', 'plain-kernels'],
    );
    const [forced] = printedBy(
      `process.env.CCA_LENS_KERNELS = 'simd'; ${noInstance(0)}`,
      `console.log(await loadKernels().catch(({ code, message }) => code + ': ' + message));`,
    );
    assert.match(forced!, /^usage: CCA_LENS_KERNELS asks for simd, which could not be had/);
  });

  it('takes its place in the middle of a job too, with the same scores up to rounding', async () => {
    const [x, y] = [
      await saveArray(folder, 'x', representation(400, 9, 1)),
      await saveArray(folder, 'y', representation(400, 7, 2)),
    ];
    const job = `
      const { useKernels } = load('../linalg/activeKernels');
      const { plainEngine } = load('./engine');
      const { runJob } = load('./runJob');
      const { defaultOptions } = load('../facts/options');
      const { kernels } = await loadKernels();
      useKernels(kernels);
      const spec = { a: { path: ${JSON.stringify(x)} }, b: { path: ${JSON.stringify(y)} }, options: defaultOptions };
      const { report } = await runJob({ job: 'compare', spec }, () => undefined, plainEngine());
      console.log(JSON.stringify([kernels.name, report.warnings.map(({ code }) => code), report.cca.coefficients, report.cka]));`;
    type Outcome = [string, string[], number[], { linear: number; debiased: number }];
    // The kernels have an instance, their sums have none.
    const outcomes = [99, 1, 0].map((after) => JSON.parse(printedBy(noInstance(after), job)[0]!) as Outcome);
    const [[whole, nothing, coefficients, cka], ...others] = outcomes as [Outcome, Outcome, Outcome];
    assert.notEqual(whole, 'plain');
    assert.ok(!nothing.includes('plain-kernels'));
    assert.deepEqual(
      others.map(([name]) => name),
      [whole, 'plain'],
    );
    for (const [, codes, own, ownCka] of others) {
      assert.equal(codes.filter((code) => code === 'plain-kernels').length, 1);
      own.forEach((value, i) => assert.ok(Math.abs(value - coefficients[i]!) < 1e-10));
      assert.ok(Math.abs(ownCka.linear - cka.linear) < 1e-12 && Math.abs(ownCka.debiased - cka.debiased) < 1e-12);
    }
  });

  it('takes the place of sums beside a library, too', async () => {
    const library = await machineLibrary();
    if (library === undefined) return;
    const found = printedBy(
      noInstance(1),
      `const { kernels } = await loadKernels(undefined, ${JSON.stringify(library)});
       const neurons = 80;
       const a = { neurons, scaleExponent: 1, shift: new Float64Array(neurons), offset: new Float64Array(neurons) };
       console.log(kernels.name, lostKernels());
       kernels.accumulator({ a, sums: { kind: 'centred', of: 'products' } });
       kernels.crossAccumulator({ sides: [a, a], pairs: [[0, 1]] });
       console.log(lostKernels().code);`,
    );
    assert.deepEqual(found, ['native undefined', 'plain-kernels']);
  });

  it('is heard of from workers of a pool, and of the extension', async () => {
    const program = join(folder, 'worker.cjs');
    writeFileSync(
      program,
      `const { parentPort } = require('node:worker_threads');
       const notice = { code: 'plain-kernels', message: 'No WebAssembly here.' };
       parentPort.on('message', (message) => {
         if (message === 'end' || message.type === 'end') process.exit();
         if (message.type === 'run') parentPort.postMessage({ type: 'notice', notice });
         else parentPort.postMessage({ type: 'plain', notice });
         parentPort.postMessage({ type: 'done', id: message.id, result: {} });
       });`,
    );
    const found = printedBy(
      '',
      `const { WorkerPool } = load('./pool/workerPool');
       const { WorkerClient } = load('./workerClient');
       const pool = await WorkerPool.open(2, ${JSON.stringify(program)});
       console.log(lostKernels());
       await Promise.all([pool.run('moments', {}), pool.run('moments', {})]);
       console.log(lostKernels().message);
       await pool.end();
       const client = new WorkerClient(${JSON.stringify(program)}, (sentence) => console.log('told: ' + sentence));
       await client.run('compare', {});
       await client.dispose();
       // A worker whose instance cannot be had.
       console.log(kernelsOf({ own: 'simd', module: {} }).name);`,
    );
    assert.deepEqual(found, ['undefined', 'No WebAssembly here.', 'told: No WebAssembly here.', 'plain']);
  });

  it('keeps no comparison from its scores where the address space is limited', function () {
    if (process.platform !== 'linux') this.skip();
    const cli = join(projectFolder, 'dist', 'cli.js');
    /** Four GB hold everything but the space that an engine keeps free around the memory of WebAssembly. */
    const limited = (...args: string[]) =>
      spawnSync('sh', ['-c', 'ulimit -v 4000000 && exec "$0" "$@"', process.execPath, cli, ...args], {
        encoding: 'utf8',
      });
    const reportOf = (text: string): ComparisonReport => JSON.parse(text) as ComparisonReport;
    const json = limited('compare', a, b, '--json', '--workers', '2');
    assert.deepEqual([json.status, json.stderr], [0, '']);
    const report = reportOf(json.stdout);
    assert.deepEqual(report.warnings.map(({ code }) => code).filter((code) => code === 'plain-kernels').length, 1);
    const free = reportOf(spawnSync(process.execPath, [cli, 'compare', a, b, '--json'], { encoding: 'utf8' }).stdout);
    assert.ok(Math.abs(report.cca!.mean - free.cca!.mean) < 1e-10);
    assert.ok(Math.abs(report.pwcca!.value - free.pwcca!.value) < 1e-9);
    const text = limited('compare', a, b);
    assert.equal(text.stdout.match(/^! WebAssembly could not be had/gm)?.length, 1);
    const csv = limited('matrix', a, b, '--csv', '--workers', '2');
    assert.equal(csv.status, 0);
    assert.equal(csv.stderr.match(/^cca-lens: warning: WebAssembly could not be had[^\n]*$/gm)?.length, 1, csv.stderr);
  });
});
