/** A function of Python, or a few that belong together, and those that it calls. */
export interface PythonPiece {
  needs: readonly PythonPiece[];
  code: string;
}

/** A piece from its source, whose lines begin where the first one does. */
export function piece(code: string, ...needs: PythonPiece[]): PythonPiece {
  return { code: code.trim(), needs };
}
