import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { isRecord } from '../../facts/isRecord';
import type { Shard } from '../../facts/shards';
import type { RowPlan } from '../../protocol/rowsJob';
import { discardDraft, dropDraft, holdDraft } from '../files/drafts';
import { systemCode, unwritable } from '../files/fileErrors';
import { makeFolders } from '../files/makeFolders';
import { writeDraft } from '../files/writeDraft';

/** Raised whenever what is kept of rows changes its meaning: older files then count as not there. */
export const rowsFormat = 1;
const digestBytes = 32;
const ending = '.sums';
/** Files of a folder: some file systems take long for more. */
const filesInFolder = 1000;

/** What people can read of a pair that is kept by stretches of rows. */
export interface PairNote {
  a: string;
  b: string;
  samples: number;
}

/**
 * The sums over stretches of the rows of pairs in a folder of results: `rows/PAIR/COUNT/THOUSANDS/INDEX.sums`. A file is written beside its name and renamed,
 * so that it is there as a whole or not at all whoever else writes it; one that is damaged counts as not there.
 */
function folderOf(results: string, pair: string, count: number): string {
  return join(results, 'rows', pair, String(count));
}

function pathOf(results: string, pair: string, { index, count }: Shard): string {
  const thousands = String(Math.floor((index - 1) / filesInFolder));
  return join(folderOf(results, pair, count), thousands, `${index}${ending}`);
}

/** What is kept of a stretch of a pair's rows; undefined where there is nothing sound. */
export async function readSums(results: string, pair: string, shard: Shard): Promise<unknown> {
  const bytes = await readFile(pathOf(results, pair, shard)).catch(() => undefined);
  if (!bytes || bytes.length <= digestBytes) return undefined;
  const payload = bytes.subarray(digestBytes);
  if (!digest(payload).equals(bytes.subarray(0, digestBytes))) return undefined;
  try {
    const kept = deserialize(payload) as { format: number; pair: string; sums: unknown } & Shard;
    const own = kept.format === rowsFormat && kept.pair === pair;
    return own && kept.index === shard.index && kept.count === shard.count ? kept.sums : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the sums over a stretch: plain objects, numbers, texts and typed arrays. @throws LensError `file-unwritable`. */
export async function writeSums(results: string, pair: string, shard: Shard, sums: unknown): Promise<void> {
  const payload = serialize({ format: rowsFormat, pair, ...shard, sums });
  await replace(pathOf(results, pair, shard), [digest(payload), payload]);
}

/** Says in words which pair a folder is of, where nothing does. @throws LensError `file-unwritable`. */
export async function writePairNote(results: string, pair: string, note: PairNote): Promise<void> {
  if (await noteOf(results, pair)) return;
  await replace(notePath(results, pair), [Buffer.from(`${JSON.stringify(note, null, 2)}\n`)]);
}

/** Into how many stretches the rows of a pair were cut in this folder, in order. */
export async function countsOf(results: string, pair: string): Promise<number[]> {
  const names = await namesIn(join(results, 'rows', pair));
  return names.flatMap((name) => (/^[1-9]\d*$/.test(name) ? Number(name) : [])).sort((x, y) => x - y);
}

/** The stretches whose sums have a file, in order; nothing is read of it. */
export async function indicesOf(results: string, pair: string, count: number): Promise<number[]> {
  const folder = folderOf(results, pair, count);
  const found = await Promise.all((await namesIn(folder)).map((thousands) => namesIn(join(folder, thousands))));
  const indices = found.flat().flatMap((name) => (name.endsWith(ending) ? Number(name.slice(0, -ending.length)) : []));
  return indices.filter((index) => index >= 1 && index <= count).sort((x, y) => x - y);
}

/** The pairs that a folder of results has by stretches of rows, each as often as it is cut, and which of these have a file. */
export async function rowPlans(results: string): Promise<RowPlan[]> {
  const plans: RowPlan[] = [];
  for (const id of (await namesIn(join(results, 'rows'))).sort()) {
    const note = await noteOf(results, id);
    if (!note) continue;
    for (const count of await countsOf(results, id)) {
      const done = await indicesOf(results, id, count);
      const there = new Set(done);
      const missing = Array.from({ length: count }, (_, at) => at + 1).filter((index) => !there.has(index));
      plans.push({ id, ...note, count, done, missing });
    }
  }
  return plans;
}

function notePath(results: string, pair: string): string {
  return join(results, 'rows', pair, 'pair.json');
}

async function noteOf(results: string, pair: string): Promise<PairNote | undefined> {
  try {
    const { a, b, samples } = asRecord(JSON.parse(await readFile(notePath(results, pair), 'utf8')));
    const told = typeof a === 'string' && typeof b === 'string' && typeof samples === 'number';
    return told ? { a, b, samples } : undefined;
  } catch {
    return undefined;
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

async function replace(path: string, parts: readonly Uint8Array[]): Promise<void> {
  const draft = join(dirname(path), `.${randomUUID()}.draft`);
  const refusal = (code: string) => unwritable(code, path);
  holdDraft(draft);
  try {
    await makeFolders(dirname(path));
    await writeDraft(
      draft,
      async (write) => {
        for (const part of parts) await write(part);
      },
      refusal,
    );
    await rename(draft, path);
    dropDraft(draft);
  } catch (error) {
    await discardDraft(draft);
    const code = systemCode(error);
    throw code === undefined ? error : refusal(code);
  }
}

function digest(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
