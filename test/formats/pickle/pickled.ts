/** A value to be pickled by hand: plain ones as they are, lists as arrays, and what else pickles have by name. */
export type Picklable =
  | null
  | boolean
  | number
  | string
  | Picklable[]
  | { tuple: Picklable[] }
  | { dict: [Picklable, Picklable][] }
  /** `module name`, with a space between. */
  | { global: string }
  | { call: Picklable; args: Picklable[] }
  | { built: Picklable; state: Picklable }
  | { persistent: Picklable }
  | { raw: string };

/** A pickle of protocol 2. */
export function pickled(value: Picklable): Buffer {
  return Buffer.concat([Buffer.from([0x80, 2]), parts(value), Buffer.from('.')]);
}

function parts(value: Picklable): Buffer {
  if (value === null) return Buffer.from('N');
  if (typeof value === 'boolean') return Buffer.from([value ? 0x88 : 0x89]);
  if (typeof value === 'number') return numberParts(value);
  if (typeof value === 'string') {
    const text = Buffer.from(value, 'utf8');
    return Buffer.concat([Buffer.from('X'), counted(text.length), text]);
  }
  if (Array.isArray(value)) return marked(']', value, 'e');
  if ('tuple' in value) return marked('', value.tuple, 't');
  if ('dict' in value) return marked('}', value.dict.flat(), 'u');
  if ('global' in value) return Buffer.from(`c${value.global.replace(' ', '\n')}\n`);
  if ('call' in value) return Buffer.concat([parts(value.call), parts({ tuple: value.args }), Buffer.from('R')]);
  if ('built' in value) return Buffer.concat([parts(value.built), parts(value.state), Buffer.from('b')]);
  if ('persistent' in value) return Buffer.concat([parts(value.persistent), Buffer.from('Q')]);
  return Buffer.from(value.raw, 'latin1');
}

function marked(before: string, values: Picklable[], code: string): Buffer {
  return Buffer.concat([Buffer.from(`${before}(`), ...values.map(parts), Buffer.from(code)]);
}

function numberParts(value: number): Buffer {
  const bytes = Buffer.alloc(9);
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 31) {
    bytes.write('J');
    bytes.writeInt32LE(value, 1);
    return bytes.subarray(0, 5);
  }
  if (Number.isInteger(value)) {
    const long = Buffer.alloc(10);
    long.set([0x8a, 8]);
    long.writeBigInt64LE(BigInt(value), 2);
    return long;
  }
  bytes.write('G');
  bytes.writeDoubleBE(value, 1);
  return bytes;
}

function counted(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(length);
  return bytes;
}
