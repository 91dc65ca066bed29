import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parseCapture, type CaptureDocument, type CapturedLayer } from '../../analysis/names/captureDocument';
import type { ToldMeaning } from '../../protocol/scan';
import { captureManifest } from '../../facts/capture';
import { joinedWords } from '../../facts/joinedWords';
import type { Notice } from '../../facts/reportParts';
import { shapeText, type StoredHeader } from '../../formats/header';
import { fileMark, gone } from '../files/fileMark';
import { fileName } from '../files/fileBytes';
import { readWhole } from '../files/readWhole';
import { describeError } from '../describeError';

/** What lies beside the files of a folder: a manifest that can be read, or why it cannot; neither where there is none. */
export interface FolderCapture {
  capture?: CaptureDocument | undefined;
  /** Places of its layers by their files, and its masks: each of many files asks for its own. */
  places?: ReadonlyMap<string, number>;
  masks?: ReadonlySet<string>;
  problem?: Notice | undefined;
}

/** What a manifest tells of a file: of a layer what its axes and values are, of any what it means; or why it does not fit it. */
export interface ToldOfFile {
  layer?: CapturedLayer | undefined;
  meaning?: ToldMeaning | undefined;
  problem?: Notice | undefined;
}

/** The last manifests that were read: every header of a folder asks for its own. */
const known = new Map<string, FolderCapture>();
const mostKnown = 64;
/** Files that a sentence names. */
const mostNamed = 3;

/** The manifest of a folder. One that cannot be read is said to be so, and is as good as none. */
export async function captureOf(folder: string): Promise<FolderCapture> {
  const path = join(folder, captureManifest);
  const mark = await fileMark(path);
  if (mark === gone) return {};
  const key = `${path}\0${mark}`;
  const found = known.get(key) ?? (await read(path));
  known.set(key, found);
  for (const oldest of known.keys()) {
    if (known.size <= mostKnown) break;
    known.delete(oldest);
  }
  return found;
}

/** What the manifest beside a file tells of it, held against its header. A manifest that cannot be read says nothing. */
export async function toldOfFile(path: string, header: Pick<StoredHeader, 'shape' | 'dtype'>): Promise<ToldOfFile> {
  const folder = dirname(path);
  const { capture, places, masks } = await captureOf(folder);
  if (!capture) return {};
  const { model, checkpoint, ids } = capture;
  const file = basename(path);
  if (file === ids) return { meaning: { kind: 'ids' } };
  if (masks?.has(file)) return { meaning: { kind: 'masks' } };
  const place = places?.get(file);
  if (place === undefined) return {};
  const layer = capture.layers[place]!;
  const misfit = await misfitOf(path, layer, header);
  if (misfit !== undefined) {
    const message = `${fileName(path)} is ${misfit}; it is read as if ${captureManifest} beside it did not name it.`;
    return { problem: { code: 'capture-unfit', message } };
  }
  const meaning = { kind: 'layer', model, checkpoint, layer: layer.layer, place } as const;
  return { layer, meaning: { ...meaning, ...(ids !== undefined && { ids: join(folder, ids) }) } };
}

/** What is to be said of manifests beside files that were found: those that cannot be read, and layers whose files are not there. */
export async function captureNotices(paths: readonly string[]): Promise<Notice[]> {
  const notices: Notice[] = [];
  const found = new Set(paths);
  for (const folder of new Set(paths.map((path) => dirname(path)))) {
    const { capture, problem } = await captureOf(folder);
    if (problem) notices.push(problem);
    const missing: string[] = [];
    for (const { file } of capture?.layers ?? []) {
      const path = join(folder, file);
      if (!found.has(path) && (await fileMark(path)) === gone) missing.push(file);
      if (missing.length > mostNamed) break;
    }
    if (missing.length === 0) continue;
    const names = missing.slice(0, mostNamed).join(', ') + (missing.length > mostNamed ? ' and others' : '');
    const message = `${fileName(join(folder, captureManifest))} names ${names}, which ${missing.length === 1 ? 'is' : 'are'} not there.`;
    notices.push({ code: 'capture-incomplete', message });
  }
  return notices;
}

async function read(path: string): Promise<FolderCapture> {
  const unreadable = (reason: string): FolderCapture => ({
    problem: { code: 'capture-unreadable', message: `${fileName(path)} ${reason} Its folder is read without it.` },
  });
  let text: string;
  try {
    if (await leadsOut(path)) return unreadable('is a link that leads out of its folder.');
    text = await readWhole(path, 'capture');
  } catch (error) {
    return unreadable(`cannot be read: ${describeError(error).message}`);
  }
  const parsed = parseCapture(text);
  if ('capture' in parsed) {
    const { layers } = parsed.capture;
    const places = new Map(layers.map(({ file }, place) => [file, place]));
    return { ...parsed, places, masks: new Set(layers.flatMap(({ mask }) => mask ?? [])) };
  }
  // Names of keys are of any length.
  const problems = parsed.problems
    .slice(0, mostNamed)
    .map((text) => (text.length > 200 ? `${text.slice(0, 200)}…` : text));
  return unreadable(`is no manifest of a capture: ${joinedWords(problems)}.`);
}

/** How a file is not what its manifest says; undefined where it is. */
async function misfitOf(
  path: string,
  { shape, stored, mask }: CapturedLayer,
  header: Pick<StoredHeader, 'shape' | 'dtype'>,
): Promise<string | undefined> {
  const found = `of shape ${shapeText(header.shape)} and type ${header.dtype.descr}`;
  if (header.shape.join() !== shape.join() || header.dtype.descr !== stored)
    return `${found}, and not of shape ${shapeText(shape)} and type ${stored}`;
  if (await leadsOut(path)) return 'a link that leads out of its folder';
  if (mask !== undefined && (await leadsOut(join(dirname(path), mask))))
    return `of a mask, ${mask}, that is a link out of its folder`;
  return undefined;
}

/** Whether a name in a folder is a link to what is not in it. What is not there leads nowhere. */
async function leadsOut(path: string): Promise<boolean> {
  const folder = await realpath(dirname(path));
  const file = await realpath(path).catch(() => undefined);
  return file !== undefined && dirname(file) !== folder;
}
