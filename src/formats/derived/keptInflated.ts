import type { ByteSource } from '../byteSource';
import { KeptBlocks } from './keptBlocks';

const blockBytes = 1 << 20;

/** A sequential source that can be read anywhere. */
export interface KeptInflated extends ByteSource {
  /** Hears the share of what must be inflated for the slice that is being read; undefined: nobody does. */
  onProgress: ((fraction: number) => void) | undefined;
}

/**
 * A sequential source read anywhere: what it has given is kept in blocks, up to `maxBytes`, so that going back inflates nothing anew as long as
 * its blocks are kept.
 */
export function keptInflated(source: ByteSource, maxBytes: number): KeptInflated {
  const kept = new KeptBlocks(maxBytes);
  const { byteLength } = source;
  /** The block that the source gives next without starting again. */
  let next = 0;
  let queue: Promise<unknown> = Promise.resolve();

  async function block(wanted: number): Promise<Uint8Array> {
    const held = kept.get(String(wanted));
    if (held) return held;
    if (wanted < next) next = 0;
    const first = next;
    for (;;) {
      const at = next;
      const bytes = await source.slice(at * blockBytes, Math.min(byteLength, (at + 1) * blockBytes));
      next = at + 1;
      if (!kept.get(String(at))) kept.put(String(at), bytes);
      whole.onProgress?.((at + 1 - first) / (wanted + 1 - first));
      if (at === wanted) return bytes;
    }
  }

  async function read(start: number, end: number): Promise<Uint8Array> {
    const out = new Uint8Array(end - start);
    for (let at = start; at < end;) {
      const index = Math.floor(at / blockBytes);
      const stop = Math.min(end, (index + 1) * blockBytes);
      const bytes = await block(index);
      out.set(bytes.subarray(at - index * blockBytes, stop - index * blockBytes), at - start);
      at = stop;
    }
    return out;
  }

  const whole: KeptInflated = {
    byteLength,
    sequential: true,
    onProgress: undefined,
    slice(start, end) {
      // One after the other: they share the run of the source.
      const result = queue.then(() => read(start, end));
      queue = result.catch(() => undefined);
      return result;
    },
  };
  return whole;
}
