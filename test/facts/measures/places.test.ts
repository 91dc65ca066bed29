import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';

/** Files of a folder and of all within it. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );
}

describe('facts/measures: where a measure is named', () => {
  it('is in its facts, its kernel and the two lists, and beside these where documents and people name it', () => {
    const files = [...['src', 'webview', 'media'].flatMap(filesIn), 'package.json', 'package.nls.json'];
    const naming = files.filter((file) => /procrustes/i.test(readFileSync(file, 'latin1')));
    assert.ok(naming.length <= 12, `${naming.length} files name Procrustes:\n${naming.join('\n')}`);
  });
});
