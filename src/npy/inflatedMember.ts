import type { ByteSource } from './byteSource';

/** A fresh run of inflating the member from its first byte; what it reads may be cancelled at any time. */
export type StartInflating = () => ReadableStreamDefaultReader<Uint8Array>;

/**
 * The bytes of a deflated archive member as a sequential source: it inflates forward, holds no more than the slice asked for, and begins
 * again when a slice lies before the last one. Reaching the end waits for the check of length and CRC.
 * @param start begins a run; errors of it come out of `slice` through `translate`.
 */
export function inflatedMember(
  byteLength: number,
  start: StartInflating,
  translate: (error: unknown) => Error,
): ByteSource {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let position = 0;
  let rest = new Uint8Array(0);
  let queue: Promise<unknown> = Promise.resolve();

  async function read(from: number, to: number): Promise<Uint8Array> {
    if (!reader || from < position) {
      // Not awaited: the abandoned run ends by itself, and its failure is nobody's concern.
      reader?.cancel().catch(() => {});
      reader = start();
      position = 0;
      rest = new Uint8Array(0);
    }
    const result = new Uint8Array(to - from);
    while (position < to) {
      if (rest.length === 0) {
        const next = await reader.read();
        if (next.done) throw new Error('the data end too early');
        rest = new Uint8Array(next.value);
      }
      const skipped = Math.min(rest.length, Math.max(0, from - position));
      const used = rest.subarray(skipped, skipped + to - Math.max(from, position));
      result.set(used, Math.max(from, position) - from);
      position += skipped + used.length;
      rest = rest.subarray(skipped + used.length);
    }
    if (to === byteLength && (rest.length > 0 || !(await reader.read()).done))
      throw new Error('the data go on too long');
    return result;
  }

  return {
    byteLength,
    sequential: true,
    slice(from, to) {
      const result = queue
        .then(() => read(from, to))
        .catch((error: unknown) => {
          reader = undefined;
          throw translate(error);
        });
      queue = result.catch(() => {});
      return result;
    },
  };
}
