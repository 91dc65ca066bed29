import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import type { DynamicsResult } from '../../src/facts/analyses/dynamics';
import type { GroupsResult } from '../../src/facts/analyses/groups';
import type { MatrixResult } from '../../src/facts/analyses/matrix';
import type { MatrixOutcome } from '../../src/protocol/matrixJob';
import type { ComparisonReport } from '../../src/facts/report';
import { fixture } from '../golden';
import { npyBytes } from '../jobs/savedArrays';
import { representation } from '../jobs/relatedPairs';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { zipArchive } from '../zipArchive';
import { printed, printedJson, refused } from './calls';
import { saveTexts } from './savedTexts';

const cases = (name: string): string => fixture(join('cases', name));
const [bits, truth] = ['int16', 'truth'].map((name) => cases(`bfloat16-as-int16/${name}.npy`)) as [string, string];

describe('cca-lens --as bfloat16', () => {
  let runs: string;
  before(() => {
    runs = temporaryFolder('cli-as');
    for (const epoch of ['epoch_1', 'epoch_2'])
      for (const model of ['m0', 'm1']) {
        const folder = join(runs, model, epoch);
        mkdirSync(folder, { recursive: true });
        copyFileSync(bits, join(folder, 'layer1.npy'));
        copyFileSync(truth, join(folder, 'layer2.npy'));
      }
  });

  it('reads the bits of bfloat16 in int16, and says which file it was not for', async () => {
    const { cca, warnings } = await printedJson<ComparisonReport>('compare', bits, truth, '--as', 'bfloat16');
    assert.ok(Math.abs(cca!.mean - 1) < 1e-12, String(cca!.mean));
    assert.deepEqual(
      warnings.filter(({ code }) => code === 'read-as').map(({ message }) => message),
      ['--as bfloat16 was for int16.npy; truth.npy has no elements of two bytes and was read as it is.'],
    );
    const plain = await printedJson<ComparisonReport>('compare', bits, truth);
    assert.ok(plain.cca!.mean < 0.9);
  });

  it('is refused where it has no meaning for any file', async () => {
    const sentence = /truth\.npy has the dtype <f4, which cannot be bfloat16 .*; leave --as bfloat16 out for it\.$/;
    const as = ['--as', 'bfloat16'];
    const out = join(temporaryFolder('cli-as-out'), 'out.npy');
    for (const words of [
      ['info', truth],
      ['compare', truth, truth],
      ['matrix', truth, truth],
      ['null', truth, truth],
    ])
      assert.match(await refused('unsupported-dtype', ...words, ...as), sentence, words[0]);
    for (const words of [
      ['directions', truth, truth],
      ['convert', truth, out],
    ])
      assert.match(await refused('unsupported-dtype', ...words, ...as), sentence, words[0]);
  });

  it('acts in analyses of folders as well, and is kept by their selections', async () => {
    const as = ['--as', 'bfloat16', '--measure', 'cca'];
    const dynamics = await printedJson<DynamicsResult>('dynamics', join(runs, 'm0'), ...as);
    assert.deepEqual(dynamics.models[0]!.layers, ['layer1', 'layer2']);
    assert.ok(dynamics.warnings.some(({ code }) => code === 'read-as'));
    const groups = await printedJson<GroupsResult>('groups', `a=${join(runs, 'm0')}`, `b=${join(runs, 'm1')}`, ...as);
    assert.ok(groups.cells.length > 0);
    const matrix = await printedJson<MatrixResult>('matrix', join(runs, 'm0', 'epoch_1'), ...as);
    // One layer holds the bits of the other.
    assert.ok(Math.abs((matrix.values as unknown as number[][])[0]![1]! - 1) < 1e-12);
    const document = join(runs, 'choice.ccalens.json');
    const array = (name: string, more: object) => ({ model: '', checkpoint: '', layer: name, include: true, ...more });
    writeFileSync(
      document,
      JSON.stringify({
        schema: 1,
        kind: 'cca-lens-selection',
        analysis: 'matrix',
        measure: 'cca',
        options: {
          svcca: { rule: 'variance', fraction: 0.99 },
          epsilon: 0,
          threshold: 0.98,
          dropNonFinite: false,
          robust: false,
        },
        arrays: [array('bits', { path: bits, as: 'bfloat16' }), array('truth', { path: truth })],
      }),
    );
    const run = await printedJson<MatrixResult>('run', document);
    assert.ok(Math.abs(run.values.cca[0]![1]! - 1) < 1e-12);
  });
});

describe('cca-lens info', () => {
  it('reads every file of cases/dtype-names', async () => {
    for (const name of ['float32', 'd', 'e', 'bfname'])
      assert.match(await printed('info', cases(`dtype-names/${name}.npy`)), /shape {7}\(/, name);
  });

  it('shows shape, type and the first values of texts', async () => {
    const path = cases('labels/U8.npy');
    assert.match(
      await printed('info', path),
      /shape {7}\(90\)\n {2}dtype {7}<U8, texts\n {2}values {6}"cat", "dog", "bird", .*, …/,
    );
    const facts = await printedJson<{ shape: number[]; dtype: string; texts: string[] }>('info', path);
    assert.deepEqual([facts.shape, facts.dtype, facts.texts.slice(0, 3)], [[90], '<U8', ['cat', 'dog', 'bird']]);
  });
});

describe('cca-lens info of much', () => {
  let folder: string;
  before(() => (folder = temporaryFolder('cli-info')));

  it('shows long texts as far as they are shown, whole characters of them', async () => {
    for (const [type, character] of [
      ['<U', 'é'],
      ['|S', 'é'],
      ['|S', 'e'],
    ] as const) {
      const path = saveTexts(folder, 'long', ['short', character.repeat(5000)], type);
      const { texts } = await printedJson<{ texts: string[] }>('info', path);
      assert.equal(texts[0], 'short');
      assert.match(texts[1]!, new RegExp(`^${character}{1000,4096}…$`));
    }
  });

  it('keeps to the memory that it is given, and says what it could not list', async () => {
    const path = join(folder, 'wide.npy');
    writeFileSync(path, npyBytes(representation(3, 30_000, 1)));
    const plain = await printed('info', path);
    assert.match(plain, /constant {4}0 of 30000 columns\n$/);
    assert.equal(await printed('info', path, '--memory', '16'), plain);
    type Told = { columns: unknown; columnCounts?: { columns: number }; mean: number; warnings: { code: string }[] };
    const [less, more] = [
      await printedJson<Told>('info', path, '--memory', '16'),
      await printedJson<Told>('info', path, '--memory', '64'),
    ];
    assert.deepEqual([less.columns, less.columnCounts?.columns, less.mean], [null, 30_000, more.mean]);
    assert.deepEqual(
      less.warnings.map(({ code }) => code),
      ['columns-not-listed'],
    );
    assert.ok(more.columns !== null && more.columnCounts === undefined && more.warnings.length === 0);
    await refused('memory-budget', 'info', path, '--memory', '1');
  });
});

describe('cca-lens on archives', () => {
  let folder: string;
  before(async () => {
    folder = temporaryFolder('cli-archives');
    for (const [at, name] of ['x', 'y', 'z'].entries()) {
      const members = ['l1', 'l2'].map((layer, i) => [
        `${layer}.npy`,
        npyBytes(representation(60, 4 + i, 10 * at + i)),
      ]);
      writeFileSync(join(folder, `${name}.npz`), await zipArchive(Object.fromEntries(members), 0));
    }
  });

  it('takes all arrays of one for layers of a matrix, and names the member that is none', async () => {
    const two = await printedJson<MatrixOutcome>('matrix', cases('archives/arr.npz'), '--measures', 'cka');
    assert.deepEqual(
      two.paths,
      ['arr_0', 'arr_1'].map((name) => `${cases('archives/arr.npz')}::${name}`),
    );
    const good = await printedJson<MatrixOutcome>('matrix', cases('archives/obj.npz'), '--measures', 'cka');
    assert.deepEqual(
      good.paths,
      ['good', 'good2'].map((name) => `${cases('archives/obj.npz')}::${name}`),
    );
    assert.ok(good.warnings.some(({ message }) => /obj\.npz::meta holds Python objects/.test(message)));
    assert.equal(two.values.cka[0]![1], good.values.cka[0]![1]);
  });

  it('shows the good members of one and names the bad; where none is good it is refused', async () => {
    const path = cases('archives/obj.npz');
    const text = await printed('info', path);
    assert.match(text, /obj\.npz::good\n {2}shape {7}\(/);
    assert.match(text, /obj\.npz::meta\n {2}! [^\n]*obj\.npz::meta holds Python objects/);
    const { members } = await printedJson<{ members: { path: string; error?: { code: string } }[] }>('info', path);
    assert.deepEqual(
      members.filter(({ error }) => error).map((each) => [each.path, each.error!.code]),
      [[`${path}::meta`, 'unsupported-dtype']],
    );
    assert.equal(members.length, 3);
    assert.match(await refused('unsupported-dtype', 'info', `${path}::meta`), /Python objects/);
    // Floats of four bytes and more are no bfloat16 in any member.
    await refused('unsupported-dtype', 'info', cases('archives/arr.npz'), '--as', 'bfloat16');
  });

  it('shows each member as --as bfloat16 has a meaning for it, and says which it was not for', async () => {
    const path = join(folder, 'mixed.npz');
    const objects = "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }".padEnd(117) + '\n';
    const members = {
      'bits.npy': readFileSync(bits),
      'meta.npy': Buffer.concat([Buffer.from('\x93NUMPY\x01\x00\x76\x00', 'latin1'), Buffer.from(objects)]),
      'names.npy': readFileSync(cases('labels/U8.npy')),
      'truth.npy': readFileSync(truth),
    };
    writeFileSync(path, await zipArchive(members, 0));
    const words = ['info', path, '--as', 'bfloat16'];
    type Member = { path: string; mean?: number; dtype?: string; error?: { code: string; message: string } };
    const found = await printedJson<{ members: Member[]; warnings: { message: string }[] }>(...words);
    const [ofBits, meta, names, ofTruth] = found.members as [Member, Member, Member, Member];
    // The bits are those of the truth, cut to two bytes.
    assert.ok(Math.abs(ofBits.mean! - ofTruth.mean!) < 1e-2 && ofBits.error === undefined, JSON.stringify(ofBits));
    assert.equal(names.dtype, '<U8');
    assert.match(meta.error!.message, /meta holds Python objects/);
    const remark =
      '--as bfloat16 was for mixed.npz::bits; mixed.npz::names and mixed.npz::truth have no elements of two bytes and were read as they are.';
    assert.deepEqual(
      found.warnings.map(({ message }) => message),
      [remark],
    );
    assert.ok((await printed(...words)).endsWith(`\n\n! ${remark}\n`));
  });

  it('takes one for a network of a group by its name', async () => {
    const [x, y, z] = ['x', 'y', 'z'].map((name) => join(folder, `${name}.npz`));
    const result = await printedJson<GroupsResult>('groups', `a=${x},${z}`, `b=${y}`);
    assert.deepEqual(
      result.groups.map(({ name, models }) => [name, models]),
      [
        ['a', ['x', 'z']],
        ['b', ['y']],
      ],
    );
    assert.deepEqual(result.layers, ['l1', 'l2']);
    const alone = await printedJson<GroupsResult>('groups', `a=${x}`, `b=${y}`);
    assert.deepEqual(
      alone.groups.map(({ models }) => models),
      [['x'], ['y']],
    );
  });

  it('reads the last of members of one name, and says so', async () => {
    const report = await printedJson<ComparisonReport>(
      'compare',
      `${cases('archives/dup.npz')}::a`,
      `${cases('archives/arr.npz')}::arr_0`,
    );
    // The second is the first and 1 more, so that only the mean tells which was read.
    assert.deepEqual(
      report.warnings.filter(({ code }) => code === 'doubled-member').map(({ message }) => message),
      ['dup.npz::a is in its archive 2 times under this name; the last was read, as numpy does.'],
    );
    assert.match(await printed('info', cases('archives/dup.npz')), /mean 1\.03146[^]*! [^\n]*2 times under this name/);
  });
});
