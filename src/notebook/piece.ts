/** A function of Python, or a few that belong together, and those that it calls. */
export interface PythonPiece {
  needs: readonly PythonPiece[];
  code: string;
}

/** A piece from its source, whose lines begin where the first one does. */
export function piece(code: string, ...needs: PythonPiece[]): PythonPiece {
  return { code: code.trim(), needs };
}

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
