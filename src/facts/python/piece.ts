/** A function of Python, or a few that belong together, and those that it calls. */
export interface PythonPiece {
  needs: readonly PythonPiece[];
  code: string;
  /** A package that it imports beside numpy. */
  package?: string;
}

/** A piece from its source, whose lines begin where the first one does. */
export function piece(code: string, ...needs: PythonPiece[]): PythonPiece {
  return { code: code.trim(), needs };
}

/** The packages beside numpy that pieces import, and those that they call, each once. */
export function packagesOf(pieces: readonly PythonPiece[]): string[] {
  const own = pieces.flatMap(({ package: name, needs }) => [
    ...(name === undefined ? [] : [name]),
    ...packagesOf(needs),
  ]);
  return [...new Set(own)];
}
