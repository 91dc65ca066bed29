import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import type { Matrix } from '../../src/linalg/matrix';
import type { ClassesResult } from '../../src/facts/analyses/classes';
import type { DynamicsResult } from '../../src/facts/analyses/dynamics';
import type { GroupsResult } from '../../src/facts/analyses/groups';
import type { MatrixOutcome } from '../../src/protocol/matrixJob';
import { mapped, representation } from '../jobs/relatedPairs';
import { saveArray } from '../jobs/savedArrays';
import { npyWithHeader } from '../formats/sources';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { zipArchive } from '../zipArchive';
import { printed, printedJson, refused } from './calls';

const samples = 120;
const neurons = 5;

/** Networks whose lower layers converge first by construction: layers from input to output. */
const networks: Record<string, string[]> = {
  gpt2: ['transformer.wte', 'transformer.h.0', 'transformer.h.1', 'transformer.ln_f'],
  neox: ['gpt_neox.embed_in', 'gpt_neox.layers.0', 'gpt_neox.layers.1', 'gpt_neox.final_layer_norm'],
  transformerlens: ['hook_embed', 'blocks.0.hook_resid_pre', 'blocks.0.hook_resid_post', 'blocks.1.hook_resid_post'],
};

/** A layer of a training: the farther from the input and from the end, the less of what it will be. */
function layerAt(depth: number, step: number): Matrix {
  const noise = representation(samples, neurons, 100 + 10 * depth + step);
  const share = step === 3 ? 1 : 1 - (0.1 + 0.2 * depth) / step;
  return mapped(
    representation(samples, neurons, depth + 1),
    (value, at) => share * value + (1 - share) * noise.data[at]!,
  );
}

/** Writes matrices as a stack (layers, samples, neurons). */
function saveStack(path: string, layers: readonly Matrix[]): void {
  const data = new Float64Array(layers.flatMap(({ data }) => Array.from(data)));
  const shape = `(${layers.length}, ${samples}, ${neurons})`;
  const header = `{'descr': '<f8', 'fortran_order': False, 'shape': ${shape}, }\n`;
  writeFileSync(path, npyWithHeader(header, new Uint8Array(data.buffer)));
}

describe('layers on the command line', () => {
  let folder: string;
  before(async () => {
    folder = temporaryFolder('cli-layers');
    for (const [name, layers] of Object.entries(networks)) {
      for (const step of [1, 2, 3]) {
        mkdirSync(join(folder, name, `step${step}000`), { recursive: true });
        for (const [depth, layer] of layers.entries())
          await saveArray(join(folder, name, `step${step}000`), layer, layerAt(depth, step));
      }
    }
    for (const name of ['splits', 'plain', 'stack']) mkdirSync(join(folder, name));
    for (const i of [0, 1, 2]) {
      await saveArray(join(folder, 'splits'), `features_0${i}`, representation(samples, neurons, i));
      await saveArray(join(folder, 'splits'), `acts-0000${i}-of-00003`, representation(samples, neurons, 10 + i));
      await saveArray(join(folder, 'plain'), `unit_0${i}`, representation(samples, neurons, i));
    }
    saveStack(
      join(folder, 'stack', 'hidden_states.npy'),
      [0, 1, 2].map((depth) => layerAt(depth, 3)),
    );
    await saveArray(join(folder, 'stack'), 'second', layerAt(1, 3));
    await saveArray(folder, 'labels', {
      rows: samples,
      columns: 1,
      data: Float64Array.from({ length: samples }, (_unused, i) => i % 2),
    });
  });

  for (const [name, layers] of Object.entries(networks)) {
    it(`knows from names that lower layers of ${name} converge first`, async () => {
      const { models } = await printedJson<DynamicsResult>('dynamics', join(folder, name));
      assert.deepEqual(models[0]!.layers, layers);
      assert.match(models[0]!.reading, /^Lower layers converge first/);
    });
  }

  it('takes another order from a list or a file', async () => {
    const wanted = ['transformer.ln_f', 'transformer.h.1', 'transformer.h.0', 'transformer.wte'];
    const file = join(folder, 'order.txt');
    writeFileSync(file, `${wanted.join('\n')}\n`);
    for (const order of ['ln_f,h.1,h.0,wte', file]) {
      const { models } = await printedJson<DynamicsResult>('dynamics', join(folder, 'gpt2'), '--order', order);
      assert.deepEqual(models[0]!.layers, wanted);
      assert.doesNotMatch(models[0]!.reading, /^Lower layers converge first/);
    }
    const { paths } = await printedJson<MatrixOutcome>('matrix', join(folder, 'gpt2', 'step1000'), '--order', file);
    assert.deepEqual(
      paths.map((path) => path.split(/[\\/]/).at(-1)),
      wanted.map((layer) => `${layer}.npy`),
    );
  });

  it('says in one sentence what an order lacks or has too much', async () => {
    const dynamics = ['dynamics', join(folder, 'gpt2'), '--order'];
    assert.match(await refused('layer-order', ...dynamics, 'wte,h.0,h.1'), /lacks transformer\.ln_f/);
    assert.match(
      await refused('layer-order', ...dynamics, 'wte,h.0,h.1,ln_f,h.2'),
      /has h\.2, and no layer is called so/,
    );
    assert.match(
      await refused('usage', ...dynamics, join(folder, 'none.txt')),
      /a text file with one a line\. .*none\.txt does not exist; check its path\.$/,
    );
  });

  it('reads numbered splits as one array and says so, or apart when asked', async () => {
    const splits = join(folder, 'splits');
    const joined = await printedJson<MatrixOutcome>('matrix', splits, '--measure', 'cka');
    assert.equal(joined.paths.length, 2);
    assert.equal(joined.samples, 3 * samples);
    assert.match(
      joined.warnings.find(({ code }) => code === 'batches-joined')!.message,
      /acts \(3\) and features \(3\) .*--splits apart/,
    );
    const apart = await printedJson<MatrixOutcome>('matrix', splits, '--measure', 'cka', '--splits', 'apart');
    assert.equal(apart.paths.length, 6);
    assert.equal(apart.samples, samples);
    assert.ok(apart.warnings.every(({ code }) => code !== 'batches-joined'));
  });

  it('keeps as layers what names do not call splits, and offers to join it', async () => {
    const plain = join(folder, 'plain');
    const layers = await printedJson<MatrixOutcome>('matrix', plain, '--measure', 'cka');
    assert.equal(layers.paths.length, 3);
    assert.match(layers.warnings.find(({ code }) => code === 'splits-offered')!.message, /unit \(3\).*--splits join/);
    const message = await refused('selection', 'matrix', plain, '--splits', 'join');
    assert.match(message, /files of unit \(3\) were joined to one array/);
  });

  it('reads a stack as its layers when asked, and offers it', async () => {
    const stack = join(folder, 'stack', 'hidden_states.npy');
    const { paths, values } = await printedJson<MatrixOutcome>(
      'matrix',
      join(folder, 'stack'),
      '--stack',
      '--measure',
      'cka',
    );
    assert.deepEqual(
      paths.map((path) => path.slice(join(folder, 'stack').length + 1)),
      ['hidden_states.npy::0', 'hidden_states.npy::1', 'hidden_states.npy::2', 'second.npy'],
    );
    const cka = values as unknown as number[][];
    assert.ok(Math.abs(cka[1]![3]! - 1) < 1e-12);
    assert.ok(cka[0]![3]! < 0.9);
    assert.match(await printed('compare', `${stack}::1`, join(folder, 'stack', 'second.npy')), /linear CKA +1\.0000/);
    assert.match(
      await printed('matrix', stack, stack, '--measure', 'cka'),
      /if it is a stack of 3 layers of 120 samples, read it as layers \(--stack/,
    );
    assert.match(
      await refused('sample-count-mismatch', 'compare', stack, join(folder, 'stack', 'second.npy')),
      /has 3 samples and second\.npy has 120: .*; if hidden_states\.npy is a stack of 3 layers .*\(--stack\), or take one as hidden_states\.npy::0\.$/,
    );
    assert.match(await refused('no-such-layer', 'info', `${stack}::3`), /the layers 0 to 2, and 3 was asked for/);
  });

  it('takes folders, archives and stacks for networks of groups, though they are called as layers are', async () => {
    const networks = join(folder, 'networks');
    for (const [i, name] of ['h0', 'layer3'].entries()) {
      mkdirSync(join(networks, name), { recursive: true });
      for (const depth of [0, 1]) await saveArray(join(networks, name), `layer${depth}`, layerAt(depth, i + 1));
      const bytes = readFileSync(join(networks, name, 'layer0.npy'));
      writeFileSync(join(networks, `conv${i}.npz`), await zipArchive({ 'layer0.npy': bytes }, 0));
      saveStack(
        join(networks, `stack${i}.npy`),
        [0, 1].map((depth) => layerAt(depth, i + 1)),
      );
    }
    const cellsOf = async (...words: string[]) => {
      const { groups, cells } = await printedJson<GroupsResult>('groups', ...words, '--measure', 'cka');
      return { models: groups.map(({ models }) => models), cells: cells.map(({ layer, mean }) => [layer, mean]) };
    };
    const [first, second] = ['h0', 'layer3'].map((name) => join(networks, name)) as [string, string];
    const { models, cells } = await cellsOf(`a=${first}`, `b=${second}`);
    assert.deepEqual(models, [['h0'], ['layer3']]);
    const known = cells.filter(([, mean]) => mean !== null);
    assert.deepEqual(
      known.map(([layer]) => layer),
      ['layer0', 'layer1'],
    );
    const archives = await cellsOf(`a=${join(networks, 'conv0.npz')}`, `b=${join(networks, 'conv1.npz')}`);
    assert.deepEqual(archives.models, [['conv0'], ['conv1']]);
    assert.deepEqual(
      archives.cells.filter(([, mean]) => mean !== null),
      known.slice(0, 1),
    );
    const stacks = await cellsOf(`a=${join(networks, 'stack0.npy')}`, `b=${join(networks, 'stack1.npy')}`, '--stack');
    assert.deepEqual(stacks.models, [['stack0'], ['stack1']]);
    assert.deepEqual(
      stacks.cells.filter(([, mean]) => mean !== null),
      known.map(([, mean], i) => [`${i}`, mean]),
    );
  });

  it('offers to read a single stack as its layers', async () => {
    const message = await refused('usage', 'matrix', join(folder, 'stack', 'hidden_states.npy'));
    assert.match(message, /with --stack a stack of layers \(layers, samples, neurons\), found 1 file/);
  });

  it('takes one array of an archive for a root, its layers where it is a stack', async () => {
    const archive = join(folder, 'net.npz');
    const second = join(folder, 'stack', 'second.npy');
    const member = readFileSync(join(folder, 'stack', 'hidden_states.npy'));
    writeFileSync(archive, await zipArchive({ 'hidden.npy': member, 'other.npy': readFileSync(second) }, 0));
    const { paths, values } = await printedJson<MatrixOutcome>(
      'matrix',
      `${archive}::hidden`,
      second,
      '--stack',
      '--measure',
      'cka',
    );
    assert.deepEqual(
      paths.map((path) => path.slice(folder.length + 1)),
      ['net.npz::hidden::0', 'net.npz::hidden::1', 'net.npz::hidden::2', 'stack/second.npy'],
    );
    assert.ok(Math.abs((values as unknown as number[][])[1]![3]! - 1) < 1e-12);
    assert.match(
      await refused('selection', 'matrix', `${archive}::gone`, second, '--stack'),
      /net\.npz has no array "gone"; choose one of hidden, other\.$/,
    );
  });

  it('fits classes to the layers of a stack, in the order that is asked for', async () => {
    const words = [
      'classes',
      '--labels',
      join(folder, 'labels.npy'),
      join(folder, 'stack', 'hidden_states.npy'),
      '--stack',
    ];
    const layersOf = async (...more: string[]) =>
      (await printedJson<ClassesResult>(...words, ...more)).layers.map(({ layer }) => layer);
    assert.deepEqual(await layersOf(), ['hidden_states.0', 'hidden_states.1', 'hidden_states.2']);
    const order = 'hidden_states.2,hidden_states.0,hidden_states.1';
    assert.deepEqual(await layersOf('--order', order), order.split(','));
  });
});
