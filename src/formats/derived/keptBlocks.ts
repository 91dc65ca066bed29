/** Blocks of computed rows by key, at most `maxBytes` of them together, the least recently used going first. */
export class KeptBlocks {
  private readonly blocks = new Map<string, Uint8Array>();
  private total = 0;

  constructor(private readonly maxBytes: number) {}

  get(key: string): Uint8Array | undefined {
    const block = this.blocks.get(key);
    if (!block) return undefined;
    // A Map keeps the order of insertion: putting it again makes it the most recently used.
    this.blocks.delete(key);
    this.blocks.set(key, block);
    return block;
  }

  /** Keeps a block under a key that is not in use; one that is larger than all may be together is not kept. */
  put(key: string, block: Uint8Array): void {
    if (block.length > this.maxBytes) return;
    for (const [oldest, { length }] of this.blocks) {
      if (this.total + block.length <= this.maxBytes) break;
      this.blocks.delete(oldest);
      this.total -= length;
    }
    this.blocks.set(key, block);
    this.total += block.length;
  }
}
