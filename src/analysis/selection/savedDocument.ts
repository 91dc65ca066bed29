import { isRecord } from '../../facts/isRecord';
import { Checker } from '../../facts/checker';
import type { SavedComparison } from '../../protocol/savedComparison';
import type { Selection } from '../../protocol/selection';
import { absolutePath } from '../names/portablePaths';
import { comparisonPaths, withComparisonPaths } from './comparisonDocument';
import { DocumentFormatError, documentValue } from './documentText';
import { parseComparison } from './parseComparison';
import { parseSelection } from './parseSelection';
import { withSelectionPaths } from './selectionDocument';
import { selectionPaths } from './selectionPaths';

/** What a document *.ccalens.json keeps: the files of an analysis and what is asked of them, or two arrays that are compared. */
export type SavedDocument = Selection | SavedComparison;

/** The kinds of such documents, as they call themselves. */
const savedKinds = ['cca-lens-selection', 'cca-lens-comparison'] as const;

/**
 * What a document keeps, its paths made absolute.
 * @param name the document as people know it.
 * @param folder the absolute folder that the document lies in.
 * @throws DocumentFormatError with every problem of the text.
 */
export function readSaved(text: string, name: string, folder: string): SavedDocument {
  return withSavedPaths(savedOfValue(documentValue(text, name), name), (path) => absolutePath(folder, path));
}

/** The same of a value that was read already, its paths as they stand there. @throws DocumentFormatError. */
export function savedOfValue(value: unknown, name: string): SavedDocument {
  const kind = isRecord(value) ? value.kind : undefined;
  if (typeof kind === 'string' && !savedKinds.some((known) => known === kind)) {
    const check = new Checker();
    check.oneOf(kind, 'kind', savedKinds);
    throw new DocumentFormatError(name, 'selection', check.problems);
  }
  if (kind !== 'cca-lens-comparison') {
    const parsed = parseSelection(value);
    if ('problems' in parsed) throw new DocumentFormatError(name, 'selection', parsed.problems);
    return parsed.selection;
  }
  const parsed = parseComparison(value);
  if ('problems' in parsed) throw new DocumentFormatError(name, 'saved comparison', parsed.problems);
  return parsed.comparison;
}

/** A document with every path in it, of archives' members that of the archive, changed. */
export function withSavedPaths(saved: SavedDocument, change: (path: string) => string): SavedDocument {
  return saved.kind === 'cca-lens-comparison' ? withComparisonPaths(saved, change) : withSelectionPaths(saved, change);
}

/** Every path that a document names. */
export function savedPaths(saved: SavedDocument): string[] {
  return saved.kind === 'cca-lens-comparison' ? comparisonPaths(saved) : selectionPaths(saved);
}
