import { storedZip, type HandMember } from '../../storedZip';
import { pickled, type Picklable } from '../pickle/pickled';

/** How a tensor lies in its storage. */
interface Places {
  shape: number[];
  /** C order when absent. */
  strides?: number[];
  offset?: number;
  /** The class of its storage: `Float` when absent. */
  type?: string;
  key?: string;
  /** Elements of the storage, by what the pickle says. */
  count?: number;
}

/** A tensor as torch.save pickles it. */
export function tensor({
  shape,
  strides = inCOrder(shape),
  offset = 0,
  type = 'Float',
  key = '0',
  count = 0,
}: Places): Picklable {
  const id = { tuple: ['storage', { global: `torch ${type}Storage` }, key, 'cpu', count] };
  const hooks: Picklable = { call: { global: 'collections OrderedDict' }, args: [] };
  const args = [{ persistent: id }, offset, { tuple: shape }, { tuple: strides }, false, hooks];
  return { call: { global: 'torch._utils _rebuild_tensor_v2' }, args };
}

/** A dict of names. */
export function dict(values: Record<string, Picklable>): Picklable {
  return { dict: Object.entries(values) };
}

/** A file as torch.save writes it since PyTorch 1.6. @param storages by their keys. @param more other members, or what is claimed of those. */
export function torchFile(
  value: Picklable,
  storages: Record<string, Uint8Array> = {},
  { more = [], claims = {} }: { more?: HandMember[]; claims?: NonNullable<HandMember['claims']> } = {},
): Buffer {
  return torchArchive(pickled(value), storages, { more, claims });
}

/** The same around any pickle. */
export function torchArchive(
  pickle: Uint8Array,
  storages: Record<string, Uint8Array>,
  { more = [], claims = {} }: { more?: HandMember[]; claims?: NonNullable<HandMember['claims']> } = {},
): Buffer {
  return storedZip([
    { name: 'x/data.pkl', data: pickle },
    ...Object.entries(storages).map(([key, data]) => ({ name: `x/data/${key}`, data, claims })),
    { name: 'x/version', data: Buffer.from('3\n') },
    ...more,
  ]);
}

/** Whole numbers from 0 as float32. */
export function floats(count: number): Uint8Array {
  return new Uint8Array(Float32Array.from({ length: count }, (_, i) => i).buffer);
}

function inCOrder(shape: number[]): number[] {
  return shape.map((_, axis) => shape.slice(axis + 1).reduce((product, length) => product * length, 1));
}
