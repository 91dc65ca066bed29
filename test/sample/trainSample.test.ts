import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { classNames } from '../../src/sample/randomPictures';
import { accuracy } from '../../src/sample/network';
import { sampleNames, sampleRuns, suggestedPair } from '../../src/sample/samplePlan';
import { sampleTitle } from '../../src/sample/sampleReadme';
import { trainSample, type SampleArray, type SampleFile } from '../../src/sample/trainSample';
import { describeFindings } from './findings';

describe('trainSample', function () {
  let files: SampleFile[];
  const heard: number[] = [];

  before(() => {
    files = trainSample({ onProgress: (fraction) => heard.push(fraction) });
  });

  const array = (name: string): SampleArray => {
    const found = files.find((file) => file.name === name);
    assert.ok(found && 'data' in found, `no array ${name}`);
    return found;
  };
  const testAccuracy = (logits: string): number => accuracy(array(logits).data, array('labels.npy').data);

  it('yields the files that are announced, the suggested pair among them', () => {
    assert.deepEqual(
      files.map(({ name }) => name),
      sampleNames(),
    );
    const [a, b] = suggestedPair;
    assert.notEqual(a, b);
    assert.deepEqual(array(a).shape, array(b).shape);
  });

  it('holds 1000 rows everywhere, the neurons of each layer, and under 13 MB as float32', () => {
    const columns: Record<string, number> = { layer1: 64, layer2: 48, layer3: 32, logits: 10 };
    let bytes = 0;
    for (const file of files) {
      if (!('data' in file)) continue;
      assert.equal(
        file.data.length,
        file.shape.reduce((product, size) => product * size, 1),
      );
      assert.ok(file.data.every(Number.isFinite), file.name);
      bytes += 128 + 4 * file.data.length;
      const layer = /([^/]+)\.npy$/.exec(file.name)![1]!;
      assert.deepEqual(file.shape, layer === 'labels' ? [1000] : [1000, columns[layer]], file.name);
      if (layer.startsWith('layer'))
        assert.ok(Math.min(...file.data.subarray(0, 10_000)) === 0, `${file.name} is after ReLU`);
    }
    assert.ok(bytes < 13e6, `${bytes} bytes`);
  });

  it('holds networks that learned: at chance before training, better at each checkpoint, right on most at the end', () => {
    const course = ['00', '01', '02', '05', '14'].map((epoch) =>
      testAccuracy(`generalizing0/epoch_${epoch}/logits.npy`),
    );
    assert.ok(course[0]! < 0.2);
    for (let i = 1; i < course.length; i++) assert.ok(course[i]! > course[i - 1]!, course.join(', '));
    assert.ok(course.at(-1)! > 0.8);
    for (const run of ['generalizing1', 'generalizing2'])
      assert.ok(testAccuracy(`${run}/epoch_14/logits.npy`) > 0.8, run);
    assert.notDeepEqual(array(suggestedPair[0]).data, array(suggestedPair[1]).data);
  });

  it('holds networks that only memorized: near chance on the test pictures', () => {
    for (const run of ['memorizing0', 'memorizing1', 'memorizing2']) {
      const found = testAccuracy(`${run}/epoch_14/logits.npy`);
      // 1000 pictures of ten classes: five standard deviations of chance are 0.047.
      assert.ok(Math.abs(found - 0.1) < 0.05, `${run} got ${found}`);
    }
  });

  it('says in its text what each network got right, as found, and that the memorizing ones know their labels', () => {
    const readme = files.find(({ name }) => name === 'README.txt');
    assert.ok(readme && 'text' in readme);
    assert.ok(readme.text.startsWith(`${sampleTitle}\n`));
    for (const { name: run } of sampleRuns) {
      const row = new RegExp(`^ +${run} +([\\d.]+) % +([\\d.]+) %$`, 'm').exec(readme.text);
      assert.ok(row, `no row of ${run}`);
      assert.ok(Number(row[1]) > 95, `${run} knows ${row[1]} % of its own pictures`);
      assert.equal(row[2], (100 * testAccuracy(`${run}/epoch_14/logits.npy`)).toFixed(1));
    }
  });

  it('names the classes that the labels count', () => {
    const classes = files.find(({ name }) => name === 'classes.txt');
    assert.ok(classes && 'text' in classes);
    assert.deepEqual(classes.text.trim().split('\n'), classNames);
    assert.deepEqual(
      [...new Set(array('labels.npy').data)].sort((a, b) => a - b),
      classNames.map((_, i) => i),
    );
  });

  it('reports progress that rises to 1', () => {
    assert.ok(heard.length > 20);
    heard.forEach((fraction, i) => assert.ok(fraction > (heard[i - 1] ?? 0)));
    assert.equal(heard.at(-1), 1);
  });

  it('yields the same bits again, here for a few epochs of a network of each kind', () => {
    const runs = sampleRuns
      .filter(({ checkpoints }) => checkpoints.length > 1)
      .map((run) => ({ ...run, checkpoints: run.checkpoints.filter((epoch) => epoch <= 2) }));
    assert.deepEqual(
      runs.map(({ memorizes }) => memorizes),
      [false, true],
    );
    const again = trainSample({ runs });
    assert.equal(again.length, 2 * 3 * 4 + 3);
    for (const file of again) {
      // Buffers are compared at once, where deepEqual would take each number by itself.
      if ('data' in file)
        assert.ok(Buffer.from(file.data.buffer).equals(Buffer.from(array(file.name).data.buffer)), file.name);
    }
  });

  describeFindings(() => files);
});
