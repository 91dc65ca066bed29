import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, readdir, rename, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { encode, npyHeaderBytes } from '../formats/npy/writeNpy';
import type { SampleOutcome } from '../protocol/writing';
import { readmeName, sampleNames, suggestedPair } from '../sample/samplePlan';
import { sampleTitle } from '../sample/sampleReadme';
import { trainSample, type SampleFile } from '../sample/trainSample';
import { fileName } from './files/fileBytes';
import { NameTakenError, reasonOf, systemCode, UnwritableError } from './files/fileErrors';
import { readWhole } from './files/readWhole';
import { discardDraft, holdDraft } from './files/drafts';
import { makeFolders } from './files/makeFolders';
import { writeDraft } from './files/writeDraft';

/**
 * Trains the sample's networks and writes its files into a folder that is new or empty. Nothing that exists is ever overwritten: a folder
 * that already holds a whole sample is answered as it is, without training. The files are written beside the folder and moved there
 * at the end, so that the folder holds all of them or none, whenever the job is stopped.
 * @param folder is made when missing, its parents too.
 * @param onProgress hears the share of the work done, 0 to 1.
 * @param train yields the files, those of sampleNames; for tests, since training takes seconds.
 * @throws NameTakenError, UnwritableError.
 */
export async function makeSample(
  folder: string,
  onProgress?: (fraction: number) => void,
  train: typeof trainSample = trainSample,
): Promise<SampleOutcome> {
  const target = resolve(folder);
  const outcome: SampleOutcome = {
    folder: target,
    files: sampleNames().map((name) => join(target, name)),
    suggested: [join(target, suggestedPair[0]), join(target, suggestedPair[1])],
  };
  try {
    const state = await stateOf(target);
    if (state === 'sample') return outcome;
    await makeFolders(dirname(target));
    // Asked before the training, so that people need not wait for a refusal.
    await access(dirname(target), constants.W_OK);
    await publish(train({ onProgress }), target, state);
    return outcome;
  } catch (error) {
    throw folderError(error, target);
  }
}

/** What a folder is before the sample is made in it. */
type FolderState = 'missing' | 'empty' | 'sample';

async function stateOf(folder: string): Promise<FolderState> {
  const found = await stat(folder).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (!found) return 'missing';
  if (!found.isDirectory()) throw notFree(folder, 'exists and is not a folder');
  const entries = await readdir(folder);
  if (entries.length === 0) return 'empty';
  // Only a folder that names itself a sample is looked into further.
  const text = () => readWhole(join(folder, readmeName), 'readme').catch(() => '');
  const readme = entries.includes(readmeName) ? await text() : '';
  const ours = readme.startsWith(`${sampleTitle}\n`);
  if (ours && (await Promise.all(sampleNames().map((name) => isFile(join(folder, name))))).every(Boolean))
    return 'sample';
  throw notFree(folder, ours ? 'holds an incomplete or older sample' : 'already holds other files');
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** Writes the files into a draft beside the folder, and then gives the draft the folder's name in one step. */
async function publish(files: readonly SampleFile[], folder: string, state: FolderState): Promise<void> {
  // Not by mkdtemp, whose folders nobody else may enter.
  const draft = join(dirname(folder), `.${basename(folder)}-${randomUUID()}`);
  holdDraft(draft);
  try {
    await mkdir(draft);
    for (const file of files) await writeInto(draft, file, folder);
    // Fails when something was put there meanwhile, as the renaming does.
    if (state === 'empty') await rmdir(folder);
    await rename(draft, folder);
  } finally {
    await discardDraft(draft);
  }
}

async function writeInto(draft: string, file: SampleFile, folder: string): Promise<void> {
  const path = join(draft, file.name);
  const parts = 'text' in file ? [file.text] : [npyHeaderBytes(file.shape, 'f4'), encode(file.data, 'f4')];
  await makeFolders(dirname(path));
  await writeDraft(
    path,
    async (write) => {
      for (const part of parts) await write(part);
    },
    (code) => unwritableFor(folder, code),
  );
}

/** The error to tell people for one of node:fs; any other as it is. */
function folderError(error: unknown, folder: string): unknown {
  const code = systemCode(error);
  if (code === undefined) return error;
  if (code === 'ENOTEMPTY' || code === 'EEXIST') return notFree(folder, 'already holds other files');
  return unwritableFor(folder, code);
}

function notFree(folder: string, found: string): NameTakenError {
  return new NameTakenError(fileName(folder), 'choose an empty or a new folder for the sample', found);
}

function unwritableFor(folder: string, code: string): UnwritableError {
  return new UnwritableError(
    `The sample cannot be written to ${fileName(folder)}`,
    reasonOf(code),
    'choose another folder',
  );
}
