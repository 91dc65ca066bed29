import { itemsOf, isKind, type PickleValue } from './values';

/** Classes whose instances hold no arrays: settings, places and times as training programs save them beside. */
const plain = new Set([
  'argparse.Namespace',
  'types.SimpleNamespace',
  'datetime.datetime',
  'datetime.date',
  'datetime.timedelta',
  'decimal.Decimal',
  'pathlib.Path',
  'pathlib.PosixPath',
  'pathlib.WindowsPath',
  'pathlib.PurePosixPath',
  'pathlib.PureWindowsPath',
  'uuid.UUID',
  'builtins.complex',
  'builtins.slice',
  'builtins.range',
]);

/** Modules whose classes are dicts in which a model's outputs have names. */
const modelOutputs = /^transformers\.(?:modeling_(?:tf_|flax_)?outputs|models\.[\w.]+)\.\w*Output\w*$/;

/**
 * What Python's own constructors make, and the few others that only hold values: dicts, lists, sets. Undefined for any other.
 * @param name as a pickle names it.
 */
export function makeHarmless(given: string, args: readonly PickleValue[]): PickleValue | undefined {
  const name = given.replace(/^__builtin__\./, 'builtins.');
  const [first] = args;
  switch (name) {
    case 'collections.OrderedDict':
    case 'builtins.dict':
      return { kind: 'dict', entries: entriesOf(first) };
    case 'collections.Counter':
      return { kind: 'dict', entries: entriesOf(first) };
    case 'collections.defaultdict':
      return { kind: 'dict', entries: entriesOf(args[1]) };
    case 'builtins.list':
    case 'collections.deque':
      return { kind: 'list', items: [...(itemsOf(first) ?? [])] };
    case 'builtins.tuple':
    case 'torch.Size':
      return { kind: 'tuple', items: [...(itemsOf(first) ?? [])] };
    case 'builtins.set':
    case 'builtins.frozenset':
      return { kind: 'set', items: [...(itemsOf(first) ?? [])] };
    case 'builtins.int':
    case 'builtins.float':
    case 'builtins.bool':
    case 'builtins.str':
      return first ?? null;
    case 'builtins.bytearray':
    case 'builtins.bytes':
      return first ?? '';
    // How the first protocols make an instance of a class.
    case 'copy_reg._reconstructor':
    case 'copyreg._reconstructor': {
      if (!isKind(first, 'global')) return undefined;
      const made = makeHarmless(first.name, []);
      return made === undefined ? { kind: 'unknown', name: first.name } : made;
    }
    // Bytes, where the protocol has none: a text whose characters they are.
    case '_codecs.encode':
      return first ?? '';
  }
  if (modelOutputs.test(name)) return { kind: 'dict', entries: [] };
  return plain.has(name) ? null : undefined;
}

function entriesOf(value: PickleValue | undefined): [PickleValue, PickleValue][] {
  if (isKind(value, 'dict')) return [...value.entries];
  return (itemsOf(value) ?? []).flatMap((pair): [PickleValue, PickleValue][] => {
    const [key, item] = itemsOf(pair) ?? [];
    return key === undefined || item === undefined ? [] : [[key, item]];
  });
}
