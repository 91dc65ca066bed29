import { recogniseLayouts } from '../../analysis/recipes/recogniseLayouts';
import type { ByteSource } from '../../npy/byteSource';
import type { Dtype } from '../../npy/dtype';
import { elementCount, readHeader } from '../../npy/header';
import { trailingBytes } from '../../npy/trailingBytes';
import type { ArrayFile, ArrayFileSpec, ArrayHeader, ArrayMember } from '../../protocol/array';
import { openFile, fileName } from '../arrays/fileBytes';
import { isArchive } from '../arrays/openStored';
import { openNpz } from '../../npy/npz';
import { describeError } from '../describeError';

/** Headers read at once; of further members only that of the one that is asked for. */
const mostHeaders = 1000;

type Member = Omit<ArrayMember, 'header' | 'error' | 'bfloat16'> & { open(): Promise<ByteSource> };

/**
 * What the headers of a file say, without its data. A member that cannot be read stands in the list with the reason.
 * @param spec `as`: read two-byte elements without a known meaning as bfloat16. `member`: the name of one, with or without its ending, whose header is
 * read wherever it stands.
 * @throws FileNotFoundError, NotAFileError, FileUnreadableError, NpzFormatError (the archive itself), FileChangedError.
 */
export async function readArrayFile(spec: ArrayFileSpec): Promise<ArrayFile> {
  const file = await openFile(spec.path);
  try {
    const { byteLength, modifiedMs } = file;
    const name = fileName(spec.path);
    const archive = await isArchive(file, name);
    const plain: Member = {
      name: '',
      packing: 'file',
      byteLength,
      packedBytes: byteLength,
      open: () => Promise.resolve(file),
    };
    const found: Member[] = archive ? await openNpz(file, name) : [plain];
    const members: ArrayMember[] = [];
    for (const { open, ...about } of found) {
      const label = archive ? `${name}::${about.name}` : name;
      const asked = about.name === spec.member || `${about.name}.npy` === spec.member;
      const described = asked || members.length < mostHeaders;
      members.push(described ? { ...about, ...(await describe(open, label, spec.as)) } : about);
    }
    return { archive, byteLength, modifiedMs, members };
  } finally {
    await file.close();
  }
}

async function describe(
  open: () => Promise<ByteSource>,
  name: string,
  as: 'bfloat16' | undefined,
): Promise<Pick<ArrayMember, 'header' | 'error' | 'bfloat16'>> {
  try {
    return { header: await headerOf(await open(), name, as) };
  } catch (error) {
    const told = describeError(error);
    if (told.code === 'file-changed') throw error;
    const bfloat16 = told.code === 'unsupported-dtype' && as === undefined && (await isBfloat16(open, name));
    return { error: told, ...(bfloat16 ? { bfloat16 } : {}) };
  }
}

/** Whether the header is refused as it is, and accepted as bfloat16. */
function isBfloat16(open: () => Promise<ByteSource>, name: string): Promise<boolean> {
  return open()
    .then((source) => readHeader(source, name, 'bfloat16'))
    .then(
      ({ dtype }) => dtype.kind === 'bfloat16',
      () => false,
    );
}

async function headerOf(source: ByteSource, name: string, as: 'bfloat16' | undefined): Promise<ArrayHeader> {
  const header = await readHeader(source, name, as);
  const { shape, dtype, descr, fortranOrder, version } = header;
  const tail = trailingBytes(header, source, name);
  return {
    shape,
    dtype: descr,
    type: typeWords(dtype),
    real: dtype.kind !== 'complex',
    fortranOrder,
    version,
    dataBytes: elementCount(shape) * dtype.itemsize,
    neuronAxis: neuronAxisOf(shape),
    warnings: tail ? [tail] : [],
  };
}

function neuronAxisOf(shape: readonly number[]): number | undefined {
  if (shape.length === 2 || shape.length === 3) return shape.length - 1;
  const [layout] = recogniseLayouts([shape]).layouts;
  return layout && { nhwc: 3, nchw: 1 }[layout];
}

/** numpy's name of a type, and the order of its bytes where that matters. */
function typeWords({ kind, itemsize, littleEndian }: Dtype): string {
  if (kind === 'bool') return 'bool';
  const name = kind === 'bfloat16' ? kind : `${kind}${itemsize * 8}`;
  return itemsize === 1 ? name : `${name}, ${littleEndian ? 'little' : 'big'}-endian`;
}
