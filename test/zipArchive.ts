import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';

/** A zip archive of members by their names (with their `.npy`); level 0 stores them, up to 9 deflates. */
export async function zipArchive(members: Record<string, Uint8Array>, level: number): Promise<Uint8Array> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const [name, bytes] of Object.entries(members)) await zip.add(name, new Uint8ArrayReader(bytes), { level });
  return zip.close();
}
