import type { PythonPiece } from '../facts/python/piece';

/** Writes pieces into a program: each once, behind those that it calls. */
export class PieceWriter {
  private readonly written = new Set<PythonPiece>();

  /** The code of those pieces, with all they call, that were not written before; '' when there are none. */
  write(pieces: readonly PythonPiece[]): string {
    return this.fresh(pieces).join('\n\n\n');
  }

  private fresh(pieces: readonly PythonPiece[]): string[] {
    return pieces.flatMap((one) => {
      if (this.written.has(one)) return [];
      this.written.add(one);
      return [...this.fresh(one.needs), one.code];
    });
  }
}
