import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { choiceGroups } from '../../src/vscode/commands/choiceGroups';
import { describeFile } from '../../src/vscode/commands/describeArray';
import { inNameOrder, type Purpose } from '../../src/analysis/names/comparisonGroups';
import { arrayBytes, arrayFolder, type ArrayFolder } from './arrayFolder';

describe('choiceGroups', () => {
  let folder: ArrayFolder;

  before(async () => {
    folder = await arrayFolder();
    await folder.array('model0_conv1.npy', 50, 4, 1);
    await folder.array('model1_conv1.npy', 50, 3, 2);
    await folder.array('model2_conv1.npy', 30, 3, 3);
    await folder.array('model0_conv2.npy', 50, 3, 4);
    await folder.file('labels.npy', arrayBytes([50], new Float64Array(50)));
    await folder.file('old_labels.npy', arrayBytes([30], new Float64Array(30)));
    await folder.file('broken.npy', 'no array');
  });
  after(() => folder.remove());

  /** The groups of all files for the first, and what is said of each. */
  async function groupsFor(purpose: Purpose) {
    const names = ['model1_conv1', 'model2_conv1', 'model0_conv2', 'labels', 'old_labels', 'broken'];
    const subject = folder.uri('model0_conv1.npy').fsPath;
    const paths = names.map((name) => folder.uri(`${name}.npy`).fsPath);
    const ordered = inNameOrder(subject, paths, purpose);
    const groupOf = (path: string) => ordered.find((one) => one.path === path)?.group;
    const groups = await choiceGroups({ subject: { path: subject }, purpose }, groupOf, describeFile);
    await groups.lookAhead(ordered.map(({ path }) => path));
    const name = (path: string) => path.replace(/^.*[\\/]/, '');
    const entries = ordered.map(({ path }) => ({ label: name(path), text: path, value: path }));
    const listed = groups.grouped(entries).map(({ title, entries }) => [title, ...entries.map(({ label }) => label)]);
    return { groups, listed, path: (label: string) => folder.uri(label).fsPath };
  }

  it('has the same layer of other models first, and other numbers of samples last with the reason', async () => {
    const { groups, listed, path } = await groupsFor('comparison');
    assert.deepEqual(listed, [
      ['The same layer of other models and checkpoints', 'model1_conv1.npy'],
      ['In the same folder', 'broken.npy', 'model0_conv2.npy'],
      ['Other numbers of samples', 'model2_conv1.npy'],
      ['Labels, ids and masks', 'labels.npy', 'old_labels.npy'],
    ]);
    const unfit = path('model2_conv1.npy');
    assert.equal(await groups.describe(unfit), '30 samples, not 50  (30, 3) <f8');
    assert.equal(await groups.describe(path('model1_conv1.npy')), '(50, 3) <f8');
    assert.equal(await groups.describe(path('broken.npy')), 'not readable');
    assert.equal(
      groups.problem(unfit, 'model2_conv1.npy'),
      'model2_conv1.npy has 30 samples, model0_conv1.npy has 50: only arrays of the same samples can be compared.',
    );
    assert.equal(groups.problem(path('model1_conv1.npy'), 'model1_conv1.npy'), undefined);
  });

  it('has the labels of as many samples first where labels are wanted', async () => {
    const { groups, listed, path } = await groupsFor('labels');
    assert.deepEqual(listed[0], ['Named as labels, the nearest first', 'labels.npy']);
    assert.deepEqual(listed.at(-1), ['Other numbers of samples', 'old_labels.npy', 'model2_conv1.npy']);
    assert.equal(
      groups.problem(path('old_labels.npy'), 'old_labels.npy'),
      'old_labels.npy has 30 values, model0_conv1.npy has 50 samples: labels are one for each sample.',
    );
  });
});
