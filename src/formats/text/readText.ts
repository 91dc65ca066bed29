import type { ByteSource } from '../byteSource';
import { FormatError } from '../errors';

/** Bytes of a text that is read as a whole: labels of some ten million samples. */
const mostBytes = 2 ** 26;

/** The text of a file, in UTF-8 (else Latin-1) without its mark. @throws FormatError where it is too long for labels, or no text; the errors of reading. */
export async function readText(file: ByteSource, name: string, format: 'csv' | 'txt'): Promise<string> {
  const { byteLength } = file;
  if (byteLength > mostBytes) {
    const [has, most] = [byteLength, mostBytes].map((bytes) => bytes.toLocaleString('en-US'));
    throw new FormatError(
      format,
      `${name} has ${has} bytes, and text with labels or ids is read up to ${most}; save the column as .npy with numpy.save.`,
    );
  }
  const bytes = await file.slice(0, byteLength);
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined;
  // A zero is in no text but of that kind.
  if (wide === undefined && bytes.includes(0))
    throw new FormatError(
      format,
      `${name} is no text, whatever its name: it holds zero bytes; give a text with a value a line.`,
    );
  try {
    return new TextDecoder(wide ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}
