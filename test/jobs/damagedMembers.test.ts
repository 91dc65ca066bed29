import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { plainEngine, type Engine } from '../../src/jobs/engine';
import { orderOfFiles } from '../../src/jobs/arrays/openArray';
import { streamVariates } from '../../src/jobs/directions/streamVariates';
import { filePasses } from '../../src/jobs/passes/filePasses';
import { scanSide } from '../../src/jobs/passes/scanSide';
import { inThisThread, type Executor } from '../../src/jobs/pool/executor';
import { runTask, type TaskName, type Tasks, type Told } from '../../src/jobs/pool/tasks';
import { runJob } from '../../src/jobs/runJob';
import { readSamples } from '../../src/jobs/trust/readSamples';
import { matrix, type Matrix } from '../../src/linalg/matrix';
import { measureKernels } from '../../src/similarity/measures';
import type { Selection } from '../../src/protocol/selection';
import type { TrustRequest } from '../../src/protocol/pairExtras';
import type { ArrayAddress } from '../../src/protocol/arrayAddress';
import type { SideIdentity } from '../../src/protocol/sideIdentity';
import type { JobName, Jobs } from '../../src/protocol/jobs';
import { defaultOptions, type CompareOptions } from '../../src/facts/options';
import { npyFile } from '../formats/sources';
import { storedZip } from '../storedZip';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { representation } from './relatedPairs';
import { npyBytes, saveArray, type Form } from './savedArrays';
import { openSides } from './openSides';

/** Enough rows for several leaves, which workers share. */
const rows = 9000;

/** Tasks as several threads share them, one after the other in this one; `heard` hears of what passes give. */
function inParts(workers: number, heard: (result: Tasks['pass']['result']) => void = () => undefined): Engine {
  const executor: Executor = {
    workers,
    async run<N extends TaskName>(name: N, spec: Tasks[N]['spec'], tell: (part: Told<N>) => void = () => undefined) {
      const result = await runTask(name, structuredClone(spec), tell, measureKernels);
      if (name === 'pass') heard(result as Tasks['pass']['result']);
      return result;
    },
  };
  return { ...plainEngine(), executor: () => Promise.resolve(executor) };
}

describe('a stored member of an archive with one bit that is wrong', () => {
  let folder: string;
  let plain: string;
  let count = 0;
  const B = representation(rows, 3, 2);
  before(async () => {
    folder = temporaryFolder('damaged');
    plain = await saveArray(folder, 'plain', B);
  });

  /** An archive whose member x is as it was saved, and one in which one bit of an element, near the end, is not. Both in files of their own. */
  function saved(bytes: Uint8Array): { good: string; bad: string } {
    const archive = storedZip([
      { name: 'before.npy', data: npyFile(Float64Array.of(1), [1], 'f8') },
      { name: 'x.npy', data: bytes },
    ]);
    const path = (name: string): string => join(folder, `${name}${count++}.npz`);
    const [good, bad] = [path('good'), path('bad')];
    writeFileSync(good, archive);
    const directory = archive.indexOf('PK\x01\x02', 0, 'latin1');
    // The lowest bits of a number that is not of the last row: all values stay finite, and scores change in their last digits.
    archive[directory - 8 * 21]! ^= 1;
    writeFileSync(bad, archive);
    return { good: `${good}::x`, bad: `${bad}::x` };
  }

  const savedMatrix = (X: Matrix, form: Form = {}): { good: string; bad: string } => saved(npyBytes(X, form));

  const run = <N extends JobName>(
    job: N,
    spec: Jobs[N]['spec'],
    engine: Engine = plainEngine(),
  ): Promise<Jobs[N]['result']> => runJob({ job, spec }, () => undefined, engine);

  async function refused(job: Promise<unknown>, path: string): Promise<void> {
    const name = path.slice(folder.length + 1);
    await assert.rejects(job, (error: { code: string; message: string }) => {
      assert.equal(error.code, 'npz-format', error.message);
      assert.ok(
        error.message.endsWith(
          `${name} does not match its checksum in the archive: the file is damaged; copy or save it again.`,
        ),
        error.message,
      );
      return true;
    });
  }

  /** Done with the good member, and refused with the bad one. */
  async function checked(paths: { good: string; bad: string }, job: (path: string) => Promise<unknown>): Promise<void> {
    await job(paths.good);
    await refused(job(paths.bad), paths.bad);
  }

  const pairOf = (a: ArrayAddress, options: Partial<CompareOptions> = {}): Jobs['compare']['spec'] => ({
    a,
    b: { path: plain },
    options: { ...defaultOptions, ...options },
  });

  const A = representation(rows, 4, 1);
  for (const [what, form] of Object.entries({
    'row by row': {},
    'in Fortran order': { fortranOrder: true },
    'neurons x samples': { transposed: true },
  } as Record<string, Form>)) {
    for (const workers of [1, 4, 6]) {
      it(`gives no score, ${what}, read by ${workers === 1 ? 'one thread' : `${workers} threads`}`, async () => {
        const transposeA = form.transposed ?? false;
        await checked(savedMatrix(A, form), (path) =>
          run('compare', pairOf({ path }, { transposeA }), inParts(workers)),
        );
      });
    }
  }

  it('is read once by threads that share it', async () => {
    const bytes = npyBytes(A);
    const parts: Tasks['pass']['result'][] = [];
    const { good } = saved(bytes);
    await run(
      'compare',
      pairOf({ path: good }),
      inParts(4, (result) => parts.push(result)),
    );
    const shares = parts.filter(({ stretches }) => stretches.length > 0).map(({ stretches }) => stretches[0]![0]!);
    assert.ok(shares.length >= 4);
    // Of each the header, and its rows in one piece.
    const pieces = shares.slice(0, 4).map((share) => share.sort((x, y) => x.start - y.start).at(-1)!);
    assert.ok(shares.slice(0, 4).every((share) => share.length <= 2));
    pieces.sort((x, y) => x.start - y.start);
    pieces.forEach(({ end }, at) => assert.equal(end, pieces[at + 1]?.start ?? bytes.length));
  });

  it('gives no score by any route, nor where samples may be left out', async () => {
    for (const route of ['qr', 'cholesky-qr'] as const) {
      await checked(savedMatrix(A), (path) => run('compare', { ...pairOf({ path }), resources: { route } }));
    }
    const wide = representation(60, 90, 1);
    const other = await saveArray(folder, 'wide', representation(60, 80, 2));
    await checked(savedMatrix(wide), (path) => run('compare', { ...pairOf({ path }), b: { path: other } }));
    await checked(savedMatrix(A), (path) => run('compare', pairOf({ path }, { dropNonFinite: true })));
    const few = await saveArray(folder, 'few', representation(300, 3, 2));
    await checked(savedMatrix(representation(300, 4, 1)), (path) =>
      run('compare', { ...pairOf({ path }, { robust: true }), b: { path: few } }),
    );
  });

  it('is told before what it would be wrong for: a NaN, or a label that is none', async () => {
    const { good, bad } = savedMatrix(A);
    const archive = bad.replace(/::x$/, '');
    const bytes = readFileSync(archive);
    bytes.writeUInt16LE(0x7ff8, bytes.indexOf('PK\x01\x02', 0, 'latin1') - 8 * 21 + 6);
    writeFileSync(archive, bytes);
    await run('compare', pairOf({ path: good }));
    await refused(run('compare', pairOf({ path: bad })), bad);
    await refused(run('compare', pairOf({ path: bad }, { dropNonFinite: true }), inParts(4)), bad);
  });

  it('gives no spectrum, statistics, directions, projections, chances or plain file', async () => {
    const each = (job: (path: string, out: string) => Promise<unknown>): Promise<void> =>
      checked(savedMatrix(A), (path) => job(path, join(folder, `out${count++}`)));
    await each((path) => run('spectrum', { array: { path } }));
    await each((path) => run('summary', { array: { path } }));
    await each((path, out) => run('convert', { from: { path }, to: `${out}.npy`, dtype: 'f8', force: false }));
    await each((path, out) => run('writeDirections', { ...pairOf({ path }), folder: out }));
    await each((path) => run('directions', { ...pairOf({ path }), request: { count: 2, points: 10 } }));
    await each((path, out) =>
      run('writeProjections', { ...pairOf({ path }), request: { by: 'cca', rank: 2, folder: out } }),
    );
    const request: TrustRequest = { measure: 'cca', wanted: ['dimensions'], permutations: 4, seed: 0, blocks: 4, level: 0.05 }; // prettier-ignore
    await each((path) => run('trust', { ...pairOf({ path }), request }));
  });

  it('is refused by each reading of a whole side, whatever was read before', async () => {
    const names = { a: 'x', b: 'x' };
    const readings: ((side: SideIdentity) => Promise<unknown>)[] = [
      (side) => scanSide(side),
      (side) => filePasses({ a: side, b: side, names }, inThisThread, () => undefined).read('a'),
      (side) => readSamples(side, new Uint8Array(rows).fill(1)),
      async (side) => {
        const directions = { weights: matrix(4, 1), mean: new Float64Array(4) };
        let seen = 0;
        for await (const variates of streamVariates({ a: side, b: side, names }, 'a', directions))
          seen += variates.rows;
        assert.equal(seen, rows);
      },
    ];
    for (const read of readings) {
      await checked(savedMatrix(A), async (path) => {
        const { sides } = await openSides([{ path }], [false]);
        await read(sides[0]!);
      });
    }
  });

  it('is refused in the cells of a matrix, and in them alone', async () => {
    for (const workers of [1, 4]) {
      const { good, bad } = savedMatrix(A);
      const spec = { arrays: [good, bad, plain].map((path) => ({ path })), options: defaultOptions };
      const { refused: cells, values } = await run('matrix', spec, inParts(workers));
      assert.equal(cells.length > 0, true);
      for (const { a, b, code, message } of cells) {
        assert.ok([a, b].includes(bad));
        assert.equal(code, 'npz-format');
        assert.match(message, /does not match its checksum/);
      }
      assert.deepEqual(values.cka.map((row) => row.map((value) => value !== null)), [
        [true, false, true],
        [false, false, false],
        [true, false, true],
      ]); // prettier-ignore
    }
  });

  const classes = (path: string, labels: string): Promise<unknown> => {
    const selection: Selection = {
      schema: 1,
      kind: 'cca-lens-selection',
      analysis: 'classes',
      arrays: [{ path, model: '', checkpoint: '', layer: 'x', include: true }],
      options: defaultOptions,
      measure: 'cca',
      classes: { labels, logits: 'columns' },
    };
    return run('analyze', { selection });
  };
  const labelsOf = (bytes: Float64Array): Uint8Array => npyFile(bytes, [rows], 'f8');

  it('gives no classes, neither as a layer nor as their labels', async () => {
    const numbers = Float64Array.from({ length: rows }, (_, i) => i % 3);
    const labels = join(folder, 'labels.npy');
    writeFileSync(labels, labelsOf(numbers));
    const { good, bad } = savedMatrix(A);
    await classes(good, labels);
    const refusal = JSON.stringify(await classes(bad, labels).catch((error: { message: string }) => error.message));
    assert.match(refusal, /does not match its checksum/);
    await checked(saved(labelsOf(numbers)), (path) => classes(plain, path));
  });

  it('puts no samples into an order', async () => {
    const ids = labelsOf(Float64Array.from({ length: rows }, (_, i) => i));
    const wanted = join(folder, 'ids.npy');
    writeFileSync(wanted, ids);
    const { good } = saved(ids);
    await orderOfFiles(good, wanted);
    const bytes = readFileSync(good.replace(/::x$/, ''));
    const directory = bytes.indexOf('PK\x01\x02', 0, 'latin1');
    // Two ids exchanged: all are there, in another order.
    const [one, other] = [directory - 8 * 21, directory - 8 * 22];
    const id = bytes.readDoubleLE(one);
    bytes.writeDoubleLE(bytes.readDoubleLE(other), one);
    bytes.writeDoubleLE(id, other);
    const path = join(folder, 'exchanged.npz');
    writeFileSync(path, bytes);
    await refused(orderOfFiles(`${path}::x`, wanted), `${path}::x`);
  });

  it('gives no score as a batch of a layer, or as a layer of a stack', async () => {
    const half = await saveArray(folder, 'half', representation(rows, 3, 5));
    const twice = await saveArray(folder, 'twice', representation(2 * rows, 3, 2));
    await checked(savedMatrix(B), (path) =>
      run('compare', { ...pairOf({ path: half, more: [path] }), b: { path: twice } }, inParts(4)),
    );
    // What is wrong lies in the last layer; the archive that the first is of is damaged all the same.
    const stack = saved(npyFile(Float64Array.from([...A.data, ...A.data]), [2, rows, 4], 'f8'));
    for (const layer of [0, 1]) {
      const again = saved(npyFile(Float64Array.from([...A.data, ...A.data]), [2, rows, 4], 'f8'));
      await run('compare', pairOf({ path: `${stack.good}::${layer}` }));
      const job = run('compare', pairOf({ path: `${again.bad}::${layer}` }), inParts(4));
      await refused(job, again.bad);
    }
  });

  it('gives no score of maps, flattened, pooled or by frequency', async () => {
    const maps = representation(200, 2 * 3 * 2, 3);
    const bytes = npyFile(maps.data, [200, 2, 3, 2], 'f8');
    const path = join(folder, 'maps.npy');
    writeFileSync(path, bytes);
    for (const conv of ['flatten', 'pool', 'dft'] as const) {
      await checked(saved(bytes), (bad) =>
        run('compare', {
          a: { path: bad },
          b: { path },
          options: { ...defaultOptions, recipe: { conv, layout: 'nhwc' } },
        }),
      );
    }
  });

  it('is shown in the viewer, and some of its rows are converted', async () => {
    const { good, bad } = savedMatrix(A);
    // With the number that is wrong in it.
    const ranges: [number, number][] = [[rows - 8, rows], [0, 4]]; // prettier-ignore
    const [right, wrong] = await Promise.all(
      [good, bad].map((path) => run('window', { array: { path }, ranges, axes: [0, 1], texts: false })),
    );
    const different = Array.from(right!.values).flatMap((value, i) => (value === wrong!.values[i] ? [] : [i]));
    assert.equal(different.length, 1);
    const listed = await run('arrayFile', { path: bad.replace(/::x$/, '') });
    assert.ok(listed.members.every(({ header }) => header !== undefined));
    await run('convert', { from: { path: bad }, to: join(folder, 'some.npy'), dtype: 'f8', rows: [0, 10], force: false }); // prettier-ignore
  });
});
