import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { ClassesResult } from '../../src/facts/analyses/classes';
import type { DirectionsOutcome } from '../../src/protocol/pairExtras';
import { matrix, type Matrix } from '../../src/linalg/matrix';
import { readMatrix } from '../../src/formats/rows/readMatrix';
import { openArray } from '../../src/jobs/arrays/openArray';
import { fixture } from '../golden';
import { saveArray } from '../jobs/savedArrays';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { printedJson, refused } from './calls';

const folder = fixture(join('cases', 'labels'));
const labels = (name: string): string => join(folder, `${name}.npy`);
const layer = join(folder, 'runs', 'layer1.npy');

type Printed = Omit<ClassesResult, 'classes'> & { classes: string[]; classDetails: ClassesResult['classes'] };
const classes = (path: string, of = layer): Promise<Printed> => printedJson('classes', '--labels', path, of);
const directions = (path: string): Promise<DirectionsOutcome> =>
  printedJson('directions', layer, layer, '--labels', path);
const told = (notices: { code: string; message: string }[]): string[] =>
  notices.filter(({ code }) => code.startsWith('labels-')).map(({ message }) => message);

/** What each file is, by the classes found and what is said of it; of refused ones the reason. */
const read: Record<string, { names: string[]; told: string[] }> = {
  ok: { names: ['0', '1', '2'], told: [] },
  U8: { names: ['bird', 'cat', 'dog'], told: [] },
  pm1: { names: ['-1', '+1'], told: ['labels/pm1.npy holds -1 and +1, which are read as two classes.'] },
  onehotT: {
    names: ['0', '1', '2'],
    told: ['labels/onehotT.npy is one-hot as classes x samples: it is read turned, 90 samples of 3 classes.'],
  },
  ignore100: {
    names: ['0', '1', '2'],
    told: [
      'of 90 samples are labelled -100 in labels/ignore100.npy, which stands for no class, and take no part in what is said of classes.',
    ],
  },
};
const refusals: Record<string, RegExp> = {
  const:
    /^labels\/const\.npy holds one class alone \(0, the label of all samples\), so that there is nothing to tell apart;/,
  ids: /^Each of the 90 samples has a label of its own in labels\/ids\.npy: these are ids of the samples rather than classes/,
};

describe('label files of cases/labels', () => {
  it('are all read or refused with the reason, by classes and by directions', async () => {
    const names = readdirSync(folder).flatMap((name) => (name.endsWith('.npy') ? [name.slice(0, -4)] : []));
    assert.deepEqual(names.sort(), [...Object.keys(read), ...Object.keys(refusals)].sort());
    for (const name of names) {
      const reason = refusals[name];
      if (reason) {
        assert.match(await refused('labels', 'classes', '--labels', labels(name), layer), reason);
        assert.match(await refused('labels', 'directions', layer, layer, '--labels', labels(name)), reason);
        continue;
      }
      const [found, along] = [await classes(labels(name)), await directions(labels(name))];
      assert.deepEqual(found.classes, read[name]!.names);
      assert.deepEqual(along.classNames, read[name]!.names);
      for (const said of [told(found.warnings), told(along.notices)]) {
        assert.equal(said.length, read[name]!.told.length, name);
        said.forEach((message, i) => assert.ok(message.endsWith(read[name]!.told[i]!), message));
      }
      const counted = (list: { count: number | null }[]): number =>
        list.reduce((sum, { count }) => sum + (count ?? 0), 0);
      assert.equal(counted(found.classDetails), found.samples);
      for (const { byClass } of along.directions) assert.equal(counted(byClass!), found.samples);
    }
  });

  it('tell the same of the same classes, however they are written', async () => {
    const [ok, texts, turned] = await Promise.all(['ok', 'U8', 'onehotT'].map((name) => classes(labels(name))));
    const wanted = ok!.layers[0]!.R;
    turned!.layers[0]!.R.forEach((R, c) => assert.ok(Math.abs(R! - wanted[c]!) < 1e-12));
    // cat, dog, bird are 0, 1, 2 in the other files.
    const [bird, cat, dog] = texts!.layers[0]!.R;
    [cat, dog, bird].forEach((R, c) => assert.ok(Math.abs(R! - wanted[c]!) < 1e-12));
  });

  it('leave samples of -100 out as files without them do', async () => {
    const [values, numbers] = [await valuesOf(layer), await valuesOf(labels('ignore100'))];
    const kept = [...numbers.data.keys()].filter((at) => numbers.data[at] !== -100);
    const rows = kept.flatMap((at) => [...values.data.subarray(at * values.columns, (at + 1) * values.columns)]);
    const out = temporaryFolder('cli-labels');
    const fewer = await saveArray(out, 'layer', matrix(kept.length, values.columns, Float64Array.from(rows)));
    const own = Float64Array.from(kept, (at) => numbers.data[at]!);
    const path = await saveArray(out, 'labels', matrix(kept.length, 1, own));
    const [found, wanted] = [await classes(labels('ignore100')), await classes(path, fewer)];
    assert.ok(kept.length < 90);
    assert.deepEqual(
      [found.samples, found.labelling?.ignored],
      [kept.length, { value: -100, samples: 90 - kept.length }],
    );
    assert.equal('samples' in found.layers[0]!, false);
    found.layers[0]!.R.forEach((R, c) => assert.ok(Math.abs(R! - wanted.layers[0]!.R[c]!) < 1e-9));
  });
});

async function valuesOf(path: string): Promise<Matrix> {
  const array = await openArray({ path });
  try {
    const { shape } = array.header;
    return await readMatrix(
      array.source,
      { ...array.header, shape: shape.length === 1 ? [shape[0]!, 1] : shape },
      path,
      { transpose: false },
    );
  } finally {
    await array.close();
  }
}
