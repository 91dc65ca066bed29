import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import type { ClassesOfLayer } from '../../src/facts/analyses/classes';
import { saveLabels } from '../jobs/labelFiles';
import { representation } from '../jobs/relatedPairs';
import { saveArray } from '../jobs/savedArrays';
import { saveAxes } from '../jobs/savedMaps';
import { gaussian } from '../linalg/random';
import { npyFile } from '../formats/sources';
import { projectFolder } from '../workbench/paths';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { runIn } from './calls';
import { followSchema, type Schema } from './followSchema';

const schema = JSON.parse(readFileSync(join(projectFolder, 'media', 'analysis.schema.json'), 'utf8')) as Schema;

interface Printed {
  classes: string[];
  classDetails: { index: number; name: string; count: number }[];
  layers: ClassesOfLayer[];
  refused: { a: string; code: string }[];
}

describe('cca-lens classes', () => {
  const n = 120;
  let folder: string;
  before(async () => {
    folder = temporaryFolder('cli-classes');
    for (const [i, epoch] of ['epoch_1', 'epoch_2'].entries()) {
      const at = join(folder, 'runs', 'model0', epoch);
      mkdirSync(at, { recursive: true });
      for (const [depth, layer] of ['layer1', 'layer2'].entries())
        await saveArray(at, layer, representation(n, 4 + depth, 10 * i + depth));
    }
    await saveArray(folder, 'shorter', representation(n - 1, 4, 1));
    const X = representation(n, 4, 0);
    const classOf = Float64Array.from({ length: n }, (_, i) => Number(X.data[4 * i]! > 3) + 2 * (i % 2));
    writeFileSync(join(folder, 'labels.npy'), npyFile(classOf, [n], 'f4'));
    writeFileSync(join(folder, 'names.txt'), 'a\n"b", or so\nc\nd\n');
  });

  const files = ['2', '1'].map((epoch) => `runs/model0/epoch_${epoch}/layer2.npy`);

  it('prints the classes, and R of each layer in the order of the files, as JSON', () => {
    const { code, out, err } = runIn(folder, 'classes', '--labels', 'labels.npy', ...files, '--json');
    assert.deepEqual([code, err], [0, '']);
    const printed = JSON.parse(out) as Printed;
    followSchema(printed, schema.$defs!.classesOfFiles!, schema);
    const { classes, classDetails, layers, refused } = printed;
    assert.deepEqual(classes, ['0', '1', '2', '3']);
    assert.deepEqual(
      classDetails.reduce((sum, { count }) => sum + count, 0),
      n,
    );
    assert.deepEqual(refused, []);
    assert.deepEqual(
      layers.map(({ path, checkpoint, layer }) => [path, checkpoint, layer]),
      files.map((path, i) => [path, ['epoch_2', 'epoch_1'][i], 'layer2']),
    );
    for (const { R, adjusted } of layers) {
      assert.equal(R.length, 4);
      R.forEach((value, c) => {
        assert.ok(value! > 0 && value! < 1);
        assert.ok(Math.abs(adjusted[c]! - (1 - ((1 - value! ** 2) * (n - 1)) / (n - 1 - 5))) < 1e-12);
      });
    }
  });

  it('looks through folders, and prints CSV', () => {
    const args = ['classes', 'runs', '--labels', 'labels.npy', '--names', 'names.txt', '--subset', '1,3', '--csv'];
    const { code, out } = runIn(folder, ...args);
    assert.equal(code, 0);
    const lines = out.trim().split('\n');
    assert.equal(lines[0], 'model,checkpoint,layer,class,R,adjusted,standing');
    assert.equal(lines.length, 1 + 4 * 3);
    assert.match(lines[1]!, /^model0,epoch_1,layer1,"""b"", or so",0\.\d+,-?0\.\d+,(?:clear|chance)$/);
    assert.match(lines[11]!, /^model0,epoch_2,layer2,d,0\.\d+,-?0\.\d+,(?:clear|chance)$/);
    assert.match(lines[12]!, /^model0,epoch_2,layer2,all classes \(mean CCA\),0\.\d+,,(?:clear|chance)$/);
  });

  it('says notices and refusals beside JSON and CSV, each once, and marks them above the numbers in text', async () => {
    await saveArray(folder, 'wide', gaussian(n, n + 10, 3));
    const args = ['classes', '--labels', 'labels.npy', 'wide.npy', 'runs', 'shorter.npy'];
    const reasons = [/wide\.npy has 119 dimensions for 120 samples/, /shorter\.npy has 119 samples/];
    const text = runIn(folder, ...args).out;
    const json = JSON.parse(runIn(folder, ...args, '--json').out) as {
      warnings: { message: string }[];
      refused: { message: string }[];
    };
    const csv = runIn(folder, ...args, '--csv');
    const said = [...json.warnings, ...json.refused].map(({ message }) => message);
    for (const reason of reasons) {
      assert.equal(said.filter((message) => reason.test(message)).length, 1, `${reason} in JSON: ${said.join(' ')}`);
      const lines = text.split('\n');
      const at = lines.flatMap((line, i) => (line.startsWith('! ') && reason.test(line) ? [i] : []));
      assert.ok(at.length === 1 && at[0]! < lines.findIndex((line) => /^layer +rank/.test(line)), `${reason}: ${text}`);
      assert.equal(csv.err.split('\n').filter((line) => reason.test(line)).length, 1, `${reason} beside CSV`);
    }
    assert.ok(csv.out.startsWith('model,checkpoint,layer,class,R,adjusted,standing\n'));
  });

  it('prints tables for people, with the layers that were refused below', () => {
    const { code, out } = runIn(folder, 'classes', '--labels', 'labels.npy', 'runs', 'shorter.npy');
    assert.equal(code, 0);
    assert.match(out, /^4 layers, 120 samples, 4 classes of labels\.npy\n/);
    assert.match(out, /R2 adjusted for the number of neurons/);
    assert.match(out, /Earliest over the layers of model0 \(mean position of gains\): /);
    assert.match(out, /Earliest over the checkpoints of model0 .*: 0 0\.00 = 3 0\.00, 1 .* \(=: tied\)/);
    assert.match(out, /shorter\.npy has 119 samples and \S*labels\.npy has 120/);
    assert.doesNotMatch(out, /undefined|NaN/);
  });

  it('fits maps frequency by frequency, and says what the numbers are', () => {
    saveAxes(folder, 'conv', gaussian(n, 3 * 4 * 2, 7).data, [n, 3, 4, 2]);
    const args = ['classes', '--labels', 'labels.npy', 'conv.npy', 'shorter.npy', '--conv', 'dft', '--layout', 'nhwc'];
    const printed = JSON.parse(runIn(folder, ...args, '--json').out) as Printed;
    followSchema(printed, schema.$defs!.classesOfFiles!, schema);
    const [layer] = printed.layers;
    assert.deepEqual([layer!.frequencies, layer!.neurons, layer!.rank], [{ height: 3, width: 4, used: 12 }, 2, 2]);
    assert.deepEqual(
      printed.refused.map(({ a, code }) => [a, code]),
      [['shorter.npy', 'recipe-mismatch']],
    );
    const { out } = runIn(folder, ...args);
    assert.match(out, /by frequency \(dft\): every number is the mean over the frequencies/);
    assert.match(out, /shorter\.npy \(119, 4\): only maps of four axes have frequencies/);
  });

  it('refuses ids that do not fit, unless they are excluded, and says in which order labels are taken', () => {
    const ids = join(folder, 'runs', 'model0', 'epoch_1', 'sample_ids.npy');
    saveLabels(join(folder, 'runs', 'model0', 'epoch_1'), 'sample_ids', [1, 2, 3]);
    const args = ['classes', '--labels', 'labels.npy', 'runs'];
    const { code, err } = runIn(folder, ...args);
    assert.equal(code, 2);
    assert.match(
      err,
      /^cca-lens: id-count-mismatch: epoch_1\/sample_ids\.npy holds 3 sample ids, and epoch_1\/layer1\.npy and /,
    );
    assert.equal(runIn(folder, ...args, '--exclude', 'sample_ids.npy').code, 0);
    saveLabels(join(folder, 'runs', 'model0', 'epoch_1'), 'sample_ids', [...Array(n).keys()]);
    const said = runIn(folder, ...args, '--csv');
    assert.match(
      said.err,
      /^cca-lens: warning: The labels in labels\.npy are taken to be in the order of sample_ids\.npy/,
    );
    assert.match(said.out, /^model,checkpoint,layer,class,R,adjusted,standing\n/);
    rmSync(ids);
  });

  it('refuses a command line without labels, and numbers that are none', () => {
    const { code, err } = runIn(folder, 'classes', ...files);
    assert.equal(code, 2);
    assert.match(err, /usage: Expected --labels FILE/);
    const wrong = runIn(folder, 'classes', '--labels', 'labels.npy', '--subset', '1,x', ...files);
    assert.match(wrong.err, /--subset takes numbers of classes, as 0,3,5, not "1,x"/);
  });
});
