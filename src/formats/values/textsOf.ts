import type { Dtype } from './dtype';

/** The texts of a text array (`<U8`, `|S5`), the zeros that fill them up left out, as numpy does. Bytes that are no UTF-8 are taken for Latin-1. */
export function textsOf(bytes: Uint8Array, { kind, itemsize, littleEndian }: Dtype): string[] {
  const count = Math.floor(bytes.length / itemsize);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const decodeUtf8 = (part: Uint8Array): string => utf8.decode(part);
  return Array.from({ length: count }, (_, i) => {
    const start = i * itemsize;
    return kind === 'unicode'
      ? unicodeText(view, start, itemsize, littleEndian)
      : bytesText(bytes.subarray(start, start + itemsize), decodeUtf8);
  });
}

function unicodeText(view: DataView, start: number, itemsize: number, littleEndian: boolean): string {
  let end = start + itemsize;
  while (end > start && view.getUint32(end - 4, littleEndian) === 0) end -= 4;
  let text = '';
  for (let at = start; at < end; at += 4) {
    const point = view.getUint32(at, littleEndian);
    // Beyond Unicode there is no character; numpy would refuse to read it.
    text += point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point);
  }
  return text;
}

function bytesText(bytes: Uint8Array, decodeUtf8: (part: Uint8Array) => string): string {
  const own = bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0) + 1);
  try {
    return decodeUtf8(own);
  } catch {
    return Array.from(own, (byte) => String.fromCharCode(byte)).join('');
  }
}
