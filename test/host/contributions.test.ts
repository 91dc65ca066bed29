import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { commands } from 'vscode';
import { arrayFiles } from '../../src/facts/formats';
import { defaultOptions } from '../../src/facts/options';
import { readOptions } from '../../src/vscode/settings';
import { extension, settingDefault, testServices } from './extensionUnderTest';

interface Manifest {
  activationEvents: string[];
  extensionKind: string[];
  capabilities: { untrustedWorkspaces: { supported: unknown }; virtualWorkspaces: { supported: unknown } };
  contributes: {
    commands: { command: string; title: string; category: string }[];
    menus: Record<string, { command: string; when?: string; group?: string }[]>;
    configuration: { properties: Record<string, { markdownDescription?: string }> };
  };
}

describe('what package.json says', () => {
  const manifest = extension().packageJSON as Manifest;
  const contributed = manifest.contributes.commands.map(({ command }) => command).sort();

  before(() => extension().activate());

  it('is true of the commands: every one listed is registered, and no other', async () => {
    // VS Code makes some of its own for each view.
    const registered = (await commands.getCommands(true)).filter((id) =>
      /^ccaLens\.(?!.*\.(focus|open|removeView|resetViewLocation|toggleVisibility)$)/.test(id),
    );
    assert.deepEqual(registered.sort(), contributed);
    assert.ok(
      manifest.contributes.commands.every(({ category, title }) => category === 'CCA Lens' && /^[A-Z]/.test(title)),
    );
  });

  it('names only commands that exist in menus, and never shows an entry everywhere', () => {
    for (const [menu, entries] of Object.entries(manifest.contributes.menus)) {
      for (const { command, when } of entries) {
        assert.ok(contributed.includes(command), `${menu}: ${command}`);
        assert.ok(when, `${menu}: ${command} has no condition`);
      }
    }
    const explorer = manifest.contributes.menus['explorer/context'] ?? [];
    assert.equal(explorer.length, 8);
    assert.ok(explorer.every(({ group }) => group?.startsWith('3_compare')));
  });

  it('starts nothing where no array is and before use, and runs beside the data', () => {
    // Which panels VS Code restores is held to its pages by test/vscode/pages.test.ts.
    const others = manifest.activationEvents.filter((event) => !event.startsWith('onWebviewPanel:'));
    assert.deepEqual(others, [
      'onLanguage:python',
      'onNotebook:jupyter-notebook',
      'onRenderer:ccaLens.renderer',
      `workspaceContains:${arrayFiles}`,
      'onUri',
    ]);
    assert.deepEqual(manifest.extensionKind, ['workspace']);
    assert.equal(manifest.capabilities.virtualWorkspaces.supported, false);
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited');
  });

  it('sets defaults equal to those of the command line, all described', () => {
    const services = testServices();
    try {
      assert.deepEqual(readOptions(services.log), defaultOptions);
    } finally {
      services.dispose();
    }
    const { properties } = manifest.contributes.configuration;
    assert.ok(Object.values(properties).every(({ markdownDescription }) => markdownDescription));
    for (const name of Object.keys(properties)) {
      assert.notEqual(settingDefault(name.replace('ccaLens.', '')), undefined, name);
    }
  });
});
