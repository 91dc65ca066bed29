import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { makeHarmless } from '../../../src/formats/pickle/harmless';
import { buildNumpy, makeNumpy, numpyArrayOf } from '../../../src/formats/pickle/numpyArrays';
import { readPickle, type PickleHost } from '../../../src/formats/pickle/readPickle';
import { isKind, itemsOf, type PickleValue } from '../../../src/formats/pickle/values';
import { PickleError } from '../../../src/formats/pickle/errors';
import { hasNumpy, runPython } from '../../python';
import { pickled } from './pickled';

const host: PickleHost = {
  make(name, args) {
    const made = makeNumpy(name, args);
    return made === undefined ? makeHarmless(name, args) : made;
  },
  build: (value, state) => void (isKind(value, 'made') && buildNumpy(value, state)),
  persistent: (id) => id,
};

const read = (bytes: Uint8Array): PickleValue => readPickle(bytes, 0, host).value;

/** A value as a text that Python can be made to write as well. */
function told(value: PickleValue, bytes: Uint8Array): string {
  const inner = (items: readonly PickleValue[]): string => items.map((item) => told(item, bytes)).join(' ');
  if (value === null || typeof value !== 'object')
    return typeof value === 'string' ? JSON.stringify(value) : String(value);
  const array = numpyArrayOf(value);
  if (array) {
    const { descr, shape, strides, data } = array;
    return `array ${descr} ${shape.join(',')} ${shape.length > 1 && strides[0] === 1 ? 'F' : 'C'} ${hex(typeof data === 'string' ? latin1(data) : data.kind === 'text' ? latin1(utf8(bytes.subarray(data.start, data.end))) : bytes.subarray(data.start, data.end))}`; // prettier-ignore
  }
  switch (value.kind) {
    case 'bytes':
      return `b${hex(bytes.subarray(value.start, value.end))}`;
    case 'text':
      return JSON.stringify(utf8(bytes.subarray(value.start, value.end)));
    case 'dict':
      return `{${inner(value.entries.flat())}}`;
    case 'global':
    case 'unknown':
      return `${value.kind} ${value.name}`;
    case 'made':
      return 'made';
    default:
      return `${value.kind}(${inner(itemsOf(value)!)})`;
  }
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const utf8 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/** Values in Python, with what is to be told of each. */
const program = String.raw`
import argparse, collections, json, pickle
import numpy as np

class Own:
    pass

rng = np.random.default_rng(1)
x = np.round(rng.normal(size=(3, 4)), 3)
def array(a):
    order = "F" if a.flags.f_contiguous and not a.flags.c_contiguous else "C"
    return f"array {a.dtype.str} {','.join(map(str, a.shape))} {order} {a.tobytes('A').hex()}"

big = rng.normal(size=3000)
own = Own()
own.x = 3
values = [
    (None, "null"), (True, "true"), (False, "false"), (0, "0"), (255, "255"), (256, "256"), (-1, "-1"), (2**31, str(2**31)), (-(2**40), str(-(2**40))),
    (2**70, str(2**70)), (-(2**70), str(-(2**70))), (1.5, "1.5"), (-0.25, "-0.25"), ("text", '"text"'), ("über", '"über"'),
    ("l" * 9000, json.dumps("l" * 9000)), ([], "list()"), ([1, [2]], "list(1 list(2))"), ((), "tuple()"), ((1,), "tuple(1)"), ((1, 2, 3, 4), "tuple(1 2 3 4)"),
    ({"a": 1, 2: (3,)}, '{"a" 1 2 tuple(3)}'), ({7}, "set(7)"), (frozenset([8]), "set(8)"), (collections.OrderedDict(a=1), '{"a" 1}'),
    (collections.defaultdict(list, a=[1]), '{"a" list(1)}'), (argparse.Namespace(a=1), "null"), (own, "unknown __main__.Own"),
    (x, array(x)), (np.asfortranarray(x), array(np.asfortranarray(x))), (x.astype(">f4"), array(x.astype(">f4"))), (x > 0, array(x > 0)),
    (np.arange(5, dtype="u1"), array(np.arange(5, dtype="u1"))), (np.array(["ab", "c"]), array(np.array(["ab", "c"]))), (big, array(big)), (np.float64(2), "null"),
    ([x, x], f"list({array(x)} {array(x)})"),
]
print(json.dumps([[[pickle.dumps(value, protocol).hex(), wanted] for value, wanted in values] for protocol in range(6)]))
`;

describe('readPickle', () => {
  let protocols: [string, string][][] = [];
  before(function () {
    if (hasNumpy('pickles')) protocols = JSON.parse(runPython(program)) as typeof protocols;
  });

  it('reads what Python writes in each protocol', () => {
    for (const [protocol, values] of protocols.entries()) {
      for (const [written, wanted] of values) {
        const bytes = Buffer.from(written, 'hex');
        // Bytes of length 1 have an order that says nothing.
        const found = told(read(bytes), bytes);
        assert.equal(found, wanted, `protocol ${protocol}`);
      }
    }
  });

  it('ends where the pickle does, and begins where it is asked to', () => {
    const bytes = Buffer.concat([Buffer.from('xx'), pickled([1, 'a']), Buffer.from('rest')]);
    const found = readPickle(bytes, 2, host);
    assert.equal(told(found.value, bytes), 'list(1 "a")');
    assert.equal(bytes.subarray(found.end).toString(), 'rest');
  });

  it('refuses what takes from nothing, names nothing or knows no step', () => {
    for (const text of [
      '.',
      'a.',
      '0.',
      'h\x05.',
      'g7\n.',
      't.',
      'NNs.',
      'N(1Nu.',
      'R.',
      'N)R',
      'o.',
      '(o.',
      '\x82\x01.',
      '\x97.',
      'I12x\n.',
      '\x93.',
      ')b.',
    ])
      assert.throws(() => read(Buffer.from(text, 'latin1')), PickleError, JSON.stringify(text));
  });

  it('makes nothing of what it does not know', () => {
    const bytes = pickled({ call: { global: 'os system' }, args: ['touch OWNED'] });
    assert.deepEqual(read(bytes), { kind: 'unknown', name: 'os.system' });
  });
});
