import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { LensError } from '../../src/facts/errors';
import { makeSample } from '../../src/jobs/makeSample';
import { openArray } from '../../src/jobs/arrays/openArray';
import { readMatrix } from '../../src/formats/rows/readMatrix';
import { sampleLayers, sampleNames } from '../../src/sample/samplePlan';
import { sampleTitle } from '../../src/sample/sampleReadme';
import type { trainSample } from '../../src/sample/trainSample';
import { gaussian } from '../linalg/random';
import { smallDisk } from '../workbench/smallDisk';

/** The files of a sample without the training, and of next to nothing. */
const untrained: typeof trainSample = ({ onProgress } = {}) => {
  onProgress?.(1);
  return sampleNames().map((name) =>
    name.endsWith('.npy') ? { name, shape: [1], data: new Float64Array(1) } : { name, text: `${sampleTitle}\n` },
  );
};

/** Drawn numbers in the shapes of a sample, so that files are written as they are of trained networks. */
const drawn: typeof trainSample = (options) =>
  untrained(options).map((file) => {
    const layer = sampleLayers.find(({ name }) => file.name.endsWith(`/${name}.npy`));
    if (!layer) return 'data' in file ? { ...file, shape: [1000], data: new Float64Array(1000) } : file;
    const { data, rows, columns } = gaussian(1000, layer.neurons, file.name.length);
    return { name: file.name, shape: [rows, columns], data };
  });

describe('makeSample', () => {
  let home: string;

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'sample-'));
  });
  after(() => rm(home, { recursive: true, force: true }));

  const refused = (code: string, folder: string, sentence: RegExp) =>
    assert.rejects(makeSample(folder), (error) => {
      assert.ok(error instanceof LensError);
      assert.equal(error.code, code);
      assert.match(error.message, sentence);
      return true;
    });

  it('writes every file it lists, readable, and nothing beside the folder', async () => {
    const folder = join(home, 'new', 'sample');
    const heard: number[] = [];
    const outcome = await makeSample(folder, (fraction) => heard.push(fraction), drawn);
    assert.equal(outcome.folder, folder);
    assert.equal(heard.at(-1), 1);
    assert.deepEqual(await readdir(join(home, 'new')), ['sample']);

    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const written = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    assert.deepEqual(written.sort(), [...outcome.files].sort());
    for (const path of outcome.files.filter((file) => file.endsWith('.npy'))) {
      const opened = await openArray({ path });
      assert.equal(opened.header.descr, '<f4');
      assert.equal(opened.header.shape[0], 1000);
      await opened.close();
    }
    for (const path of outcome.suggested) {
      assert.ok(outcome.files.includes(path));
      const opened = await openArray({ path });
      const { rows, columns, data } = await readMatrix(opened.source, opened.header, opened.name, { transpose: false });
      assert.deepEqual([rows, columns], [1000, 48]);
      const name = relative(folder, path).replaceAll(sep, '/');
      assert.deepEqual(data, Float64Array.from(Float32Array.from(gaussian(1000, 48, name.length).data)));
      await opened.close();
    }
  });

  it('answers a folder that holds the sample as it is, without writing', async () => {
    const folder = join(home, 'new', 'sample');
    const readme = join(folder, 'README.txt');
    await writeFile(join(folder, 'mine.json'), '{}');
    const { mtimeMs } = await stat(readme);
    const heard: number[] = [];
    const outcome = await makeSample(folder, (fraction) => heard.push(fraction));
    assert.equal(outcome.suggested.length, 2);
    assert.ok(outcome.files.includes(readme));
    assert.deepEqual(heard, []);
    assert.equal((await stat(readme)).mtimeMs, mtimeMs);
    assert.equal(await readFile(join(folder, 'mine.json'), 'utf8'), '{}');
  });

  it('refuses a sample of which a file is gone, and leaves it alone', async () => {
    const folder = join(home, 'new', 'sample');
    await rm(join(folder, 'labels.npy'));
    const left = await readdir(folder);
    await refused('file-exists', folder, /sample holds an incomplete or older sample; choose/);
    assert.deepEqual(await readdir(folder), left);
  });

  it('fills an empty folder', async () => {
    const folder = join(home, 'empty');
    await mkdir(folder);
    const { files } = await makeSample(folder, undefined, untrained);
    for (const path of files) assert.ok((await stat(path)).isFile());
  });

  it('refuses a folder with other files, and leaves them alone', async () => {
    const folder = join(home, 'other');
    await mkdir(folder);
    await writeFile(join(folder, 'README.txt'), 'my own');
    await refused('file-exists', folder, /other already holds other files; choose an empty or a new folder/);
    assert.deepEqual(await readdir(folder), ['README.txt']);
    assert.equal(await readFile(join(folder, 'README.txt'), 'utf8'), 'my own');
  });

  it('refuses a file, and a path that leads through one', async () => {
    const file = join(home, 'file');
    await writeFile(file, 'text');
    await refused('file-exists', file, /file exists and is not a folder; choose/);
    await refused('file-unwritable', join(file, 'sample'), /cannot be written to .*a part of its path is not a folder/);
    assert.equal(await readFile(file, 'utf8'), 'text');
  });

  it('leaves nothing behind when it fails at the last step', async () => {
    const folder = join(home, 'late');
    await refusedLate(folder);
    assert.deepEqual(await readdir(folder), ['taken']);
    assert.deepEqual(
      (await readdir(home)).filter((name) => name.startsWith('.')),
      [],
    );
  });

  it('leaves nothing behind on a disk that is full', async function () {
    const disk = smallDisk();
    if (disk === undefined) return this.skip();
    await assert.rejects(makeSample(join(disk, 'sample'), undefined, drawn), {
      code: 'file-unwritable',
      message: /cannot be written to .*sample \(the disk is full\); choose another folder\.$/,
    });
    assert.deepEqual(await readdir(disk), []);
  });

  /** Someone else makes the folder and fills it while the networks are trained. */
  async function refusedLate(folder: string): Promise<void> {
    let made = false;
    const fill = (): void => {
      if (made) return;
      made = true;
      mkdirSync(folder);
      writeFileSync(join(folder, 'taken'), '');
    };
    const job = makeSample(folder, fill, untrained);
    await assert.rejects(job, (error) => error instanceof LensError && error.code === 'file-exists');
  }
});
