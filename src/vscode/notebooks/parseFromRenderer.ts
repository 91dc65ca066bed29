import { isRecord } from '../../facts/isRecord';
import type { FromRenderer, NotebookFiles } from '../../protocol/notebook';
import { parseAddress, parseOptions } from '../parseRequest';

/**
 * Checks of what comes from the notebook renderer: what it passes on was written into a notebook, which may be anybody's. Yields undefined for
 * anything that is not exactly a message.
 */
export function parseFromRenderer(value: unknown): FromRenderer | undefined {
  if (!isRecord(value) || typeof value.id !== 'string' || value.id === '') return undefined;
  const { type, id } = value;
  if (type === 'cancel' || type === 'drop') return { type, id };
  if (type !== 'compute' && type !== 'open') return undefined;
  const files = parseFiles(value.files);
  if (!files || type === 'compute') return files && { type, id, files };
  // A result of an older version, or of somebody else's making, is opened with the options of the settings.
  const options = parseOptions(value.options);
  return { type, id, files, ...(options && { options }) };
}

function parseFiles(value: unknown): NotebookFiles | undefined {
  if (!isRecord(value)) return undefined;
  const a = parseAddress({ path: value.a, as: value.as });
  const b = parseAddress({ path: value.b, as: value.as });
  return a && b && { a: a.path, b: b.path, ...(a.as && { as: a.as }) };
}
