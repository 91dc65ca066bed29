import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConfigurationTarget,
  EventEmitter,
  extensions,
  window,
  workspace,
  type Extension,
  type LogOutputChannel,
  type Memento,
} from 'vscode';
import type { LensApi } from '../../src/extension';
import { WorkerClient } from '../../src/jobs/workerClient';
import { FileWatch } from '../../src/vscode/files/fileWatch';
import { inlineServices } from '../../src/vscode/inline/inlineServices';
import { PinnedReference } from '../../src/vscode/inline/pinnedReference';
import { jobWorkers } from '../../src/vscode/jobWorkers';
import { createLog } from '../../src/vscode/log';
import { OpenPages } from '../../src/vscode/panels/openPages';
import type { PanelEvent, Services } from '../../src/vscode/services';
import { WarmWorkers } from '../../src/vscode/warmWorkers';

/** The extension as VS Code has loaded it: from the source tree, or as installed. */
export function extension(): Extension<LensApi> {
  const found = extensions.getExtension<LensApi>('cca-lens.cca-lens');
  assert.ok(found, 'the extension is not there');
  return found;
}

// One channel for all suites: VS Code complains of one that is gone before it has come.
let log: LogOutputChannel | undefined;

/** Services like those of the extension, over its own files, for parts that a suite builds itself; and what to dispose afterwards. */
export function testServices(): Services & { dispose(): void } {
  const { extensionUri } = extension();
  log ??= createLog();
  const states = new EventEmitter<PanelEvent>();
  const workers = jobWorkers(join(extensionUri.fsPath, 'dist'));
  const workspaceState = memento();
  const factorsFolder = mkdtempSync(join(tmpdir(), 'cca-lens-factors-'));
  const resultsFolder = mkdtempSync(join(tmpdir(), 'cca-lens-results-'));
  const watch = new FileWatch();
  const temporary = mkdtempSync(join(tmpdir(), 'cca-lens-variables-'));
  const variablesFolder = join(temporary, 'variables');
  return {
    extensionUri,
    workers,
    factorsFolder,
    resultsFolder,
    variablesFolder,
    reference: new PinnedReference(workspaceState),
    inline: inlineServices(workspaceState, watch),
    memories: new Set(),
    pages: new OpenPages(),
    watch,
    workspaceState,
    log,
    states,
    dispose() {
      workers.dispose();
      watch.dispose();
      states.dispose();
      for (const folder of [factorsFolder, resultsFolder, temporary]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What is kept for a workspace, in memory. */
export function memento(): Memento {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: <T>(key: string, fallback?: T) => (kept.get(key) as T | undefined) ?? (fallback as T),
    update: async (key, value) => void kept.set(key, value),
  };
}

/** Threads of a built worker script. */
export function workersOf(file: string): WarmWorkers {
  return new WarmWorkers(() => new WorkerClient(file));
}

/** Labels of all open tabs, sorted. */
export function tabLabels(): string[] {
  return window.tabGroups.all.flatMap((group) => group.tabs.map((tab) => tab.label)).sort();
}

/** Resolves when the open tabs have these labels; the extension host hears of tabs only after they have opened. */
export async function untilTabs(...labels: string[]): Promise<void> {
  await until(`the tabs ${labels.join()}`, () => tabLabels().join() === labels.sort().join());
}

/** Closes every tab, with the panels in them. */
export async function closeTabs(): Promise<void> {
  await until('closing the tabs', async () => {
    await window.tabGroups.close(window.tabGroups.all.flatMap((group) => group.tabs));
    return tabLabels().length === 0;
  });
}

/** Resolves when the condition holds; fails after two minutes or as long as is given, naming what was waited for and the tabs that are open. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  milliseconds = 120_000,
): Promise<void> {
  for (const end = Date.now() + milliseconds; Date.now() < end;) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  assert.fail(
    `${what} did not happen within ${milliseconds / 1000} seconds; open are the tabs [${tabLabels().join()}]`,
  );
}

/** Sets a setting of the user; undefined takes it back to its default. */
export async function setSetting(key: string, value: unknown): Promise<void> {
  await workspace.getConfiguration('ccaLens').update(key, value, ConfigurationTarget.Global);
}

/** The setting's default as VS Code knows it. */
export function settingDefault(key: string): unknown {
  return workspace.getConfiguration('ccaLens').inspect(key)?.defaultValue;
}
