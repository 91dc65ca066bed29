import { commands } from 'vscode';
import type { NoticePlace } from '../../facts/reportParts';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { parsePlace } from '../parsePlace';
import { parseAddress } from '../parseRequest';
import type { Services } from '../services';

/** Shows an array that a page names in the array viewer, of an archive with its member; at a place in it, where one is given. */
export async function openViewer(array: unknown, { log }: Services, place?: NoticePlace): Promise<void> {
  const address = parseAddress(array);
  if (!address) return log.warn('The page named an array that does not exist.');
  await commands.executeCommand('ccaLens.inspect', address, place);
}

/** The same of one of some arrays, which a page names by its path. */
export async function openPlace(value: unknown, arrays: readonly ArrayAddress[], services: Services): Promise<void> {
  const place = parsePlace(value);
  const array = place && arrays.find(({ path }) => path === place.path);
  await openViewer(array && { path: array.path, ...(array.as ? { as: array.as } : {}) }, services, place);
}
