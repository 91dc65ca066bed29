import { PickleError } from '../pickle/errors';
import { countsOf, isCount, isKind, itemsOf, type Made, type PickleValue } from '../pickle/values';

/** The bytes that tensors have their elements in, several perhaps. */
export interface Storage {
  type: 'storage';
  key: string;
  /** Of its elements, as torch names it (`float32`); undefined: bytes that say no more. */
  dtype: string | undefined;
  /** Elements, by what the pickle says. */
  count: number;
  /** Where it begins in the storage of that key, in elements: old files have storages that are parts of others. */
  first: number;
}

/** A tensor: places in a storage, in elements. */
export interface Tensor {
  type: 'tensor';
  storage: Storage;
  dtype: string;
  offset: number;
  shape: number[];
  strides: number[];
}

/** Something that is no plain tensor, with the reason as a sentence goes on behind its name. */
export interface NotRead {
  type: 'not-read';
  why: string;
}

const storageTypes: Record<string, string> = {
  ...{ Double: 'float64', Float: 'float32', Half: 'float16', BFloat16: 'bfloat16' },
  ...{ Long: 'int64', Int: 'int32', Short: 'int16', Char: 'int8', Byte: 'uint8', Bool: 'bool' },
  ...{ ComplexDouble: 'complex128', ComplexFloat: 'complex64', ComplexHalf: 'complex32' },
  ...{ QInt8: 'qint8', QUInt8: 'quint8', QInt32: 'qint32', QUInt4x2: 'quint4x2', QUInt2x4: 'quint2x4' },
};

const dense = 'save x.to_dense() instead';
const kinds: Record<string, string> = {
  _rebuild_sparse_tensor: `is a sparse tensor, which is not read; ${dense}`,
  _rebuild_sparse_csr_tensor: `is a sparse tensor, which is not read; ${dense}`,
  _rebuild_nested_tensor: 'is a nested tensor, which is not read; save its parts',
  _rebuild_qtensor: 'is a quantized tensor, which is not read; save x.dequantize() instead',
  _rebuild_meta_tensor_no_storage: 'is a tensor on the device "meta", which has no numbers',
  _rebuild_wrapper_subclass: 'is a tensor of a class of its own, which is not read; save it as a plain one',
};

/** What torch's constructors make; undefined for any other name. @throws PickleError where they are given something else than they take. */
export function makeTorch(name: string, args: readonly PickleValue[]): PickleValue | undefined {
  const own = /^torch\.(?:_utils|_tensor|tensor)\.(_rebuild_\w+)$/.exec(name)?.[1];
  switch (own) {
    case '_rebuild_tensor':
    case '_rebuild_tensor_v2':
      return tensorOf(args, undefined, args[6]);
    case '_rebuild_tensor_v3':
      return tensorOf(args, args[6], args[7]);
    case '_rebuild_parameter':
    case '_rebuild_parameter_with_state':
    case '_rebuild_device_tensor_from_numpy':
      return args[0];
    case '_rebuild_from_type':
    case '_rebuild_from_type_v2': {
      const [maker, , given] = args;
      const isTorch = isKind(maker, 'global') && maker.name !== name;
      return isTorch ? makeTorch(maker.name, itemsOf(given) ?? []) : undefined;
    }
  }
  if (own !== undefined && Object.hasOwn(kinds, own)) return made({ type: 'not-read', why: kinds[own]! });
  if (name === 'torch.storage._load_from_bytes') {
    return made({ type: 'not-read', why: 'was saved by pickle alone; save it with torch.save' });
  }
  // What says how something is, and holds no numbers.
  return name === 'torch.device' || name === 'torch.serialization._get_layout' ? null : undefined;
}

/** The storage that a persistent id stands for; of a module's source the module. @throws PickleError for other ids. */
export function storageOf(id: PickleValue): PickleValue {
  const [what, type, key, , count, view] = itemsOf(id) ?? [];
  if (what === 'module' && type !== undefined) return type;
  if (what !== 'storage' || !isKind(type, 'global') || !isCount(count) || !isKey(key)) {
    throw new PickleError('it names something outside of it that is no storage');
  }
  const letters = /^torch\.(?:cuda\.|storage\.)?_?(\w+?)Storage$/.exec(type.name)?.[1] ?? '';
  if (letters !== 'Untyped' && !Object.hasOwn(storageTypes, letters)) {
    throw new PickleError(`it has a storage of a type that is not known (${type.name.slice(0, 60)})`);
  }
  const first = itemsOf(view)?.[1] ?? 0;
  if (!isCount(first)) throw new PickleError('it has a storage that is no part of another');
  return made({ type: 'storage', key: String(key), dtype: storageTypes[letters], count, first });
}

/** Something of torch in a pickle; undefined for any other value. */
export function torchOf(value: PickleValue | undefined): Storage | Tensor | NotRead | undefined {
  if (!isKind(value, 'made')) return undefined;
  const what = value.what as Storage | Tensor | NotRead | { type: 'other' };
  return what.type === 'storage' || what.type === 'tensor' || what.type === 'not-read' ? what : undefined;
}

function isKey(value: PickleValue | undefined): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function tensorOf(
  args: readonly PickleValue[],
  type: PickleValue | undefined,
  metadata: PickleValue | undefined,
): Made {
  const storage = torchOf(args[0]);
  const [, offset, size, stride] = args;
  if (storage?.type === 'not-read') return made(storage);
  if (storage?.type !== 'storage') return made({ type: 'not-read', why: 'is a tensor without a storage' });
  const [shape, strides] = [countsOf(size), countsOf(stride)];
  if (!isCount(offset) || !shape || strides?.length !== shape.length) {
    throw new PickleError('a tensor in it has no shape or strides');
  }
  const dtype = isKind(type, 'global') ? type.name.replace(/^torch\./, '') : storage.dtype;
  if (dtype === undefined) return made({ type: 'not-read', why: 'is a tensor whose storage has no type' });
  const marks = isKind(metadata, 'dict') ? metadata.entries.filter(([, value]) => value === true) : [];
  if (marks.length > 0) return made({ type: 'not-read', why: 'is a view with a sign or conjugate to be taken, which is not read; save x.resolve_neg().resolve_conj()' }); // prettier-ignore
  return made({ type: 'tensor', storage, dtype, offset: offset + storage.first, shape, strides });
}

function made(what: Storage | Tensor | NotRead): Made {
  return { kind: 'made', what };
}
