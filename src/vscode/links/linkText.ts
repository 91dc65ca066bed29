import { isAbsolutePath } from '../../analysis/names/portablePaths';
import { documentEnding } from '../../analysis/selection/documentText';
import { savedOfValue, savedPaths, type SavedDocument } from '../../analysis/selection/savedDocument';
import { Checker } from '../../facts/checker';
import { LensError } from '../../facts/errors';
import { isRecord } from '../../facts/isRecord';

/**
 * A view as a link has it: the name of its folder, and what is shown, or the document of the folder that says what; every path relative to the folder,
 * with `/`.
 */
export type LinkedView = { folder: string } & ({ view: SavedDocument } | { document: string });

/** Characters that a link has at most: systems and chats cut longer ones off, or refuse them. */
export const mostLinkLength = 16_000;

/** The path that links to this extension have; any other is refused. */
const linkPath = '/open';

/** A link that cannot be made or followed; its sentence says why, and what to do. */
export class LinkError extends LensError {
  constructor(message: string) {
    super('link', message);
  }
}

/**
 * The link to a view.
 * @param scheme that of this editor: `vscode`, `vscode-insiders` ...
 * @param extension its id.
 */
export function linkText(scheme: string, extension: string, linked: LinkedView): string {
  // Letters, digits, - and _ alone: nothing that a chat, a shell or a decoder on the way could read as something else.
  const body = Buffer.from(JSON.stringify({ link: 1, ...linked })).toString('base64url');
  return `${scheme}://${extension}${linkPath}?view=${body}`;
}

/**
 * What a link asks for, which anybody may have written: a view or a document, and nothing else. Its paths are relative, and none goes up.
 * @throws LinkError for anything that is not exactly that.
 */
export function parseLink(path: string, query: string): LinkedView {
  if (path !== linkPath) throw broken('it asks for something that links cannot do: they open views');
  if (query.length > mostLinkLength)
    throw broken(`it has more than ${mostLinkLength.toLocaleString('en-US')} characters`);
  const body = /^view=([A-Za-z0-9_-]+)$/.exec(query)?.[1];
  if (body === undefined) throw broken('it has no view, or something beside it');
  const value = valueOf(body);
  if (!isRecord(value)) throw broken('its view is no JSON object');
  const what = 'document' in value ? 'document' : 'view';
  const check = new Checker();
  check.keys(value, '', [['link', 'folder', what], []]);
  if (value.link !== undefined && value.link !== 1) check.wrong('link', '1', value.link);
  const folder = check.text(value.folder, 'folder') ?? '';
  const document = what === 'document' ? (check.text(value.document, 'document') ?? '') : undefined;
  if (check.problems.length > 0) throw broken(check.problems.join('; '));
  const linked: LinkedView = document === undefined ? { folder, view: viewOf(value.view) } : { folder, document };
  for (const one of 'view' in linked ? savedPaths(linked.view) : [linked.document]) requireRelative(one);
  if (document !== undefined && !document.toLowerCase().endsWith(documentEnding))
    throw broken(`its document ${document} is no *${documentEnding} file`);
  return linked;
}

function broken(reason: string): LinkError {
  return new LinkError(
    `This link to CCA Lens was not followed: ${reason}. Ask for it again, or open the files yourself.`,
  );
}

function valueOf(body: string): unknown {
  try {
    return JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
  } catch {
    throw broken('its view is no JSON, as when a part of it was lost');
  }
}

function viewOf(value: unknown): SavedDocument {
  try {
    return savedOfValue(value, 'its view');
  } catch (error) {
    if (error instanceof LensError) throw broken(error.message.replace(/\.$/, ''));
    throw error;
  }
}

/** Refuses a path that is absolute, an address, or goes up, whatever part of it, be it the name of an archive’s member. @throws LinkError. */
export function requireRelative(path: string): void {
  const absolute = isAbsolutePath(path) || path.startsWith('\\') || /^[a-z][a-z0-9+.-]*:(?!:)/i.test(path);
  if (absolute) throw broken(`${path} is an absolute path, and links have paths in their folder alone`);
  if (path.split(/[\\/:]/).includes('..')) throw broken(`${path} leads out of its folder`);
  if (path.includes('\0')) throw broken(`${path} is no path`);
}
