import { memberPath } from '../../facts/address';
import { isMemberNamed } from '../../facts/formats';
import { formatOf } from '../../formats';
import type { ArrayFormat, ContainerFormat, FileArray, Members } from '../../formats/format';
import { recogniseLayouts } from '../../analysis/recipes/recogniseLayouts';
import type { ByteSource } from '../../formats/byteSource';
import { isReal, isText, type Dtype } from '../../formats/values/dtype';
import { MeaninglessAsError } from '../../formats/errors';
import { elementCount } from '../../formats/header';
import { headerNotices } from '../../formats/headerNotices';
import type { ArrayFile, ArrayFileSpec, ArrayHeader, ArrayMember } from '../../protocol/arrayFile';
import { archiveMembers } from '../arrays/archiveMembers';
import { openFile, fileName } from '../files/fileBytes';
import { describeError } from '../describeError';

/** Headers read at once; of further members only that of the one that is asked for. */
const mostHeaders = 1000;

/** Reads the header of an array. @throws as Format's `open`. */
type Open = (as: 'bfloat16' | undefined) => Promise<FileArray>;

type About = Omit<ArrayMember, 'header' | 'error' | 'bfloat16'> & { copies: number; open: Open };

/**
 * What the headers of a file say, without its data. A member that cannot be read stands in the list with the reason.
 * @param spec `as` and `asked`: what is read as bfloat16. `member`: the name of one, with or without its ending, whose header is
 * read wherever it stands.
 * @throws FileNotFoundError, NotAFileError, FileUnreadableError, FormatError (the archive itself), FileChangedError.
 */
export async function readArrayFile(spec: ArrayFileSpec): Promise<ArrayFile> {
  const file = await openFile(spec.path);
  try {
    const { byteLength } = file;
    const name = fileName(spec.path);
    const format = await formatOf(file, name);
    const found: Iterable<About> = format.members
      ? membersOf(format, await archiveMembers(format, file, spec.path, name), file, name)
      : [wholeOf(format, file, name)];
    const members: ArrayMember[] = [];
    for (const { open, copies, ...about } of found) {
      const label = format.members ? memberPath(name, about.name) : name;
      const described = isMemberNamed(about.name, spec.member) || members.length < mostHeaders;
      const whole = isMemberNamed(about.name, spec.asked);
      members.push(
        described ? { ...about, ...(await describe({ open, copies }, label, { as: spec.as, whole })) } : about,
      );
    }
    // What has no name is all there is in its file.
    const archive = format.members !== undefined && members.every((member) => member.name !== '');
    return { archive, byteLength, members };
  } finally {
    await file.close();
  }
}

function wholeOf(format: ArrayFormat, file: ByteSource, name: string): About {
  const { byteLength } = file;
  const open: Open = (as) => format.open(file, name, { as });
  return { name: '', packing: 'file', copies: 1, byteLength, packedBytes: byteLength, open };
}

function* membersOf(format: ContainerFormat, members: Members, file: ByteSource, archive: string): Generator<About> {
  for (const member of members.values()) {
    const { name, packing, copies, byteLength, packedBytes } = member;
    const open: Open = (as) => format.openMember(file, member, archive, { as });
    yield { name, packing, copies, byteLength, packedBytes, open };
  }
}

async function describe(
  member: Pick<About, 'open' | 'copies'>,
  name: string,
  { as, whole }: { as: 'bfloat16' | undefined; whole: boolean },
): Promise<Pick<ArrayMember, 'header' | 'error' | 'bfloat16'>> {
  try {
    return { header: await headerOf(member, name, whole ? as : undefined) };
  } catch (error) {
    const told = describeError(error);
    if (told.code === 'file-changed') throw error;
    // What says that it is something else is that, whatever was chosen for the file.
    if (error instanceof MeaninglessAsError) return describe(member, name, { as, whole: false });
    if (told.code !== 'unsupported-dtype' || !(await isBfloat16(member.open))) return { error: told };
    return as === undefined ? { error: told, bfloat16: true } : { header: await headerOf(member, name, as) };
  }
}

/** Whether the header is refused as it is, and accepted as bfloat16. */
function isBfloat16(open: Open): Promise<boolean> {
  return open('bfloat16').then(
    ({ header }) => header.dtype.kind === 'bfloat16',
    () => false,
  );
}

async function headerOf(
  { open, copies }: Pick<About, 'open' | 'copies'>,
  name: string,
  as: 'bfloat16' | undefined,
): Promise<ArrayHeader> {
  const { header, source, remarks } = await open(as);
  const { shape, dtype, descr, fortranOrder, facts } = header;
  return {
    shape,
    dtype: descr,
    type: typeWords(dtype),
    ...(as ? { as } : {}),
    real: isReal(dtype),
    ...(isText(dtype) ? { text: true } : {}),
    fortranOrder,
    facts,
    dataBytes: elementCount(shape) * dtype.itemsize,
    neuronAxis: neuronAxisOf(shape),
    warnings: [...headerNotices({ header, source, copies }, name), ...((await remarks?.()) ?? [])],
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
  if (kind === 'bytes') return `texts of up to ${itemsize} bytes`;
  if (kind === 'unicode') return `texts of up to ${itemsize / 4} characters, ${littleEndian ? 'little' : 'big'}-endian`;
  const name = kind === 'bfloat16' ? kind : `${kind}${itemsize * 8}`;
  return itemsize === 1 ? name : `${name}, ${littleEndian ? 'little' : 'big'}-endian`;
}
