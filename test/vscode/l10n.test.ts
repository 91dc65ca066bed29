import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { describe, it } from 'mocha';
import { projectFolder } from '../workbench/paths';

const read = (path: string): unknown => JSON.parse(readFileSync(join(projectFolder, path), 'utf8'));

describe('texts that can be translated', () => {
  it('are all in the English bundle, and nothing else is (npm run l10n writes it)', async () => {
    const folder = join(projectFolder, 'src', 'vscode');
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
    // As one text, which is taken apart in half the time of so many.
    const contents = sources
      .map((path) => readFileSync(join(folder, path), 'utf8'))
      .filter((text) => text.includes('l10n'));
    const found = Object.keys(await getL10nJson([{ extension: '.ts', contents: contents.join('\n') }])).sort();
    assert.ok(found.length > 50, `${found.length} texts were found`);
    assert.deepEqual(Object.keys(read('media/l10n/bundle.l10n.json') as object).sort(), found);
  });

  it('are those of package.json, each named there and said in package.nls.json', () => {
    const named = new Set(JSON.stringify(read('package.json')).match(/(?<="%)[\w.]+(?=%")/g));
    assert.deepEqual([...named].sort(), Object.keys(read('package.nls.json') as object).sort());
  });
});
