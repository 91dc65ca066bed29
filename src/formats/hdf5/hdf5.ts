import { memberPath } from '../../facts/address';
import { compareNatural } from '../../facts/naturalOrder';
import type { ByteSource } from '../byteSource';
import { TextValuesError, UnsupportedDtypeError } from '../errors';
import type { ContainerFormat, FileArray, Member, Members, Reading } from '../format';
import { elementCount } from '../header';
import { parseDtype } from '../values/dtype';
import { datasetFacts } from './datasetFacts';
import { datasetSource } from './datasetSource';
import { describedType } from './datasetType';
import { Hdf5FormatError } from './errors';
import { filterName } from './filters';
import { Hdf5Failure, type Hdf5Dataset, type Hdf5Library, type Hdf5Object } from './library';
import { refusalOf } from './refusals';
import { requireBeginning } from './beginning';

/** One dataset of a file; `dataset` is undefined for what is none, or cannot be opened. */
interface Hdf5Member extends Member {
  dataset: Hdf5Dataset | undefined;
}

/** "\x89HDF", and how MATLAB's own files begin, whose HDF5 stands behind 512 bytes. */
const signatures = [[0x89, 0x48, 0x44, 0x46], [...'MATLAB'].map((letter) => letter.charCodeAt(0))];

/**
 * HDF5 files as h5py, Keras, PyTables and MATLAB (7.3) write them. Their datasets are members, named by the groups that they lie in. Nothing outside the
 * file is ever opened: neither links to other files, nor the sources of virtual datasets, nor data or filters kept elsewhere.
 */
export const hdf5: ContainerFormat<Hdf5Member> = {
  id: 'hdf5',
  recognises: (start) => signatures.some((bytes) => bytes.every((byte, i) => start[i] === byte)),
  async members(file, name) {
    await requireBeginning(file, name);
    const objects = await told(libraryOf(file).objects(), name);
    const members = objects
      .sort((a, b) => compareNatural(a.path, b.path))
      .map((object) => memberOf(object, file.byteLength));
    if (members.length === 0)
      throw new Hdf5FormatError(`${name} is an HDF5 file without a dataset; save an array into it, with h5py for one.`);
    return new Map(members.map((member) => [member.name, member])) as Members<Hdf5Member>;
  },
  async openMember(file, member, name, reading) {
    const path = memberPath(name, member.name);
    const { dataset, refusal } = member;
    if (!dataset) throw new Hdf5FormatError(`${path} ${refusal}.`);
    if (refusal !== undefined) throw new UnsupportedDtypeError(`${path} ${refusal}.`);
    return openDataset(libraryOf(file), { ...dataset, path: member.name, name: path }, reading);
  },
};

function memberOf(object: Hdf5Object, fileBytes: number): Hdf5Member {
  const dataset = object.kind === 'dataset' ? object.dataset : undefined;
  const { shape = [0], type, filters = [], chunks } = dataset ?? {};
  const packing = filters.map(filterName).join(', ') || (chunks ? 'in chunks' : 'stored');
  const byteLength = elementCount(shape) * (type?.size ?? 0);
  const refusal = refusalOf(object, byteLength, fileBytes);
  return { name: object.path, packing, copies: 1, refusal, byteLength, packedBytes: undefined, dataset };
}

async function openDataset(
  library: Hdf5Library,
  { path, name, type, shape = [], chunks, filters }: Hdf5Dataset & { path: string; name: string },
  { as }: Reading,
): Promise<FileArray> {
  const attributes = await told(library.attributes(path), name);
  const found = describedType(type);
  if ('refusal' in found) throw new UnsupportedDtypeError(`${name} ${found.refusal}.`);
  if (attributes.MATLAB_class === 'char') throw new TextValuesError(name, 'char of MATLAB');
  if (Number(attributes.MATLAB_empty) > 0)
    throw new UnsupportedDtypeError(
      `${name} is an empty array of MATLAB, of which the file has the size alone; save one with elements.`,
    );
  const facts = datasetFacts({ chunks, filters, attributes });
  const turned = 'MATLAB_class' in attributes ? { turned: true } : {};
  const common = { facts, ...turned, shape: [...shape], fortranOrder: false, dataOffset: 0 };
  if ('texts' in found) {
    const { itemsize, bytes } = await told(library.texts(path, elementCount(shape)), name);
    const descr = `|S${itemsize}`;
    const source: ByteSource = {
      byteLength: bytes.length,
      slice: (start, end) => Promise.resolve(bytes.slice(start, end)),
    };
    return { header: { ...common, descr, dtype: parseDtype(descr, name) }, source };
  }
  const { descr } = found;
  // The library gives elements little-endian, however they lie in the file, but for those of enumerations, whose order it leaves.
  const given = type.kind === 'enumeration' ? descr : descr.replace('>', '<');
  const dtype = parseDtype(given, name, as);
  const layout = { shape, itemsize: type.size, chunks };
  const source = datasetSource(layout, (box, unpacked) => told(library.read(path, box, unpacked), name));
  // Data that lie outside the file are missed when one is read; of chunks, which lie inside, it would unpack one.
  if (!chunks && source.byteLength > 0) await source.slice(0, type.size);
  return { header: { ...common, descr, dtype }, source };
}

function libraryOf({ hdf5: library }: ByteSource): Hdf5Library {
  if (!library) throw new Error('HDF5 is read from files alone.');
  return library;
}

/** What the library says where people can do something about it, and that in its place. */
const plainWords: readonly (readonly [RegExp, string])[] = [
  [
    /external raw data file/,
    'has its data in another file, which is not opened; save its values as a dataset of their own',
  ],
  [
    /already open for (?:write|SWMR)/,
    'is still written by another program, or was not closed by it; close it there, or clear its mark with h5clear -s',
  ],
];

/** What the library answers. @throws Hdf5FormatError in place of its own failures. */
async function told<T>(answer: Promise<T>, name: string): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof Hdf5Failure)) throw error;
    const plain = plainWords.find(([pattern]) => pattern.test(error.message))?.[1];
    const words = plain ?? `cannot be read as HDF5 (${error.message}); copy or save the file again`;
    throw new Hdf5FormatError(`${name} ${words}.`);
  }
}
