import { markdownTable, shownNumber } from './markdownText';
import type { NotebookCell } from './nbformat';
import { packagesOf, type PythonPiece } from '../facts/python/piece';
import { PieceWriter } from './pieceWriter';
import { pythonDict, pythonValue } from './pythonText';
import { checkPiece } from './python/check';
import type { Section, ShownNumbers } from '../facts/python/section';

/** What stands above the sections of a notebook. */
export interface NotebookHead {
  /** Markdown, beginning with the title. */
  prose: string;
  imports?: readonly string[] | undefined;
}

/**
 * The cells of a notebook: what it is about, with a table of the single numbers that were shown; the set-up; all numbers that were shown, in full
 * precision; and each section as a cell of words and a cell of code, functions before their first use.
 */
export function notebookCells(head: NotebookHead, sections: readonly Section[]): NotebookCell[] {
  const shown: ShownNumbers = Object.assign({}, ...sections.map((section) => section.shown)) as ShownNumbers;
  const writer = new PieceWriter();
  const packages = packagesOf(sections.flatMap(({ pieces }) => pieces));
  return [
    { kind: 'markdown', id: 'about', text: [head.prose, ...tableOfShown(shown), howToRun(packages)].join('\n\n') },
    { kind: 'code', id: 'setup', text: setup(head.imports ?? []) },
    { kind: 'markdown', id: 'shown-about', text: shownProse },
    { kind: 'code', id: 'shown', text: shownCode(shown, writer) },
    ...sections.flatMap(({ id, prose, pieces, code }): NotebookCell[] => [
      { kind: 'markdown', id: `${id}-about`, text: prose },
      { kind: 'code', id, text: withPieces(pieces, code, writer) },
    ]),
  ];
}

function howToRun(packages: readonly string[]): string {
  const readers = packages.length > 0 ? ` and, to read the files, ${packages.join(' and ')}` : '';
  return `Run all cells: they need Python 3 with numpy${readers}, and the files where they are now, seen from this notebook. Each cell ends by printing the shown numbers beside the recomputed ones, and stops with an error where they differ by more than rounding. numpy holds the layers in memory, in float64.`;
}

const shownProse = `## The numbers that were shown

In full precision, by the names that they have in the JSON of CCA Lens. \`check\` compares with them.`;

function setup(imports: readonly string[]): string {
  return `${['from collections import namedtuple', ...imports, 'from pathlib import Path'].join('\n')}

import numpy as np

ROOT = Path(".")  # the paths below begin here: the folder of this notebook`;
}

function shownCode(shown: ShownNumbers, writer: PieceWriter): string {
  const entries = Object.entries(shown).map(([name, value]) => [name, pythonValue(value, 4)] as const);
  return `SHOWN = ${pythonDict(entries)}\n\n\n${writer.write([checkPiece])}`;
}

function withPieces(pieces: readonly PythonPiece[], code: string, writer: PieceWriter): string {
  const functions = writer.write(pieces);
  return functions === '' ? code.trim() : `${functions}\n\n\n${code.trim()}`;
}

/** The single numbers; lists have a place in the code alone. */
function tableOfShown(shown: ShownNumbers): string[] {
  const single = Object.entries(shown).flatMap(([name, value]) =>
    value === null || typeof value === 'number' ? [[name, shownNumber(value)]] : [],
  );
  return single.length === 0 ? [] : [markdownTable(['as shown by CCA Lens', ''], single)];
}
