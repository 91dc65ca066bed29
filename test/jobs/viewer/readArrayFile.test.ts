import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { readArrayFile } from '../../../src/jobs/viewer/readArrayFile';
import { fixture } from '../../golden';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { representation } from '../relatedPairs';
import { npyBytes, saveArray } from '../savedArrays';
import { zipArchive } from '../../zipArchive';
import { saveAxes } from '../savedMaps';

describe('what the headers of a file say', () => {
  let folder: string;
  before(() => {
    folder = temporaryFolder('array-file');
  });

  it('is one array without a name for a .npy file', async () => {
    const path = await saveArray(folder, 'one', representation(12, 5, 1), { descr: '>f4', fortranOrder: true });
    const { archive, members, byteLength } = await readArrayFile({ path });
    assert.equal(archive, false);
    const [member] = members;
    assert.deepEqual([members.length, member!.name, member!.packing, member!.byteLength], [1, '', 'file', byteLength]);
    const { shape, dtype, type, fortranOrder, dataBytes, neuronAxis, real } = member!.header!;
    assert.deepEqual(
      { shape, dtype, type, fortranOrder, dataBytes, neuronAxis, real },
      {
        shape: [12, 5],
        dtype: '>f4',
        type: 'float32, big-endian',
        fortranOrder: true,
        dataBytes: 240,
        neuronAxis: 1,
        real: true,
      },
    );
  });

  it('is a list for an archive, packing and sizes included', async () => {
    const { archive, members } = await readArrayFile({ path: fixture('npy/three_deflated.npz') });
    assert.equal(archive, true);
    assert.equal(members.length, 3);
    for (const member of members) {
      assert.equal(member.packing, 'deflated');
      assert.ok(member.header && member.packedBytes! > 0 && member.byteLength > member.header.dataBytes);
    }
  });

  it('says of unreadable members why, beside those that can be read', async () => {
    const { members } = await readArrayFile({ path: fixture('npy/mixed_members.npz') });
    assert.ok(members.some(({ header }) => header));
    for (const { header, error, name } of members) assert.ok((header === undefined) !== (error === undefined), name);
    const bzip2 = await readArrayFile({ path: fixture('npy/bzip2.npz') });
    assert.equal(bzip2.members[0]!.packing, 'bzip2');
    assert.match(bzip2.members[0]!.error!.message, /bzip2/);
  });

  it('offers two-byte elements without a meaning as bfloat16, and reads them so', async () => {
    const path = fixture('npy/bfloat16_as_V2.npy');
    const [plain] = (await readArrayFile({ path })).members;
    assert.deepEqual([plain!.error?.code, plain!.bfloat16], ['unsupported-dtype', true]);
    const [read] = (await readArrayFile({ path, as: 'bfloat16' })).members;
    assert.equal(read!.header?.type, 'bfloat16, little-endian');
    const [object] = (await readArrayFile({ path: fixture('npy/object.npy') })).members;
    assert.equal(object!.bfloat16, undefined);
  });

  it('tells the axis of the channels where the shape does', async () => {
    const axis = async (name: string, shape: number[]) => {
      const values = new Float64Array(shape.reduce((product, length) => product * length, 1));
      return (await readArrayFile({ path: saveAxes(folder, name, values, shape) })).members[0]!.header!.neuronAxis;
    };
    assert.equal(await axis('nhwc', [2, 4, 4, 7]), 3);
    assert.equal(await axis('nchw', [2, 7, 4, 4]), 1);
    assert.equal(await axis('open', [2, 4, 4, 4]), undefined);
    assert.equal(await axis('sequence', [2, 3, 4]), 2);
  });

  it('has the header of the member that is asked for, wherever it stands among very many', async () => {
    const names = Array.from({ length: 1003 }, (_, at) => `layer${at}`);
    const bytes = npyBytes(representation(2, 3, 1));
    const path = join(folder, 'many.npz');
    writeFileSync(path, await zipArchive(Object.fromEntries(names.map((name) => [`${name}.npy`, bytes])), 0));
    const described = async (member?: string) => {
      const { members } = await readArrayFile({ path, member });
      assert.deepEqual(
        members.map(({ name }) => name),
        names,
      );
      return members.flatMap(({ header }, at) => (header ? [at] : [])).slice(999);
    };
    assert.deepEqual(await described(), [999]);
    assert.deepEqual(await described('layer1001'), [999, 1001]);
    assert.deepEqual(await described('layer1002.npy'), [999, 1002]);
    assert.deepEqual(await described('layer3'), [999]);
  });

  it('fails as a whole when there is nothing to list', async () => {
    await assert.rejects(readArrayFile({ path: join(folder, 'none.npy') }), { code: 'file-not-found' });
    await assert.rejects(readArrayFile({ path: fixture('npy/truncated.npz') }), { code: 'npz-format' });
  });
});
