import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { formatOf } from '../../../src/formats';
import { safetensors } from '../../../src/formats/safetensors/safetensors';
import { memorySource } from '../sources';
import { f32, safetensorsFile, withHeader } from './safetensorsFile';

const refused = (bytes: Uint8Array, message: RegExp, name = 'x.safetensors'): Promise<void> =>
  assert.rejects(safetensors.members(memorySource(bytes), name), { code: 'safetensors-format', message });

describe('safetensors', () => {
  it('lists tensors in natural order, and reads each by position alone', async () => {
    const source = memorySource(safetensorsFile({ 'h.10': f32([2, 3], (i) => 10 + i), 'h.2': f32([1, 2]) }));
    const members = await safetensors.members(source, 'x.safetensors');
    assert.deepEqual([...members.keys()], ['h.2', 'h.10']);
    const before = source.reads.length;
    const found = await safetensors.openMember(source, members.get('h.10')!, 'x.safetensors', {});
    assert.equal(source.reads.length, before);
    assert.deepEqual([found.header.shape, found.header.descr, found.header.dtype.descr], [[2, 3], 'F32', '<f4']);
    const bytes = await found.source.slice(4, 12);
    assert.deepEqual([...new Float32Array(Uint8Array.from(bytes).buffer)], [11, 12]);
    assert.equal(source.reads.length, before + 1);
    assert.equal(found.source.byteLength, 24);
  });

  it('tells its metadata, long ones in short', async () => {
    const source = memorySource(safetensorsFile({ a: f32([1]) }, { format: 'pt', long: 'x'.repeat(9999) }));
    const members = await safetensors.members(source, 'x.safetensors');
    const { header } = await safetensors.openMember(source, members.get('a')!, 'x.safetensors', {});
    const [fact] = header.facts;
    assert.equal(fact?.id, 'metadata');
    assert.match(fact.text, /^format: pt, long: x{400}/);
    assert.ok(fact.text.length < 600 && JSON.stringify(fact.value).length < 1000);
  });

  it('is recognised by how it begins, whatever its name', async () => {
    const bytes = safetensorsFile({ a: f32([1]) });
    for (const name of ['x.safetensors', 'x.npy', 'x'])
      assert.equal((await formatOf(memorySource(bytes), name)).id, 'safetensors');
  });

  it('refuses a header that is nested without end, and none whose names have brackets', async () => {
    const deep = memorySource(withHeader(`{"a":${'['.repeat(1000)}${']'.repeat(1000)}}`));
    await assert.rejects(safetensors.members(deep, 'x.safetensors'), { code: 'safetensors-format', message: /nested deeper than any/ }); // prettier-ignore
    const name = '\\"['.repeat(20);
    const members = await safetensors.members(memorySource(safetensorsFile({ [name]: f32([1]) })), 'x.safetensors');
    assert.deepEqual([...members.keys()], [name]);
  });

  it('refuses types that it does not read by name, beside others', async () => {
    const data = new Uint8Array(6);
    const source = memorySource(
      safetensorsFile({
        a: f32([1]),
        b: { dtype: 'F8_E5M2', shape: [2, 3], data },
        c: { dtype: 'NEW', shape: [9], data },
      }),
    );
    const members = await safetensors.members(source, 'x.safetensors');
    for (const [name, type] of [
      ['b', 'F8_E5M2'],
      ['c', 'NEW'],
    ] as const)
      // prettier-ignore
      await assert.rejects(safetensors.openMember(source, members.get(name)!, 'x.safetensors', {}), {
        code: 'unsupported-dtype',
        message: new RegExp(`^x.safetensors::${name} holds .*dtype ${type}\\), which are not read; save it as float32\\.$`),
      });
    await safetensors.openMember(source, members.get('a')!, 'x.safetensors', {});
  });

  it('reads elements of two bytes as bfloat16 where that is chosen, and no others', async () => {
    const int16 = { dtype: 'I16', shape: [2], data: new Uint8Array(4) };
    const source = memorySource(safetensorsFile({ a: int16, b: f32([1]) }));
    const members = await safetensors.members(source, 'x');
    const open = (name: string) => safetensors.openMember(source, members.get(name)!, 'x', { as: 'bfloat16' });
    assert.equal((await open('a')).header.dtype.kind, 'bfloat16');
    await assert.rejects(open('b'), { code: 'unsupported-dtype', message: /<f4, which cannot be bfloat16/ });
  });

  it('refuses what is no header, before anything is allocated for it', async () => {
    await refused(new Uint8Array(0), /has 0 bytes, too few/);
    await refused(new Uint8Array(8), /has 8 bytes, too few/);
    await refused(withHeader('{}'), /holds no tensor/);
    await refused(withHeader('{"__metadata__":{"a":"b"}}'), /holds no tensor/);
    await refused(withHeader('[]'), /lists no tensors/);
    await refused(withHeader('{"a":'), /no JSON/);
    await refused(withHeader('{"a":{}} x'), /no JSON/);
    await refused(Buffer.concat([withHeader('{"a'), Buffer.from([0xff])]), /no JSON/);
    await refused(withHeader('{"__metadata__":{"a":1}}'), /__metadata__ is not made of texts/);
    const long = memorySource(withHeader(`{${' '.repeat(9 << 20)}}`));
    await assert.rejects(safetensors.members(long, 'x'), /announces a header of 9437186 bytes/);
    assert.deepEqual(long.reads, [[0, 8]]);
    await refused(withHeader('['.repeat(1 << 20)), /nested deeper than any of tensors/);
  });

  it('refuses tensors that are not where and what they say, by name', async () => {
    const two = { a: f32([2, 2]), b: f32([4]) };
    const changed = (change: (header: Record<string, Record<string, unknown>>) => void): Buffer =>
      safetensorsFile(two, undefined, (header) => (change(header), header));
    const set = (name: string, values: object): Buffer => changed((header) => Object.assign(header[name]!, values));
    await refused(
      set('b', { data_offsets: [16, 40] }),
      /::b lies at bytes 16 to 40 of the data, of which the file has 32/,
    );
    await refused(set('b', { data_offsets: [16, 12] }), /::b lies at bytes 16 to 12/);
    await refused(set('b', { data_offsets: [12, 28] }), /::b and a share bytes/);
    await refused(set('b', { data_offsets: [0, 16] }), /share bytes/);
    await refused(set('b', { data_offsets: [-4, 12] }), /::b has no data_offsets/);
    await refused(set('b', { data_offsets: [16.5, 32] }), /::b has no data_offsets/);
    await refused(set('b', { data_offsets: [16, 24], shape: [2] }), /belong to no tensor, 24 to 32/);
    await refused(set('a', { data_offsets: [0, 8], shape: [2] }), /belong to no tensor, 8 to 16/);
    await refused(set('b', { shape: [5] }), /::b has 16 bytes, and its shape \(5,\) of F32 asks for 20/);
    await refused(set('b', { shape: [2 ** 52, 2 ** 52, 0, 1] }), /asks for 0;/);
    await refused(set('b', { shape: Array(65).fill(1) }), /::b has no shape/);
    await refused(set('b', { shape: 'x' }), /::b has no shape/);
    await refused(set('b', { dtype: 4 }), /::b has no dtype/);
    await refused(
      changed((header) => void (header.b = [] as never)),
      /::b is not described/,
    );
    await refused(Buffer.concat([safetensorsFile(two), Buffer.alloc(3)]), /belong to no tensor, 32 to 35/);
    await refused(safetensorsFile(two).subarray(0, -1), /of which the file has 31/);
  });

  it('takes tensors without elements anywhere between others', async () => {
    const bytes = safetensorsFile({ a: f32([2]), e: f32([0, 3]), b: f32([1]), z: f32([2, 0]) });
    assert.equal((await safetensors.members(memorySource(bytes), 'x')).size, 4);
  });
});
