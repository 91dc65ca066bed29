import { LensError } from '../../facts/errors';
import type { ByteSource } from '../byteSource';
import type { FormatId } from '../../facts/formats';
import { FormatError } from '../errors';
import type { MemberSource } from './memberSource';

let makeStream = (): DecompressionStream => new DecompressionStream('gzip');

/** Has streams made by `guard` from now on in this thread: a worker thread may not be ended while one is being made. */
export function guardStreams(guard: <T>(make: () => T) => T): void {
  makeStream = () => guard(() => new DecompressionStream('gzip'));
}

/** Bytes that one deflated byte can become at the most: 258, the longest repetition, of two bits. */
export const mostGain = 1032;

/** Compressed bytes inflated at a time. */
const portion = 32 << 10;

/** What a source may hold of inflated bytes that nobody has asked for yet. */
export const inflatingBytes = portion * mostGain;

/**
 * The bytes of a deflated archive member as a sequential source: it inflates forward, holds little more than the slice asked for, and
 * begins again when a slice lies before the last one. Reaching the end proves length and CRC: `prove` goes there where no slice did.
 * @param deflated the member's raw deflate data.
 * @param byteLength bytes of the inflated member, as the archive's directory says.
 * @param crc32 of the inflated bytes, as the archive's directory says.
 * @param name the member as people know it, for the message.
 * @throws FormatError from `slice` when the data are damaged; errors of `deflated` come out as they are.
 */
export function inflatedMember(
  deflated: ByteSource,
  byteLength: number,
  crc32: number,
  name: string,
  format: FormatId,
): MemberSource {
  let run: Run | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let proved = false;

  async function read(start: number, end: number): Promise<Uint8Array> {
    if (!run || start < run.position) {
      run?.stop();
      run = startRun(deflated, byteLength, crc32);
    }
    const current = run;
    try {
      const bytes = await take(current, start, end);
      if (end === byteLength) {
        await finish(current);
        proved = true;
      }
      return bytes;
    } catch (error) {
      run = undefined;
      current.stop();
      if (error instanceof LensError) throw error;
      throw new FormatError(
        format,
        `${name} is damaged inside its archive (${reason(error)}); copy or save the archive again.`,
      );
    }
  }

  function slice(start: number, end: number): Promise<Uint8Array> {
    // One after the other: they share the run.
    const result = queue.then(() => read(start, end));
    queue = result.catch(() => {});
    return result;
  }

  return {
    byteLength,
    sequential: true,
    slice,
    stretches: () => [],
    async prove() {
      if (!proved) await slice(byteLength, byteLength);
    },
  };
}

/** One inflation from the first byte on. */
interface Run {
  /** Bytes already given away or skipped. */
  position: number;
  /** Inflated, not yet asked for. */
  rest: Uint8Array;
  /** The next inflated bytes, or undefined at the end, where length and CRC were found right. */
  next(): Promise<Uint8Array | undefined>;
  stop(): void;
}

/**
 * Inflates as gzip, between a header and a trailer of our making: the platform's gzip checks CRC and length, and its raw deflate neither.
 * It is fed by hand and only when it has nothing left to give, because Node's adapter between stream kinds queues up to 16,384 chunks.
 */
function startRun(deflated: ByteSource, byteLength: number, crc32: number): Run {
  const stream = makeStream();
  const writer: WritableStreamDefaultWriter = stream.writable.getWriter();
  const reader: ReadableStreamDefaultReader<Uint8Array> = stream.readable.getReader();
  writer.closed.catch(() => {});
  const input = gzipped(deflated, byteLength, crc32);
  let feeding: Promise<undefined> | undefined;
  let ended = false;
  let reading: ReturnType<typeof reader.read> | undefined;

  async function feed(): Promise<undefined> {
    const { done, value } = await input.next();
    ended = done === true;
    await (ended ? writer.close() : writer.write(value as Uint8Array));
    return (feeding = undefined);
  }

  return {
    position: 0,
    rest: new Uint8Array(0),
    async next() {
      reading ??= reader.read();
      // A read that can be answered already wins over undefined.
      let result = await Promise.race([reading, undefined]);
      while (!result) {
        if (!ended) feeding ??= feed();
        result = await Promise.race([reading, ...(feeding ? [feeding] : [])]);
        if (!result && ended) result = await reading;
      }
      reading = undefined;
      return result.done ? undefined : result.value;
    },
    stop() {
      feeding?.catch(() => {});
      reading?.catch(() => {});
      reader.cancel().catch(() => {});
      writer.abort().catch(() => {});
    },
  };
}

async function* gzipped(deflated: ByteSource, byteLength: number, crc32: number): AsyncGenerator<Uint8Array, void> {
  yield Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
  for (let start = 0; start < deflated.byteLength; start += portion) {
    // A copy, since what goes into a stream may be transferred.
    yield new Uint8Array(await deflated.slice(start, Math.min(deflated.byteLength, start + portion)));
  }
  const trailer = new Uint8Array(8);
  new DataView(trailer.buffer).setUint32(0, crc32, true);
  new DataView(trailer.buffer).setUint32(4, byteLength % 2 ** 32, true);
  yield trailer;
}

/** The bytes from `start` to `end`, after skipping what lies before. */
async function take(run: Run, start: number, end: number): Promise<Uint8Array> {
  const result = new Uint8Array(end - start);
  while (run.position < end) {
    if (run.rest.length === 0) {
      const bytes = await run.next();
      if (!bytes) throw new Error('it ends too early');
      run.rest = bytes;
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

/** Waits for the end, where length and CRC are checked. */
async function finish(run: Run): Promise<void> {
  if (run.rest.length > 0 || (await run.next())) throw new Error('it goes on too long');
}

function reason(error: unknown): string {
  return error instanceof Error && error.message ? error.message.replace(/\.$/, '') : 'its data cannot be inflated';
}
