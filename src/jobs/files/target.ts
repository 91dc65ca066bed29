import type { BigIntStats } from 'node:fs';
import { access, constants, readlink, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { LensError } from '../../facts/errors';
import { isTaken } from './exists';
import { fileName } from './fileBytes';
import { NameTakenError, systemCode, unwritable, whatIsThere } from './fileErrors';

/** How files are written. */
export interface Writing {
  /** Replace a file that is there; without it, it is refused. */
  force: boolean;
  /** Files that what is written is made from, which are never replaced: archives by their own paths. */
  inputs: readonly string[];
  /** What people can do where a file is there, as words behind a semicolon. */
  otherwise?: string | undefined;
}

/** Where a file is to be. */
export interface Target {
  /** The file as people know it. */
  name: string;
  /** Its place behind all links: a link that leads to it stays one. */
  place: string;
  /** The file that is there now, which will be replaced. */
  replaced: BigIntStats | undefined;
}

const mostLinks = 40;

/**
 * The target of a path, where it may be written; nothing is changed. To be asked before the work whose result is written there, too.
 * @throws LensError `usage` for a path that leads to one of the inputs, by its name, a link or a second name of the same file; `file-exists` for any file,
 * unless it may be replaced; `file-unwritable`.
 */
export async function requireTarget(path: string, { force, inputs, otherwise }: Writing): Promise<Target> {
  const name = fileName(path);
  try {
    const place = await behindLinks(resolve(path));
    const replaced = await statOf(place);
    if (await isInput([resolve(path), place], replaced, inputs))
      throw new LensError('usage', `${name} would replace the file it is made from; give another name.`);
    // A link that leads nowhere is something, too.
    if (!force && (replaced ?? (await isTaken(resolve(path))))) throw new NameTakenError(name, otherwise);
    if (replaced && !replaced.isFile())
      throw new LensError('file-unwritable', `${name} is ${whatIsThere(replaced)} and not a file; give another name.`);
    if (replaced) await access(place, constants.W_OK);
    await access(dirname(place), constants.W_OK);
    return { name, place, replaced };
  } catch (error) {
    const code = systemCode(error);
    throw code === undefined ? error : unwritable(code, name);
  }
}

/** Where something is written that is written to a path: at the end of the links, of which the last may lead to what is not there. */
async function behindLinks(path: string, links = 0): Promise<string> {
  const folder = await realpath(dirname(path));
  const place = join(folder, basename(path));
  const next = await readlink(place).catch(() => undefined);
  if (next === undefined) return place;
  if (links === mostLinks) throw Object.assign(new Error(`${path} leads in a circle.`), { code: 'ELOOP' });
  return behindLinks(resolve(folder, next), links + 1);
}

async function isInput(
  names: readonly string[],
  found: BigIntStats | undefined,
  inputs: readonly string[],
): Promise<boolean> {
  if (inputs.some((input) => names.includes(resolve(input)))) return true;
  // What is not there is no file by another name.
  if (!found) return false;
  for (const input of inputs) {
    const other = await statOf(input).catch(() => undefined);
    if (!other) continue;
    // Some file systems number no files.
    if (other.ino !== 0n && other.ino === found.ino && other.dev === found.dev) return true;
    if (names.includes(await realpath(input).catch(() => ''))) return true;
  }
  return false;
}

async function statOf(path: string): Promise<BigIntStats | undefined> {
  return stat(path, { bigint: true }).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
}
