import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import {
  arrayFiles,
  dialogFilter,
  endingWords,
  formatNamed,
  formats,
  isArrayName,
  isContainerName,
  isMemberNamed,
  namePattern,
  withoutEnding,
} from '../../src/facts/formats';
import { filesThatName } from '../workbench/filesThatName';
import { manifestFile, manifestOf } from '../workbench/manifest';

describe('the table of formats', () => {
  it('has endings in small letters, each of one format', () => {
    const endings = formats.flatMap((format) => format.endings);
    for (const ending of endings) assert.match(ending, /^\.[a-z0-9]+$/);
    assert.equal(new Set(endings).size, endings.length);
    assert.equal(new Set(formats.map(({ id }) => id)).size, formats.length);
  });

  it('tells files by their names, whatever letters these have', () => {
    assert.deepEqual(
      ['x.npy', 'A.NPY', 'd/x.npz', 'x.npy.txt', 'npy', 'x.np', ''].map((path) => formatNamed(path)?.id),
      ['npy', 'npy', 'npz', undefined, undefined, undefined, undefined],
    );
    assert.deepEqual(['x.npy', 'x.npz', 'x'].map(isArrayName), [true, true, false]);
    assert.deepEqual(['x.npy', 'x.npz', 'x'].map(isContainerName), [false, true, false]);
    assert.deepEqual(['a.npy', 'a.NPZ', 'a.npy.npz', 'a.txt', '.npy'].map(withoutEnding), [
      'a',
      'a',
      'a.npy',
      'a.txt',
      '',
    ]);
  });

  it('knows members by their names with the ending that they may have, and without', () => {
    assert.deepEqual(
      ['a', 'a.npy', 'a.npz', 'b', 'a.npy.npy', undefined].map((wanted) => isMemberNamed('a', wanted)),
      [true, true, false, false, false, false],
    );
  });

  it('makes the words of sentences, and the patterns of names', () => {
    const three = [formatNamed('x.npy')!, formatNamed('x.npz')!, { ...formats[0]!, endings: ['.x', '.y'] as const }];
    assert.equal(endingWords('or', three.slice(0, 1)), '.npy');
    assert.equal(endingWords('and', three.slice(0, 2)), '.npy and .npz');
    assert.equal(endingWords('or', three), '.npy, .npz or .x');
    assert.equal(namePattern(three), String.raw`\.(npy|npz|x|y)$`);
  });

  it('is what pickers and watchers have', () => {
    const endings = formats.flatMap((format) => format.endings.map((ending) => ending.slice(1)));
    assert.ok(endings.includes('npy') && endings.includes('npz'));
    assert.deepEqual(dialogFilter.endings, endings);
    for (const { from } of formats) assert.ok(dialogFilter.from.includes(from));
    assert.equal(arrayFiles, `**/*.{${endings.join(',')}}`);
  });

  it('is what package.json has: npm run manifest', () => {
    const text = readFileSync(manifestFile, 'utf8');
    assert.equal(text, manifestOf(text));
    // Each menu of files asks by their endings.
    assert.equal(text.match(/resourceExtname/g)?.length, 12);
  });
});

describe('names of formats', () => {
  it('stand in few files: in the table, in readers, and where Python is written', () => {
    const found = filesThatName('npz');
    assert.ok(found.length <= 20, `${found.length} files name npz:\n${found.join('\n')}`);
  });
});
