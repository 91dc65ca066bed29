import type { PythonPiece } from './piece';

/** A number that was shown; null where there is none; lists of them to any depth. */
export type ShownValue = number | null | readonly ShownValue[];

/** Numbers that were shown, by the names that a result document has for them. */
export type ShownNumbers = Record<string, ShownValue>;

/** A part of a notebook: what something is, in words, and the code that recomputes its numbers. */
export interface Section {
  /** Of its cells; unique in a notebook. */
  id: string;
  /** Markdown, beginning with a heading. */
  prose: string;
  shown: ShownNumbers;
  pieces: readonly PythonPiece[];
  code: string;
}
