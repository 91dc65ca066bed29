import { isText, requireReal } from '../../formats/values/dtype';
import { MeaninglessAsError } from '../../formats/errors';
import { memberPath } from '../../facts/address';
import { isContainerName, textFormatNamed } from '../../facts/formats';
import { areParameters } from '../../analysis/names/parameterNames';
import { columnsBeside } from '../../analysis/names/whatKind';
import { relativePath } from '../../analysis/names/portablePaths';
import type { FoundFile, FoundHeaders, ScanSpec } from '../../protocol/scan';
import { fileName } from '../files/fileBytes';
import { listMembers, openStored } from '../arrays/openStored';
import { toldOfFile } from '../arrays/captures';
import { inParallel } from '../inParallel';
import { isWanted, refusal } from './findFiles';
import type { NameOf } from './namesOfFound';

/** Files that are open at the same time. */
const atOnce = 8;

/**
 * Reads the headers of files, and of every wanted member of archives, several at a time. `nameOf`: what messages call a path. `onRead` hears how many
 * files are done.
 */
export async function readHeaders(
  files: readonly FoundFile[],
  spec: Omit<ScanSpec, 'roots'>,
  onRead: (count: number) => void,
  nameOf: NameOf = fileName,
): Promise<FoundHeaders> {
  let done = 0;
  const found = await inParallel(files, atOnce, async (file): Promise<FoundHeaders> => {
    const into: FoundHeaders = { arrays: [], unreadable: [], notices: [] };
    await readFile(file, spec, nameOf, into);
    // A table has other columns, too, which are no layers.
    if (textFormatNamed(file.path)) into.arrays = columnsBeside(into.arrays);
    onRead(++done);
    return into;
  });
  return {
    arrays: found.flatMap(({ arrays }) => arrays),
    unreadable: found.flatMap(({ unreadable }) => unreadable),
    notices: found.flatMap(({ notices }) => notices),
  };
}

async function readFile(
  { path, root, given }: FoundFile,
  spec: Omit<ScanSpec, 'roots'>,
  nameOf: NameOf,
  into: FoundHeaders,
): Promise<void> {
  try {
    const members = isContainerName(path) ? await listMembers(path, nameOf(path)) : [];
    if (!given && !spec.include?.length && areParameters(members)) {
      into.unreadable.push({ path, code: 'parameters', message: parametersMessage(nameOf(path)) });
      return;
    }
    const addresses = members.length > 0 ? members.map((member) => memberPath(path, member)) : [path];
    for (const address of addresses) {
      if (isWanted(relativePath(root, address), spec)) await readOne(address, spec.as, nameOf, into);
    }
  } catch (error) {
    into.unreadable.push(refusal(path, error, nameOf(path)));
  }
}

function parametersMessage(name: string): string {
  return `${name} holds the parameters of a network, as its names tell, not activations, and was left out; choose the file itself to compare them.`;
}

async function readOne(path: string, as: ScanSpec['as'], nameOf: NameOf, into: FoundHeaders): Promise<void> {
  try {
    const { header, name, close } = await openStored({ path, as }, undefined, nameOf);
    await close();
    const { shape, descr, dtype } = header;
    const text = isText(dtype);
    if (!text) requireReal(dtype, name);
    const whole = dtype.kind === 'int' || dtype.kind === 'uint' || dtype.kind === 'bool';
    const bytes = dtype.kind === 'uint' && dtype.itemsize === 1;
    const { meaning: told, problem } = await toldOfFile(path, header);
    if (problem) into.notices.push(problem);
    const known = { ...(text ? { text } : {}), ...(as ? { as } : {}), ...(told && { told }) };
    into.arrays.push({ path, shape, dtype: descr, whole, bytes, ...known });
  } catch (error) {
    if (error instanceof MeaninglessAsError) return readOne(path, undefined, nameOf, into);
    into.unreadable.push(refusal(path, error, nameOf(path)));
  }
}
