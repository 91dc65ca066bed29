import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { matrix, type Matrix } from '../../src/linalg/matrix';
import type { ClassesResult } from '../../src/facts/analyses/classes';
import type { DirectionsOutcome } from '../../src/protocol/pairExtras';
import type { MatrixOutcome } from '../../src/protocol/matrixJob';
import { representation } from '../jobs/relatedPairs';
import { npyBytes, saveArray } from '../jobs/savedArrays';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { zipArchive } from '../zipArchive';
import { printed, printedJson, refused } from './calls';
import { saveTexts, textBytes } from './savedTexts';

const n = 60;

/** Texts that no order by length, number or bytes of UTF-16 brings into the order of the samples. */
const texts = Array.from({ length: n }, (_, i) => ['img_', 'Ä', '😀', '', '１'][i % 5]! + String((i * 37) % 101));

/** The place in the file of the sample that is at i. */
const places = Array.from({ length: n }, (_, i) => (i * 23 + 7) % n);

function mixed({ columns, data }: Matrix): Matrix {
  const found = matrix(n, columns);
  places.forEach((place, i) => found.data.set(data.subarray(i * columns, (i + 1) * columns), place * columns));
  return found;
}

function mixedTexts(list: readonly string[]): string[] {
  const found = new Array<string>(n);
  places.forEach((place, i) => (found[place] = list[i]!));
  return found;
}

describe('texts as sample ids and labels on the command line', () => {
  const [X, Y] = [representation(n, 5, 1), representation(n, 4, 2)];
  const classOf = Array.from(
    { length: n },
    (_, i) => ['Katze', 'hund', 'Ähre'][Math.floor(Math.abs(X.data[5 * i]!)) % 3]!,
  );
  let root: string;
  let plain: [string, string];
  before(async () => {
    root = temporaryFolder('cli-text-ids');
    mkdirSync(join(root, 'plain'));
    plain = [await saveArray(join(root, 'plain'), 'x', X), await saveArray(join(root, 'plain'), 'y', Y)];
  });
  /** Two networks whose samples lie in different orders, each with the ids of its own. */
  const runs = async (
    name: string,
    types: ['<U' | '>U' | '|S', '<U' | '>U' | '|S'],
    column = false,
  ): Promise<string> => {
    const folder = join(root, name);
    for (const model of ['a', 'b']) mkdirSync(join(folder, model), { recursive: true });
    await saveArray(join(folder, 'a'), 'layer1', X);
    await saveArray(join(folder, 'b'), 'layer1', mixed(Y));
    saveTexts(join(folder, 'a'), 'sample_ids', texts, types[0]);
    saveTexts(join(folder, 'b'), 'sample_ids', mixedTexts(texts), types[1], column);
    return folder;
  };
  const scoresOf = async (...args: string[]): Promise<(number | null)[][]> =>
    (await printedJson<MatrixOutcome>('matrix', ...args)).values.cka;

  it('pair the samples of two files, of whatever kinds the texts are', async () => {
    const wanted = (await scoresOf(...plain))[0]![1]!;
    for (const [name, ...form] of [
      ['alike', ['<U', '<U']],
      ['orders', ['<U', '>U'], true],
      ['bytes', ['|S', '<U']],
    ] as [string, ['<U', '>U' | '|S'], boolean?][]) {
      const found = (await scoresOf(await runs(name, ...form)))[0]![1]!;
      assert.ok(Math.abs(found - wanted) < 1e-12, `${name}: ${found} is not ${wanted}`);
    }
    const asTheyLie = (await scoresOf(await runs('trusted', ['<U', '<U']), '--exclude', 'sample_ids.npy'))[0]![1]!;
    assert.ok(Math.abs(asTheyLie - wanted) > 1e-3, 'the order would not matter');
  });

  it('pair them in archives, and tell of ids that are not the same', async () => {
    const folder = join(root, 'archives');
    mkdirSync(folder);
    const save = async (name: string, values: Matrix, ids: string[]): Promise<void> => {
      const members = { 'layer1.npy': npyBytes(values), 'ids.npy': textBytes(ids) };
      writeFileSync(join(folder, `${name}.npz`), await zipArchive(members, 6));
    };
    await save('a', X, texts);
    await save('b', mixed(Y), mixedTexts(texts));
    const [found, wanted] = [(await scoresOf(folder))[0]![1]!, (await scoresOf(...plain))[0]![1]!];
    assert.ok(Math.abs(found - wanted) < 1e-12, `${found} is not ${wanted}`);
    await save('b', mixed(Y), mixedTexts([...texts.slice(1), 'img_other']));
    const said = await refused('sample-order', 'matrix', folder);
    assert.match(said, /has 1 id that .* has not \(for example img_0\).* \(for example img_other\)/);
  });

  it('bring labels that are texts into order, by the ids beside them', async () => {
    const folder = await runs('classes', ['<U', '|S']);
    const beside = join(folder, 'labels');
    mkdirSync(beside);
    // Labels in an order of their own.
    const turned = <T>(list: readonly T[]): T[] => [...list].reverse();
    const labels = saveTexts(beside, 'labels', turned(classOf), '>U');
    saveTexts(beside, 'ids', turned(texts), '|S');
    type Printed = Omit<ClassesResult, 'classes'> & { classes: string[]; classDetails: ClassesResult['classes'] };
    const found = await printedJson<Printed>('classes', folder, '--labels', labels);
    const inOrder = saveTexts(join(root, 'plain'), 'labels', classOf);
    const wanted = await printedJson<Printed>('classes', ...plain, '--labels', inOrder);
    assert.deepEqual(found.classes, ['Katze', 'hund', 'Ähre']);
    assert.deepEqual(
      found.classDetails.map(({ count }) => count),
      found.classes.map((name) => classOf.filter((each) => each === name).length),
    );
    assert.equal(found.layers.length, 2);
    found.layers.forEach(({ R }, i) =>
      R.forEach((value, c) => assert.ok(Math.abs(value! - wanted.layers[i]!.R[c]!) < 1e-12)),
    );
    assert.match(await printed('classes', folder, '--labels', labels), /Katze.*hund.*Ähre/);
    const along = await printedJson<DirectionsOutcome>('directions', ...plain, '--labels', inOrder);
    assert.deepEqual(along.classNames, found.classes);
    assert.deepEqual(
      along.labels!.slice(0, 10),
      along.shown.slice(0, 10).map((place) => found.classes.indexOf(classOf[place]!)),
    );
  });

  it('are refused in a sentence where they are no layer, twice the same, or too few', async () => {
    const ids = saveTexts(root, 'ids', texts);
    assert.match(await refused('unsupported-dtype', 'compare', ids, plain[0]), /^\S*ids\.npy holds texts/);
    const folder = await runs('twice', ['<U', '<U']);
    saveTexts(join(folder, 'b'), 'sample_ids', mixedTexts([texts[5]!, ...texts.slice(1)]));
    const twice = new RegExp(`b/sample_ids\\.npy has 1 id more than once \\(for example ${texts[5]}\\)`);
    assert.match(await refused('sample-order', 'matrix', folder), twice);
    saveTexts(join(folder, 'b'), 'sample_ids', texts.slice(1));
    assert.match(await refused('id-count-mismatch', 'matrix', folder), /holds 59 sample ids, and .* 60 samples/);
  });
});
