import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { selectionText } from '../../src/analysis/selection/selectionDocument';
import { selected, selectionOf } from '../analysis/selections';
import { saveArray } from '../jobs/savedArrays';
import { gaussian } from '../linalg/random';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { printed, refused, refusedByProcess } from './calls';

describe('--results', () => {
  let folder: string;
  let file: string;
  before(() => {
    folder = temporaryFolder('cli-results');
    file = join(folder, 'file');
    writeFileSync(file, 'mine');
  });

  it('says at once that it cannot be written, before anything is looked for', async () => {
    const missing = join(folder, 'missing');
    const document = join(folder, 'missing.ccalens.json');
    const arrays = ['layer1', 'layer2'].map((layer) =>
      selected('', '', layer, { path: join(missing, `${layer}.npy`) }),
    );
    writeFileSync(document, selectionText(selectionOf('matrix', arrays), folder));
    const commands = [
      ['dynamics', missing],
      ['groups', '--group', `a=${missing}/a,${missing}/b`, '--group', `b=${missing}/c,${missing}/d`],
      ['matrix', folder],
      ['run', document],
    ];
    const places = [file, join(file, 'deep', 'er'), ...(process.platform === 'linux' ? ['/proc', '/proc/none'] : [])];
    for (const command of commands) {
      for (const place of places) {
        const sentence = await refused('file-unwritable', ...command, '--results', place);
        assert.match(sentence, /^The folder .+ cannot be (made|written) \(.+\); choose another\.$/);
      }
    }
    refusedByProcess('file-unwritable', 'dynamics', missing, '--results', file);
    assert.deepEqual(readdirSync(folder).sort(), ['file', 'missing.ccalens.json']);
  });

  it('is made where it is missing, and holds nothing but results', async () => {
    const layers = join(folder, 'layers');
    const into = join(folder, 'not', 'there');
    mkdirSync(layers);
    for (const at of [1, 2]) await saveArray(layers, `layer${at}`, gaussian(40, 4, at));
    await printed('matrix', layers, '--results', into);
    const names = readdirSync(into, { recursive: true, encoding: 'utf8' });
    assert.ok(names.some((name) => name.endsWith('.pairs.jsonl')));
    assert.ok(!names.some((name) => name.includes('.cca-lens-')));
  });
});
