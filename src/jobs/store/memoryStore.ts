/** Values by key in memory, at most `maxBytes` of their numbers together, the least recently used going first. */
export class MemoryStore {
  private readonly entries = new Map<string, { value: unknown; bytes: number }>();
  private total = 0;

  constructor(private readonly maxBytes: number) {}

  /** Bytes of the numbers held. */
  get bytes(): number {
    return this.total;
  }

  /** What was put under the key last, undefined when it is no longer held. */
  get(key: string): unknown {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    // A Map keeps the order of insertion: putting it again makes it the most recently used.
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  /** Holds a value, unless it alone would pass the limit. */
  put(key: string, value: unknown): void {
    const bytes = bytesOf(value);
    this.remove(key);
    if (bytes > this.maxBytes) return;
    this.entries.set(key, { value, bytes });
    this.total += bytes;
    for (const oldest of this.entries.keys()) {
      if (this.total <= this.maxBytes) break;
      this.remove(oldest);
    }
  }

  private remove(key: string): void {
    this.total -= this.entries.get(key)?.bytes ?? 0;
    this.entries.delete(key);
  }
}

function bytesOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 8;
  return Object.values(value).reduce((sum: number, part) => sum + bytesOf(part), 0);
}
