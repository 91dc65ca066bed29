import type { ByteSource } from './byteSource';
import { elementCount, shapeText, type StoredHeader } from './header';

/**
 * The remark due when a source goes on after the data that its header promises, or undefined when it ends there. numpy reads such files
 * too; the reason may be a shape that was written wrong.
 */
export function trailingBytes(
  header: StoredHeader,
  source: ByteSource,
  name: string,
): { code: 'trailing-bytes'; message: string } | undefined {
  const { dataOffset, dtype, shape } = header;
  const extra = source.byteLength - dataOffset - elementCount(shape) * dtype.itemsize;
  if (extra <= 0) return undefined;
  const message = `${name} goes on for ${extra} bytes after the data of its shape ${shapeText(shape)}; they were left out.`;
  return { code: 'trailing-bytes', message };
}
