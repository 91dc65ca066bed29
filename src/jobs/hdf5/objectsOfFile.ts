import type { SpaceMetadata, TypeMetadata } from 'h5wasm/dist/esm/hdf5_util.js';
import { hdf5Kinds, Hdf5Failure, type Hdf5Dataset, type Hdf5Object, type Hdf5Type } from '../../formats/hdf5/library';
import { numberForm } from '../../formats/hdf5/numberForm';
import { typeMessage } from '../../formats/hdf5/typeMessage';
import { BrokenLibraryError, type LoadedLibrary } from './loadLibrary';
import type { OpenHdf5 } from './openFiles';

/** Datasets, as the library numbers kinds of objects; anything else that is a link, or none. */
const [group, dataset, namedType] = [0, 1, 2];
/** Objects of a file that are looked at. */
const mostObjects = 100_000;

/** The paths of what a file holds: its groups are walked through once each, however they are linked. @throws Hdf5Failure where there are too many. */
export function pathsOfFile({ module, call }: LoadedLibrary, { id }: OpenHdf5): string[] {
  const paths = call(() => module.get_names(id, '/', true));
  if (paths.length > mostObjects)
    throw new Hdf5Failure(
      `it holds ${paths.length.toLocaleString('en-US')} objects, and at most ${mostObjects.toLocaleString('en-US')} are looked at`,
    );
  return paths;
}

/** What is at some paths of a file. Soft links are other names for what is there, and left out as groups are. @throws BrokenLibraryError. */
export function objectsAt(library: LoadedLibrary, file: OpenHdf5, paths: readonly string[]): Hdf5Object[] {
  const { module, call } = library;
  const { id } = file;
  return paths.flatMap((path): Hdf5Object[] => {
    try {
      // Asked for first: nothing of another file is looked for.
      const { filename } = call(() => module.get_external_link(id, path));
      if (filename !== undefined) return [{ path, kind: 'link', file: filename }];
      if (call(() => module.get_symbolic_link(id, path)) !== null) return [];
      const kind = call(() => module.get_type(id, path));
      if (kind === group || kind === namedType) return [];
      if (kind !== dataset) throw new Hdf5Failure('it is no dataset');
      return [{ path, kind: 'dataset', dataset: datasetOf(library, file, path) }];
    } catch (error) {
      if (!(error instanceof Hdf5Failure) || error instanceof BrokenLibraryError) throw error;
      return [{ path, kind: 'problem', reason: error.message }];
    }
  });
}

/** What is known of a dataset without its elements. @throws Hdf5Failure. */
function datasetOf(library: LoadedLibrary, file: OpenHdf5, path: string): Hdf5Dataset {
  const { module, call } = library;
  const { id } = file;
  const metadata = call(() => module.get_dataset_metadata(id, path));
  const { shape, chunks, virtual_sources: sources } = metadata;
  // What lies in one piece goes through none.
  const filters = chunks ? call(() => module.get_dataset_filters(id, path)) : [];
  return {
    type: { ...typeOf(metadata), form: numberForm(descriptionOf(library, file, path)) },
    shape: shape ?? undefined,
    chunks: chunks ?? undefined,
    filters: filters.map(({ id: filter, name, cd_values: values }) => ({ id: filter, name, values })),
    sources: sources?.map(({ file_name }) => file_name),
  };
}

/** What the file says of the type of a dataset, which the library tells in part; undefined where it is not found. @throws Hdf5Failure. */
function descriptionOf(
  { module, call }: LoadedLibrary,
  { id, positional, superblock }: OpenHdf5,
  path: string,
): Uint8Array | undefined {
  // A reference to an object is where it is.
  const address = call(() => module.create_object_reference(id, path)).reduceRight((sum, byte) => sum * 256 + byte, 0);
  return superblock && typeMessage(positional, superblock, address);
}

/** A type in the words of the room of formats, its numbers taken for usual ones. */
export function typeOf({
  type,
  size,
  littleEndian,
  signed,
  vlen,
  enum_type,
  compound_type,
}: TypeMetadata | SpaceMetadata): Hdf5Type {
  const fields = compound_type?.members ?? [];
  return {
    kind: hdf5Kinds[type] ?? 'unknown',
    size,
    littleEndian,
    signed,
    form: 'usual',
    truth: size === 1 && enum_type !== undefined && isTruth(enum_type.members),
    anyLength: vlen,
    names: fields.map(({ name }) => name),
    fields: fields.map(typeOf),
  };
}

function isTruth(members: Record<string, number>): boolean {
  return Object.keys(members).length === 2 && members.FALSE === 0 && members.TRUE === 1;
}
