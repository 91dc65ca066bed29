import assert from 'node:assert/strict';
import { readSaved } from '../../../src/analysis/selection/savedDocument';
import type { Selection } from '../../../src/protocol/selection';

/** The selection that a document keeps (see readSaved); a test fails where it keeps a comparison. */
export function readSelection(text: string, name: string, folder: string): Selection {
  const saved = readSaved(text, name, folder);
  assert.ok(saved.kind === 'cca-lens-selection');
  return saved;
}
