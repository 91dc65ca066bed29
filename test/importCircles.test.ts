import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Linter, type Rule } from 'eslint';
import { describe, it } from 'mocha';
import { projectFolder } from './workbench/paths';
import { temporaryFolder } from './workbench/temporaryFolder';

describe('imports', () => {
  const files = {
    'a.ts': "import { b } from './b';\nimport { d } from './d';\nexport const a = [b, d];",
    'b.ts': "import type { C } from './c';\nexport const b: C[] = [];",
    'c.ts': "export type { A } from './deep';\nexport type C = number;",
    'deep/index.ts': "import type { a } from '../a';\nexport type A = typeof a;",
    'd.ts': 'export const d = 1;',
  };

  it('that lead back to their file are refused by lint, types and exports from elsewhere included, others are not', async () => {
    const script = pathToFileURL(join(projectFolder, 'importCircles.mjs')).href;
    const { noImportCircles } = (await import(script)) as { noImportCircles: Rule.RuleModule };
    const folder = temporaryFolder('circles');
    mkdirSync(join(folder, 'deep'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const linter = new Linter({ cwd: folder });
    const rules = { 'circles/none': 'error' } as const;
    const config = { files: ['**/*.ts'], plugins: { circles: { rules: { none: noImportCircles } } }, rules };
    const said = (name: string) =>
      linter
        .verify("import './b';\nimport './d';", [config], { filename: join(folder, name) })
        .map((one) => one.message);
    assert.deepEqual(said('a.ts'), [
      'These files import each other in a circle: a.ts -> b.ts -> c.ts -> deep/index.ts -> a.ts.',
    ]);
    assert.deepEqual(said('elsewhere.ts'), []);
  });
});
