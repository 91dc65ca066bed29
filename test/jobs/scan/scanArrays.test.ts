import assert from 'node:assert/strict';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, it } from 'mocha';
import { arraysRemarks } from '../../../src/analysis/pairs/arraysRemarks';
import { findFiles } from '../../../src/jobs/scan/findFiles';
import { scanArrays } from '../../../src/jobs/scan/scanArrays';
import { encode, npyHeaderBytes } from '../../../src/formats/npy/writeNpy';
import { fixture, goldenOrNotice } from '../../golden';
import { npyWithHeader } from '../../formats/sources';
import { dict, floats, tensor, torchFile } from '../../formats/torch/torchFile';
import { temporaryFolder } from '../../workbench/temporaryFolder';

const quiet = () => undefined;

/** A folder with arrays of shapes by their names. */
function tree(files: Record<string, number[]>): string {
  const root = temporaryFolder('scan');
  for (const [name, shape] of Object.entries(files)) {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    const count = shape.reduce((product, length) => product * length, 1);
    writeFileSync(path, Buffer.concat([npyHeaderBytes(shape, 'f4'), encode(new Float64Array(count), 'f4')]));
  }
  return root;
}

describe('scanArrays', () => {
  it('leaves parameters of networks out of folders, and takes them where their file is asked for', async () => {
    const folder = temporaryFolder('parameters');
    const names = ['net.0.weight', 'net.0.bias', 'state.0.exp_avg', 'epoch'];
    const state = dict(Object.fromEntries(names.map((name) => [name, tensor({ shape: [6, 2] })])));
    writeFileSync(join(folder, 'checkpoint.pt'), torchFile(state, { 0: floats(12) }));
    writeFileSync(join(folder, 'acts.pt'), torchFile(dict({ l: [10, 2].map(() => tensor({ shape: [6, 2] })) }), { 0: floats(12) })); // prettier-ignore
    const found = await scanArrays({ roots: [folder] }, () => undefined);
    assert.deepEqual(found.arrays.map(({ path }) => basename(path)), ['acts.pt::l.0', 'acts.pt::l.1']); // prettier-ignore
    assert.deepEqual(found.unreadable.map(({ code }) => code), ['parameters']); // prettier-ignore
    const asked = await scanArrays({ roots: [join(folder, 'checkpoint.pt')] }, () => undefined);
    assert.equal(asked.arrays.length, 4);
    assert.deepEqual(asked.unreadable, []);
  });

  it('tells of a member that cannot be read by its name and reason, which is said once of many', async () => {
    const { arrays, unreadable } = await scanArrays({ roots: [fixture('cases/archives/obj.npz')] }, quiet);
    assert.deepEqual(
      arrays.map(({ layer }) => layer),
      ['good', 'good2'],
    );
    const remarks = arraysRemarks(unreadable);
    assert.equal(remarks.length, 1);
    assert.match(remarks[0]!.message, /^obj\.npz::meta holds Python objects/);
    const many = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ code: 'broken', message: `${name} is cut.` }));
    assert.deepEqual(arraysRemarks([...many, ...many]), [
      { code: 'broken', message: 'a is cut. b is cut. c is cut. (And so for 2 more.)' },
    ]);
  });

  it('takes text that is named as labels or ids are for these, and no other', async () => {
    const root = tree({ 'layer1.npy': [3, 2], 'layer2.npy': [3, 2] });
    for (const [name, text] of [
      ['labels.csv', 'id,animal,age\n1,cat,0.5\n2,dog,1.5\n3,cat,2\n'],
      ['targets.tsv', 'class\tsplit\n0\ttest\n1\ttest\n0\ttest\n'],
      ['ids.txt', '1\n2\n3\n'],
      ['results.csv', 'label,loss\n0,0.5\n1,0.25\n0,1\n'],
      ['notes.txt', 'words\n'],
      ['classes.txt', 'cat\ndog\n'],
    ] as const)
      writeFileSync(join(root, name), text);
    const { arrays, beside, unreadable } = await scanArrays({ roots: [root] }, quiet);
    assert.deepEqual(
      arrays.map(({ layer }) => layer),
      ['layer1', 'layer2'],
    );
    assert.deepEqual(unreadable, []);
    const kinds = beside.map(({ path, kind }) => `${basename(path)} ${kind}`).sort();
    assert.deepEqual(kinds, [
      'classes.txt names',
      'ids.txt ids',
      'labels.csv::animal labels',
      'labels.csv::id ids',
      'targets.tsv::class labels',
    ]);
  });

  it('finds arrays at any depth, and neither hidden ones nor those of packages', async () => {
    const root = tree({
      'model0/epoch_1/layer1.npy': [6, 2],
      'model0/epoch_2/layer1.npy': [6, 2],
      '.cache/layer1.npy': [6, 2],
      'node_modules/x/layer1.npy': [6, 2],
      '.git/layer1.npy': [6, 2],
    });
    writeFileSync(join(root, 'notes.txt'), 'words');
    writeFileSync(join(root, 'classes.txt'), 'a\nb\n');
    const heard: [string, number][] = [];
    const found = await scanArrays({ roots: [root] }, (phase, fraction) => heard.push([phase, fraction]));
    assert.deepEqual(
      found.arrays.map(({ path, model, checkpoint, layer, shape, dtype }) => ({
        path,
        model,
        checkpoint,
        layer,
        shape,
        dtype,
      })),
      ['epoch_1', 'epoch_2'].map((checkpoint) => ({
        path: join(root, 'model0', checkpoint, 'layer1.npy'),
        model: 'model0',
        checkpoint,
        layer: 'layer1',
        shape: [6, 2],
        dtype: '<f4',
      })),
    );
    assert.deepEqual(found.beside, [
      { path: join(root, 'classes.txt'), kind: 'names', reason: 'a file named as class names are' },
    ]);
    assert.deepEqual([found.unreadable, found.notices], [[], []]);
    assert.deepEqual(heard.at(-1), ['reading headers', 1]);
  });

  it('reads names from the folder that several roots have in common', async () => {
    const root = tree({ 'a0/layer1.npy': [6, 2], 'a1/layer1.npy': [6, 3], 'b/layer1.npy': [6, 4] });
    const of = async (...roots: string[]) =>
      (await scanArrays({ roots: roots.map((name) => join(root, name)) }, quiet)).arrays.map(
        ({ model, layer }) => `${model} ${layer}`,
      );
    assert.deepEqual(await of('a0', 'a1'), ['a0 layer1', 'a1 layer1']);
    assert.deepEqual(await of('a0/layer1.npy', 'b/layer1.npy'), ['a0 layer1', 'b layer1']);
    assert.deepEqual(await of('a0'), [' layer1']);
    assert.deepEqual(await of('a0', 'a0/layer1.npy', 'a0'), [' layer1'], 'each file once');
  });

  it('opens archives, and takes a single array with an archive’s name for what it is', async () => {
    const root = tree({});
    for (const name of ['three_stored.npz', 'not_a_zip.npz']) cpSync(join(fixture('npy'), name), join(root, name));
    const found = await scanArrays({ roots: [root] }, quiet);
    assert.deepEqual(found.arrays.map(({ path }) => path.slice(root.length + 1)).sort(), [
      'not_a_zip.npz',
      'three_stored.npz::layer1',
      'three_stored.npz::layer2',
    ]);
    assert.deepEqual(
      found.beside.map(({ path, kind }) => [path.slice(root.length + 1), kind]),
      [['three_stored.npz::labels', 'labels']],
    );
  });

  it('lists what cannot be read with its sentence, and goes on', async () => {
    const root = tree({ 'layer1.npy': [6, 2], 'loss.npy': [7], 'deep.npy': [2, 2, 2, 2, 2] });
    writeFileSync(join(root, 'broken.npy'), 'not an array');
    writeFileSync(join(root, 'broken.npz'), 'PK not an archive');
    const complex = npyWithHeader(`{'descr': '<c16', 'fortran_order': False, 'shape': (1, 1), }\n`, new Uint8Array(16));
    writeFileSync(join(root, 'complex.npy'), complex);
    const found = await scanArrays({ roots: [root, join(root, 'gone')] }, quiet);
    assert.deepEqual(
      found.arrays.map(({ layer }) => layer),
      ['layer1'],
    );
    const codes = Object.fromEntries(found.unreadable.map(({ path, code }) => [path.slice(root.length + 1), code]));
    assert.deepEqual(codes, {
      gone: 'file-not-found',
      'broken.npy': 'npy-format',
      'broken.npz': 'npz-format',
      'complex.npy': 'complex-values',
      'loss.npy': 'wrong-dimensions',
      'deep.npy': 'wrong-dimensions',
    });
    for (const { message } of found.unreadable) assert.match(message, /^[^\n]+\.$/);
  });

  it('names what cannot be read as results do: by no more folders than tell the files apart', async () => {
    const root = tree({ 'm0/step_1/loss.npy': [7], 'm1/step_1/layer1.npy': [6, 2], 'm2/step_1/layer1.npy': [6, 2] });
    for (const name of ['obj.npz', 'arr.npz']) cpSync(fixture(`cases/archives/${name}`), join(root, 'm0', name));
    writeFileSync(join(root, 'm0', 'broken.npz'), 'PK not an archive');
    const complex = npyWithHeader(`{'descr': '<c16', 'fortran_order': False, 'shape': (1, 1), }\n`, new Uint8Array(16));
    writeFileSync(join(root, 'm0', 'complex.npy'), complex);
    const subjects = async (folder: string): Promise<string[]> => {
      const { unreadable } = await scanArrays({ roots: [join(root, folder)] }, quiet);
      return unreadable.map(({ message }) => message.split(' ')[0]!).sort();
    };
    assert.deepEqual(await subjects('m0'), ['broken.npz', 'complex.npy', 'loss.npy', 'obj.npz::meta']);
    const named = ['m0/step_1/loss.npy', `${basename(root)}/m0/complex.npy`, `${basename(root)}/m0/obj.npz::meta`];
    const all = await subjects('');
    for (const name of named) assert.ok(all.includes(name), `${name} is not among ${all.join(', ')}`);
  });

  it('takes only what the globs let through', async () => {
    const root = tree({
      'm0/layer1.npy': [6, 2],
      'm0/logits.npy': [6, 2],
      'm1/layer1.npy': [6, 2],
      'm1/logits.npy': [6, 2],
    });
    cpSync(join(fixture('npy'), 'three_stored.npz'), join(root, 'three.npz'));
    const of = async (include: string[], exclude: string[]) =>
      (await scanArrays({ roots: [root], include, exclude }, quiet)).arrays.map(({ path }) =>
        path.slice(root.length + 1),
      );
    assert.deepEqual(await of(['m1/**'], []), ['m1/layer1.npy', 'm1/logits.npy']);
    assert.deepEqual(await of([], ['m1', '*.npz']), ['m0/layer1.npy', 'm0/logits.npy']);
    assert.deepEqual(await of(['layer1*'], ['m0']), ['m1/layer1.npy', 'three.npz::layer1']);
    assert.deepEqual(await of(['nothing'], []), []);
  });

  it('follows links, and comes back from none', async () => {
    const root = tree({ 'm0/layer1.npy': [6, 2] });
    const other = tree({ 'layer1.npy': [6, 3] });
    symlinkSync(other, join(root, 'm1'), 'junction');
    symlinkSync(root, join(root, 'm0', 'up'), 'junction');
    symlinkSync(join(root, 'nowhere'), join(root, 'dangling'), 'junction');
    const found = await scanArrays({ roots: [root] }, quiet);
    assert.deepEqual(
      found.arrays.map(({ path }) => path.slice(root.length + 1)),
      ['m0/layer1.npy', 'm1/layer1.npy'],
    );
    assert.deepEqual(found.unreadable, []);
  });

  it('stops at a number of files, level by level', async () => {
    const root = tree({ 'a.npy': [6, 2], 'm/b.npy': [6, 2], 'm/c.npy': [6, 2], 'm/n/d.npy': [6, 2] });
    const found = await findFiles({ roots: [root] }, quiet, 4);
    assert.deepEqual(
      found.arrays.map(({ path }) => path.slice(root.length + 1)),
      ['a.npy', 'm/b.npy', 'm/c.npy'],
    );
    assert.equal(found.complete, false);
    assert.equal((await findFiles({ roots: [root] }, quiet, 6)).complete, true);
  });

  const golden = goldenOrNotice('scanArrays');
  if (golden) {
    it('reads the golden runs: models, checkpoints, groups, labels, and what has other samples', async () => {
      const runs = join(golden, 'runs');
      const { arrays, beside, unreadable, notices, proposals } = await scanArrays({ roots: [runs] }, quiet);
      assert.deepEqual(unreadable, []);
      const included = arrays.filter(({ include }) => include);
      assert.equal(included.length, 6 * 4 + 2 * 4 + 3 * 4);
      const model0 = included.filter(({ model }) => model === 'model0');
      assert.deepEqual(
        model0.map(({ checkpoint, layer }) => `${checkpoint} ${layer}`),
        [0, 1, 2, 5, 10, 20].flatMap((epoch) =>
          ['layer1', 'layer2', 'layer3', 'logits'].map((layer) => `epoch_${epoch} ${layer}`),
        ),
      );
      const cnn0 = arrays.filter(({ model }) => model === 'cnn0').map(({ layer }) => layer);
      assert.deepEqual(cnn0, ['conv1', 'pool1', 'conv2', 'conv2_bn', 'pool2', 'fc']);
      assert.deepEqual(
        notices.map(({ code }) => code),
        ['sample-counts', 'same-names'],
      );
      assert.deepEqual(
        proposals.map(({ analysis }) => analysis),
        ['dynamics', 'groups', 'matrix', 'classes'],
      );
      const groups = new Set(included.map(({ group }) => group));
      assert.deepEqual(groups, new Set(['memorizing', 'model', undefined]));
      const kinds = beside.map(({ path, kind }) => `${path.slice(runs.length + 1)} ${kind}`);
      assert.equal(kinds[0], 'labels.npy labels');
      assert.ok(kinds.includes('cnn_labels.npy labels') && kinds.includes('sample_images.npy pictures'), kinds.join());
    });

    it('reads the two orientations of the published activations as one number of samples', async () => {
      const { arrays, notices } = await scanArrays({ roots: [join(golden, 'real')] }, quiet);
      assert.deepEqual(notices, []);
      assert.deepEqual(
        arrays.map(({ model, layer, include }) => `${model} ${layer} ${include}`),
        ['mnist_model0', 'mnist_model1'].flatMap((model) =>
          ['lay04.neurons_x_points', 'lay04.points_x_neurons'].map((layer) => `${model} ${layer} true`),
        ),
      );
    });
  }
});
