import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Settings under which VS Code asks for nothing, fetches nothing and opens nothing by itself. */
const quiet = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'git.enabled': false,
};

/** What a window is to be like beside being quiet. */
export interface WindowSettings {
  /** Trust every folder without asking; otherwise new folders open in Restricted Mode. */
  trusted: boolean;
  /** Further user settings by their keys. */
  more?: Record<string, unknown>;
}

/** Writes the user's settings of a VS Code that keeps its data in the given folder. */
export async function writeUserSettings(userData: string, { trusted, more }: WindowSettings): Promise<void> {
  const settings = { ...quiet, 'security.workspace.trust.enabled': !trusted, ...more };
  await mkdir(join(userData, 'User'), { recursive: true });
  await writeFile(join(userData, 'User', 'settings.json'), JSON.stringify(settings, null, 2));
}
