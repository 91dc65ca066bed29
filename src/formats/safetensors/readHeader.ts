import { isRecord } from '../../facts/isRecord';
import type { ByteSource } from '../byteSource';
import { SafetensorsFormatError } from './errors';

/** Bytes before the header that say how long it is. */
const lengthBytes = 8;
/** No header of tensors comes near this (70,000 of them); what does is damage or an attack. */
const longestHeader = 8 << 20;

/** Levels of a header that is parsed; that of tensors has three. */
const deepest = 16;

/** The header of a file as it is written there, parsed and not looked at further. */
export interface RawHeader {
  entries: [name: string, value: unknown][];
  /** Texts about the file, by their names. */
  metadata: Record<string, string>;
  /** Where the data begin. */
  dataOffset: number;
}

/**
 * The header of a .safetensors file: eight bytes of its length, then JSON.
 * @param name the file as people know it, for messages.
 * @throws SafetensorsFormatError when it is cut off, too long, no JSON or no such header; the errors of reading.
 */
export async function readHeader(file: ByteSource, name: string): Promise<RawHeader> {
  const { byteLength } = file;
  if (byteLength <= lengthBytes) {
    throw new SafetensorsFormatError(
      `${name} has ${byteLength} bytes, too few for the header of a .safetensors file; copy or save it again with safetensors' save_file.`,
    );
  }
  const start = await file.slice(0, lengthBytes);
  const length = new DataView(start.buffer, start.byteOffset, lengthBytes).getBigUint64(0, true);
  if (length > byteLength - lengthBytes) {
    throw new SafetensorsFormatError(
      `${name} announces a header of ${length} bytes and has ${byteLength - lengthBytes} behind that number: it is cut off, or no .safetensors file; copy or save it again.`,
    );
  }
  if (length > longestHeader) {
    throw new SafetensorsFormatError(
      `${name} announces a header of ${length} bytes, and more than ${longestHeader} is taken for damage; save the tensors into several files.`,
    );
  }
  const dataOffset = lengthBytes + Number(length);
  const header = parsed(await file.slice(lengthBytes, dataOffset), name);
  const { __metadata__: metadata, ...tensors } = header;
  return { entries: Object.entries(tensors), metadata: checkMetadata(metadata, name), dataOffset };
}

function parsed(bytes: Uint8Array, name: string): Record<string, unknown> {
  if (depthOf(bytes) > deepest)
    throw new SafetensorsFormatError(
      `${name} has a header that is nested deeper than any of tensors: it is damaged; copy or save it again.`,
    );
  let found: unknown;
  try {
    found = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new SafetensorsFormatError(
      `${name} has a header that is no JSON: it is damaged, or no .safetensors file; copy or save it again.`,
    );
  }
  if (isRecord(found) && !Array.isArray(found)) return found;
  throw new SafetensorsFormatError(`${name} has a header that lists no tensors; copy or save it again.`);
}

/** How deep brackets are nested: parsing what is deep takes hundreds of times its size. */
function depthOf(bytes: Uint8Array): number {
  const [quote, escape] = [0x22, 0x5c];
  let [depth, most, inText] = [0, 0, false];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (inText) {
      if (byte === escape) at++;
      else if (byte === quote) inText = false;
    } else if (byte === quote) inText = true;
    // Letters of brackets: [ and {, ] and }.
    else if (byte === 0x5b || byte === 0x7b) most = Math.max(most, ++depth);
    else if (byte === 0x5d || byte === 0x7d) depth--;
  }
  return most;
}

function checkMetadata(metadata: unknown, name: string): Record<string, string> {
  if (metadata === undefined) return {};
  const texts = isRecord(metadata) && Object.values(metadata).every((value) => typeof value === 'string');
  if (texts) return metadata as Record<string, string>;
  throw new SafetensorsFormatError(
    `${name} has a header whose __metadata__ is not made of texts; save it again with safetensors' save_file.`,
  );
}
