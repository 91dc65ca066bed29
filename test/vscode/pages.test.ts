import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { pages } from '../../src/vscode/pages';
import { projectFolder } from '../workbench/paths';

interface Manifest {
  activationEvents: string[];
  contributes: { customEditors: { viewType: string }[]; views: Record<string, { id: string; type?: string }[]> };
}

describe('vscode/pages', () => {
  const { activationEvents, contributes } = JSON.parse(
    readFileSync(join(projectFolder, 'package.json'), 'utf8'),
  ) as Manifest;

  it('are built of an entry each', () => {
    for (const name of Object.keys(pages))
      assert.ok(existsSync(join(projectFolder, 'webview/pages', `${name}.ts`)), name);
  });

  it('are those that package.json contributes, and that VS Code restores', () => {
    const contributed = [
      ...contributes.customEditors.map(({ viewType }) => viewType),
      ...Object.values(contributes.views).flatMap((views) =>
        views.flatMap(({ id, type }) => (type === 'webview' ? [id] : [])),
      ),
      ...activationEvents.flatMap((event) => /^onWebviewPanel:(.*)$/.exec(event)?.[1] ?? []),
    ];
    const known = Object.values(pages).flatMap((page) => Object.values(page));
    assert.deepEqual([...contributed].sort(), [...known].sort());
  });
});
