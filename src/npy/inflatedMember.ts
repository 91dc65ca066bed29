import { LensError } from '../errors';
import type { ByteSource } from './byteSource';
import { NpzFormatError } from './errors';

/** Compressed bytes taken from the archive at a time. */
const portion = 64 << 10;

/**
 * The bytes of a deflated archive member as a sequential source: it inflates forward, holds little more than the slice asked for, and
 * begins again when a slice lies before the last one. Reaching the end proves length and CRC.
 * @param deflated the member's raw deflate data.
 * @param byteLength bytes of the inflated member, as the archive's directory says.
 * @param crc32 of the inflated bytes, as the archive's directory says.
 * @param name the member as people know it, for the message.
 * @throws NpzFormatError from `slice` when the data are damaged; errors of `deflated` come out as they are.
 */
export function inflatedMember(deflated: ByteSource, byteLength: number, crc32: number, name: string): ByteSource {
  let run: Run | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  async function read(start: number, end: number): Promise<Uint8Array> {
    if (!run || start < run.position) {
      run?.stop();
      run = startRun(deflated, byteLength, crc32);
    }
    const current = run;
    try {
      const bytes = await take(current, start, end);
      if (end === byteLength) await finish(current);
      return bytes;
    } catch (error) {
      run = undefined;
      current.stop();
      const cause = current.sourceError() ?? error;
      if (cause instanceof LensError) throw cause;
      throw new NpzFormatError(
        `${name} is damaged inside its archive (${reason(cause)}); copy or save the archive again.`,
      );
    }
  }

  return {
    byteLength,
    sequential: true,
    slice(start, end) {
      // One after the other: they share the run.
      const result = queue.then(() => read(start, end));
      queue = result.catch(() => {});
      return result;
    },
  };
}

/** One inflation from the first byte on. */
interface Run {
  reader: ReadableStreamDefaultReader<Uint8Array>;
  /** Bytes already given away or skipped. */
  position: number;
  /** Inflated, not yet asked for. */
  rest: Uint8Array;
  /** What went wrong beneath, which the inflating stream may report as something else. */
  sourceError(): unknown;
  stop(): void;
}

/** Inflates as gzip, between a header and a trailer of our making: the platform's gzip checks CRC and length, and its raw deflate neither. */
function startRun(deflated: ByteSource, byteLength: number, crc32: number): Run {
  const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
  const trailer = new Uint8Array(8);
  new DataView(trailer.buffer).setUint32(0, crc32, true);
  new DataView(trailer.buffer).setUint32(4, byteLength % 2 ** 32, true);
  let failure: unknown;
  let at = 0;
  const gzip = new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(header),
      async pull(controller) {
        const end = Math.min(deflated.byteLength, at + portion);
        if (at < end) {
          try {
            // A copy, since what goes into a stream may be transferred.
            controller.enqueue(new Uint8Array(await deflated.slice(at, end)));
          } catch (error) {
            failure = error;
            controller.error(error);
          }
          at = end;
        } else {
          controller.enqueue(trailer);
          controller.close();
        }
      },
    },
    { highWaterMark: 0 },
  );
  const reader = gzip.pipeThrough<Uint8Array>(new DecompressionStream('gzip')).getReader();
  return {
    reader,
    position: 0,
    rest: new Uint8Array(0),
    sourceError: () => failure,
    stop: () => void reader.cancel().catch(() => {}),
  };
}

/** The bytes from `start` to `end`, after skipping what lies before. */
async function take(run: Run, start: number, end: number): Promise<Uint8Array> {
  const result = new Uint8Array(end - start);
  while (run.position < end) {
    if (run.rest.length === 0) {
      const { done, value } = await run.reader.read();
      if (done) throw new Error('it ends too early');
      run.rest = value;
    }
    const skipped = Math.min(run.rest.length, Math.max(0, start - run.position));
    const from = run.position + skipped;
    const used = run.rest.subarray(skipped, skipped + Math.max(0, end - from));
    if (used.length > 0) result.set(used, from - start);
    run.position = from + used.length;
    run.rest = run.rest.subarray(skipped + used.length);
  }
  return result;
}

/** Waits for the end of the stream, where length and CRC are checked. */
async function finish(run: Run): Promise<void> {
  while (run.rest.length === 0) {
    const { done, value } = await run.reader.read();
    if (done) return;
    run.rest = value;
  }
  throw new Error('it goes on too long');
}

function reason(error: unknown): string {
  return error instanceof Error && error.message ? error.message.replace(/\.$/, '') : 'its data cannot be inflated';
}
