import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ByteSource } from '../../../src/formats/byteSource';
import { formatOf } from '../../../src/formats';
import type { FileArray } from '../../../src/formats/format';
import { readRows } from '../../../src/formats/rows/readRows';
import { torch } from '../../../src/formats/torch/torch';
import { pickled, type Picklable } from '../pickle/pickled';
import { memorySource } from '../sources';
import { dict, floats, tensor, torchArchive, torchFile } from './torchFile';

const open = async (bytes: Uint8Array | ByteSource, name = ''): Promise<FileArray> => {
  const source = 'slice' in bytes && !(bytes instanceof Uint8Array) ? bytes : memorySource(bytes as Uint8Array);
  const members = await torch.members(source, 'x.pt');
  const member = members.get(name);
  assert.ok(member, `${name} is among ${[...members.keys()].join(', ')}`);
  return torch.openMember(source, member, 'x.pt', {});
};

const namesIn = async (value: Picklable): Promise<string[]> => [
  ...(await torch.members(memorySource(torchFile(value, { 0: floats(100) })), 'x.pt')).keys(),
];

const valuesOf = async ({ header, source }: FileArray): Promise<number[]> => {
  const values: number[] = [];
  for await (const { data } of readRows(source, header, 'x', { maxBytes: 64 })) values.push(...data);
  return values;
};

const refused = (bytes: Uint8Array, message: RegExp): Promise<void> =>
  assert.rejects(torch.members(memorySource(bytes), 'x.pt'), { code: 'torch-format', message });

const one = tensor({ shape: [2, 3] });

describe('files of torch.save', () => {
  it('name tensors by dotted paths of keys and places, one by itself not at all', async () => {
    assert.deepEqual(await namesIn(one), ['']);
    assert.deepEqual(await namesIn([one, { tuple: [one, one] }]), ['0', '1.0', '1.1']);
    const keys: [Picklable, Picklable][] = [['a.b', one], ['a', dict({ b: one, '': one })], [7, one], [-1.5, one], [true, one], [null, one], [{ tuple: [1, 'x'] }, one], ['::3', one]]; // prettier-ignore
    assert.deepEqual(await namesIn({ dict: keys }), ['a.b', 'a.b#2', "a.''", '7', '-1.5', 'True', 'None', '(1, x)', '::3']); // prettier-ignore
    assert.deepEqual(await namesIn(dict({ epoch: 3, name: 'net', loss: [0.5], x: one, state: dict({}) })), ['x']);
  });

  it('name what they do not know, run nothing of it, and read what stands beside', async () => {
    const unknown = { call: { global: 'os system' }, args: ['touch OWNED'] };
    const bytes = torchFile(dict({ x: one, y: unknown, z: { built: unknown, state: dict({ inner: one }) } }), { 0: floats(6) }); // prettier-ignore
    assert.deepEqual(await valuesOf(await open(bytes, 'x')), [0, 1, 2, 3, 4, 5]);
    for (const name of ['y', 'z'])
      await assert.rejects(open(bytes, name), {
        code: 'unsupported-dtype',
        message: `x.pt::${name} is made by os.system, which is not known here and was not run; save tensors, dicts and lists of them.`,
      });
  });

  it('refuse sparse, quantized, conjugated and narrow tensors by name', async () => {
    const rebuilt = (name: string): Picklable => ({ call: { global: `torch._utils ${name}` }, args: [one] });
    const type = (name: string): Picklable => tensor({ shape: [1], type: name });
    const float8: Picklable = {
      call: { global: 'torch._utils _rebuild_tensor_v3' },
      args: [{ persistent: { tuple: ['storage', { global: 'torch.storage UntypedStorage' }, '0', 'cpu', 6] } }, 0, { tuple: [6] }, { tuple: [1] }, false, null, { global: 'torch float8_e4m3fn' }], // prettier-ignore
    };
    for (const [value, message] of [
      [rebuilt('_rebuild_sparse_tensor'), /is a sparse tensor/],
      [rebuilt('_rebuild_qtensor'), /is a quantized tensor/],
      [type('QInt8'), /is a quantized tensor \(qint8\)/],
      [type('ComplexHalf'), /elements of a type that is not read \(dtype complex32\)/],
      [float8, /floats of fewer than 16 bits \(dtype float8_e4m3fn\)/],
    ] as const) {
      await assert.rejects(open(torchFile(dict({ v: value }), { 0: floats(6) }), 'v'), { code: 'unsupported-dtype', message }); // prettier-ignore
    }
  });

  it('read views by their strides: turned, cut, repeated, permuted, in one storage', async () => {
    const storage = { 0: floats(24) };
    const at = async (shape: number[], strides: number[], offset = 0): Promise<number[]> =>
      valuesOf(await open(torchFile(tensor({ shape, strides, offset }), storage)));
    assert.deepEqual(await at([3, 2], [1, 3]), [0, 3, 1, 4, 2, 5]);
    assert.deepEqual(await at([2, 2], [6, 2], 3), [3, 5, 9, 11]);
    assert.deepEqual(await at([3, 2], [0, 1], 4), [4, 5, 4, 5, 4, 5]);
    assert.deepEqual(await at([2, 2, 2], [1, 12, 4]), [0, 4, 12, 16, 1, 5, 13, 17]);
    assert.deepEqual(await at([], [], 7), [7]);
    assert.deepEqual(await at([0, 4], [4, 1]), []);
    const { header } = await open(torchFile(tensor({ shape: [3, 8], strides: [1, 3] }), storage));
    assert.deepEqual([header.fortranOrder, header.facts], [true, []]);
  });

  it('read a stored tensor by position alone', async () => {
    const source = memorySource(torchFile(dict({ a: tensor({ shape: [1000] }) }), { 0: floats(1000) }));
    const { source: elements } = await open(source, 'a');
    const before = source.reads.length;
    const bytes = Uint8Array.from(await elements.slice(400, 408));
    assert.deepEqual([...new Float32Array(bytes.buffer)], [100, 101]);
    assert.equal(source.reads.length, before + 1);
  });

  it('read the byte order that the file has', async () => {
    const data = Buffer.alloc(8);
    data.writeFloatBE(1.5);
    data.writeFloatBE(-2, 4);
    const more = [{ name: 'x/byteorder', data: Buffer.from('big') }];
    assert.deepEqual(await valuesOf(await open(torchFile(tensor({ shape: [2] }), { 0: data }, { more }))), [1.5, -2]);
  });

  it('read bfloat16 that was written with the higher byte first', async () => {
    const more = [{ name: 'x/byteorder', data: Buffer.from('big') }];
    const bytes = torchFile(
      tensor({ shape: [2], type: 'BFloat16' }),
      { 0: Uint8Array.of(0x3f, 0xc0, 0xc0, 0) },
      { more },
    );
    assert.deepEqual(await valuesOf(await open(bytes)), [1.5, -2]);
  });

  it('read arrays of numpy whose axes are in another order than their elements, and name those of types of other packages', async () => {
    const dtype = (name: Picklable): Picklable => ({ built: { call: { global: 'numpy dtype' }, args: [name, false, true] }, state: { tuple: [3, '<', null, null, null, -1, -1, 0] } }); // prettier-ignore
    const elements = { raw: `B\x0c\0\0\0${Array.from({ length: 12 }, (_, i) => String.fromCharCode(i)).join('')}` };
    const array = (type: Picklable, axes: number[]): Picklable => ({ call: { global: 'numpy._core.numeric _frombuffer' }, args: [elements, dtype(type), { tuple: [2, 3, 2] }, 'K', { tuple: axes }] }); // prettier-ignore
    const value = dict({
      turned: array('u1', [0, 2, 1]),
      narrow: array({ global: 'ml_dtypes float8_e5m2' }, [2, 1, 0]),
    });
    const turned = await open(torchFile(value), 'turned');
    // np.arange(12, dtype='u1').reshape(2, 3, 2).transpose(0, 2, 1)
    assert.deepEqual(turned.header.shape, [2, 2, 3]);
    assert.deepEqual(await valuesOf(turned), [0, 2, 4, 1, 3, 5, 6, 8, 10, 7, 9, 11]);
    await assert.rejects(open(torchFile(value), 'narrow'), { code: 'unsupported-dtype', message: /x\.pt::narrow has a dtype that numpy does not know .*float8_e5m2/ }); // prettier-ignore
    await refused(torchFile(array('u1', [0, 0, 1])), /an array of numpy in it has no shape or type/);
  });

  it('read parameters, subclasses, and the outputs of models', async () => {
    const parameter: Picklable = { call: { global: 'torch._utils _rebuild_parameter' }, args: [one, true, null] };
    const subclass: Picklable = {
      call: { global: 'torch._tensor _rebuild_from_type_v2' },
      args: [{ global: 'torch._utils _rebuild_parameter' }, { global: 'my Own' }, { tuple: [one, true, null] }, null],
    };
    assert.deepEqual(await namesIn(dict({ p: parameter, s: subclass })), ['p', 's']);
    const output = { raw: `ctransformers.modeling_outputs\nBaseModelOutput\n(tR(${pickled('hidden_states').subarray(2, -1).toString('latin1')}${pickled({ tuple: [one, one] }).subarray(2, -1).toString('latin1')}u` }; // prettier-ignore
    assert.deepEqual(await namesIn(output), ['hidden_states.0', 'hidden_states.1']);
  });

  it('remark a checksum that does not fit, and read all the same', async () => {
    const bytes = torchFile(tensor({ shape: [3] }), { 0: floats(3) }, { claims: { crc32: 7 } });
    const array = await open(bytes);
    assert.deepEqual(await valuesOf(array), [0, 1, 2]);
    assert.match((await array.remarks!())[0]!.message, /^x\.pt does not match its checksum .* read as it is\.$/);
    assert.deepEqual(await (await open(torchFile(one, { 0: floats(6) }))).remarks!(), []);
  });

  it('refuse storages that are missing or too short, by name', async () => {
    for (const [places, storages, message] of [
      [{ shape: [2, 3] }, {}, /x\.pt::a has no storage "0" in the file/],
      [{ shape: [2, 3] }, { 0: floats(5) }, /::a of shape \(2, 3\) asks for 6 elements of a storage that has 5/],
      [{ shape: [2, 3], offset: 1 }, { 0: floats(6) }, /asks for 7 elements/],
      [{ shape: [2, 3], strides: [4, 1] }, { 0: floats(6) }, /asks for 7 elements/],
      [{ shape: [2 ** 40, 2 ** 40] }, { 0: floats(6) }, /asks for 1\.2\d*e\+24 elements/],
    ] as const) {
      const value = dict({ a: tensor({ ...places, shape: [...places.shape], strides: 'strides' in places ? [...places.strides] : undefined! }), b: tensor({ shape: [1], key: '1' }) }); // prettier-ignore
      const bytes = torchFile(value, { ...storages, 1: floats(1) });
      await assert.rejects(open(bytes, 'a'), { code: 'torch-format', message });
      assert.deepEqual(await valuesOf(await open(bytes, 'b')), [0]);
    }
    const repeated = torchFile(tensor({ shape: [2 ** 30, 2 ** 20], strides: [0, 0] }), { 0: floats(1) });
    await assert.rejects(open(repeated), { message: /repeats 1 elements to the shape/ });
  });

  it('are told from .npz by how they begin, whatever their names', async () => {
    const bytes = torchFile(one, { 0: floats(6) });
    for (const name of ['x.pt', 'x.npz', 'x.bin', 'x.npy'])
      assert.equal((await formatOf(memorySource(bytes), name)).id, 'torch');
  });

  it('refuse what is no such file', async () => {
    await refused(new Uint8Array(0), /x\.pt is empty \(0 bytes\): it is no file of torch\.save/);
    await refused(Buffer.from('hello'), /begins neither as an archive nor as a pickle/);
    await refused(torchArchive(Buffer.from(''), {}), /pickle that is not read \(it ends too early\)/);
    await refused(torchArchive(Buffer.from('\xff'), {}), /a step that is not known, 0x/);
    await refused(torchFile(dict({ a: 3 })), /holds no tensor and no array/);
    await refused(torchFile(one, {}, { more: [{ name: 'x/constants.pkl', data: pickled(null) }] }), /TorchScript/);
    await refused(torchFile({ persistent: 'what' }), /something outside of it that is no storage/);
    await refused(torchFile(tensor({ shape: [1], type: 'Strange' })), /a storage of a type that is not known/);
  });

  it('refuse what repeats itself beyond measure, is nested without end or has endless names, at once', async () => {
    // Each list holds the one before ten times, by the memo.
    const laughs = `\x80\x02]q\x00(K\x01e${Array.from({ length: 12 }, (_, i) => `0]q${String.fromCharCode(i + 1)}(${`h${String.fromCharCode(i)}`.repeat(10)}e`).join('')}.`; // prettier-ignore
    await refused(torchArchive(Buffer.from(laughs, 'latin1'), {}), /repeats itself to more than/);
    await refused(torchArchive(Buffer.from(`\x80\x02${']'.repeat(300)}${'a'.repeat(299)}.`, 'latin1'), {}), /nested deeper/); // prettier-ignore
    await refused(torchArchive(Buffer.from(`\x80\x02${'('.repeat(3 << 20)}.`, 'latin1'), {}), /more than 1000000 things/); // prettier-ignore
    await refused(torchArchive(Buffer.from(`\x80\x02${'K\x01'.repeat(2 << 20)}.`, 'latin1'), {}), /more than 1000000 things/); // prettier-ignore
    await refused(torchArchive(Buffer.from(`\x80\x02${']0'.repeat(2 << 20)}N.`, 'latin1'), {}), /more than 1000000 things/); // prettier-ignore
    // A long list is copied, and a long text made a part of names, again and again.
    const copied = `\x80\x02](${'K\0'.repeat(100_000)}eq\0(${'c__builtin__\nlist\nh\0\x85R'.repeat(20)}l.`;
    await refused(torchArchive(Buffer.from(copied, 'latin1'), {}), /more than 1000000 things/);
    await refused(torchArchive(Buffer.from(`\x80\x02X\xa0\x0f\0\0${'k'.repeat(4000)}q\0h\0\x93.`, 'latin1'), {}), /a name of a class in it has no end/); // prettier-ignore
    await refused(torchFile(tensor({ shape: Array.from({ length: 65 }, () => 1) })), /a tensor in it has no shape or strides/); // prettier-ignore
    const same: [Picklable, Picklable][] = Array.from({ length: 50_000 }, () => ['x', one]);
    assert.equal((await namesIn({ dict: same })).at(-1), 'x#50000');
    let nested = one;
    for (let level = 0; level < 9; level++) nested = dict({ ['k'.repeat(150)]: nested });
    await refused(torchFile(nested, { 0: floats(6) }), /a name of more than 1000 characters/);
  });
});

describe('files of torch.save before PyTorch 1.6', () => {
  const count = (elements: number): Buffer => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt(elements));
    return bytes;
  };
  const magic = Buffer.from('80028a0a6cfc9c46f9206aa850192e', 'hex');
  const legacy = (value: Picklable, storages: [string, number, Uint8Array][]): Buffer =>
    Buffer.concat([magic, pickled(1001), pickled(dict({ little_endian: true })), pickled(value), pickled(storages.map(([key]) => key)), ...storages.flatMap(([, elements, data]) => [count(elements), data])]); // prettier-ignore

  it('have their storages behind their pickles, parts of others among them', async () => {
    const part: Picklable = {
      call: { global: 'torch._utils _rebuild_tensor' },
      args: [{ persistent: { tuple: ['storage', { global: 'torch FloatStorage' }, 'b', 'cpu', 6, { tuple: ['v', 2, 4] }] } }, 1, { tuple: [2] }, { tuple: [1] }], // prettier-ignore
    };
    const value = dict({ long: tensor({ shape: [2], type: 'Long', key: 'a' }), part });
    const longs = new Uint8Array(BigInt64Array.of(-1n, 5n).buffer);
    const bytes = legacy(value, [['a', 2, longs], ['b', 6, floats(6)]]); // prettier-ignore
    assert.deepEqual(await valuesOf(await open(bytes, 'long')), [-1, 5]);
    assert.deepEqual(await valuesOf(await open(bytes, 'part')), [3, 4]);
    // Cut off within the last storage: what lies before is read.
    const cut = bytes.subarray(0, -9);
    assert.deepEqual(await valuesOf(await open(cut, 'long')), [-1, 5]);
    await assert.rejects(open(legacy(value, [['a', 2, longs], ['b', 6, floats(4)]]), 'part'), /asks for 5 elements of a storage that has 4/); // prettier-ignore
    await refused(bytes.subarray(0, 100), /ends too early/);
  });

  it('are read however long their pickles are', async () => {
    const names = Object.fromEntries(Array.from({ length: 20000 }, (_, i) => [`some value ${i}`, i] as const));
    const bytes = legacy(dict({ ...names, x: tensor({ shape: [2], key: 'a' }) }), [['a', 2, floats(2)]]);
    assert.ok(bytes.length > 300_000);
    assert.deepEqual(await valuesOf(await open(bytes, 'x')), [0, 1]);
  });
});
