import { memberPath } from '../../facts/address';
import type { ByteSource } from '../byteSource';
import { UnsupportedDtypeError } from '../errors';
import type { ContainerFormat, FileArray, Members } from '../format';
import { PickleError } from '../pickle/errors';
import { TorchFormatError } from './errors';
import { legacyContents } from './legacyFile';
import { openTensor } from './openTensor';
import { torchMember, type TorchMember } from './torchMember';
import { zipContents, type Contents } from './zipFile';

/** How a file begins that is a pickle, or several. */
const pickled = 0x80;

/** Files as torch.save writes them, before PyTorch 1.6 and since. Their pickles are read as data: nothing of a file is imported or run. */
export const torch: ContainerFormat<TorchMember> = {
  id: 'torch',
  recognises: (start) =>
    isZip(start) || (start[0] === pickled && start[1] === 2 && start[2] === 0x8a && start[3] === 10),
  members: membersOf,
  openMember,
};

/**
 * The tensors, and arrays of numpy, in a file, by dotted names in its order; the only one has none where it was saved by itself.
 * @throws TorchFormatError when the file is damaged, of no such format, or holds no array; the errors of reading.
 */
async function membersOf(file: ByteSource, name: string): Promise<Members<TorchMember>> {
  const { found, places } = await contentsOf(file, name);
  if (found.size === 0) {
    throw new TorchFormatError(
      `${name} holds no tensor and no array; save tensors, or dicts and lists of them, with torch.save.`,
    );
  }
  return new Map([...found].map(([own, what]) => [own, torchMember(own, what, places)]));
}

async function contentsOf(file: ByteSource, name: string): Promise<Contents> {
  const start = await file.slice(0, Math.min(4, file.byteLength));
  try {
    if (isZip(start)) return await zipContents(file, name);
    if (start[0] === pickled) return await legacyContents(file);
  } catch (error) {
    if (!(error instanceof PickleError)) throw error;
    throw new TorchFormatError(
      `${name} has a pickle that is not read (${error.message}); copy or save it again with torch.save.`,
    );
  }
  const what = file.byteLength === 0 ? 'is empty (0 bytes)' : 'begins neither as an archive nor as a pickle';
  throw new TorchFormatError(`${name} ${what}: it is no file of torch.save; copy or save it again.`);
}

async function openMember(
  file: ByteSource,
  { name: own, array, refusal, damaged }: TorchMember,
  name: string,
  { as }: { as?: 'bfloat16' | undefined },
): Promise<FileArray> {
  const path = memberPath(name, own);
  if (!array) {
    const sentence = `${path} ${refusal}.`;
    throw damaged ? new TorchFormatError(sentence) : new UnsupportedDtypeError(sentence);
  }
  return openTensor(file, array, { name, path, as });
}

function isZip([first, second]: Uint8Array): boolean {
  return first === 0x50 && second === 0x4b;
}
