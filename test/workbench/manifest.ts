import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { arrayFiles, formats, namePattern, ofOne, ofSeveral, type FormatFacts } from '../../src/facts/formats';
import { measureNames, usualMeasures } from '../../src/facts/measures';
import { scoreNames } from '../../src/facts/measures/scores';
import { usualSideBarScores } from '../../src/facts/sideBarScores';
import { projectFolder } from './paths';

/** The file of the extension's manifest. */
export const manifestFile = join(projectFolder, 'package.json');

/** What of a manifest is about formats of files, and which measures and scores settings choose among. */
interface Manifest {
  activationEvents: string[];
  contributes: {
    menus: Record<string, { when?: string }[]>;
    customEditors: { viewType: string; selector: { filenamePattern: string }[] }[];
    configuration: { properties: Record<string, { items?: { enum: readonly string[] }; default: unknown }> };
  };
}

/**
 * A manifest as the table of formats has it: the files that the array viewer opens, and the endings for which menus show a command; and the files with which a folder is one of arrays; and what settings choose among of measures and scores. A when-clause may ask
 * for files of all formats, of those of one array, or of those of several: which, is told by the endings that it has.
 */
export function manifestOf(text: string): string {
  const manifest = JSON.parse(text) as Manifest;
  const { menus, customEditors } = manifest.contributes;
  for (const item of Object.values(menus).flat()) if (item.when !== undefined) item.when = whenOf(item.when);
  customEditors.find(({ viewType }) => viewType === 'ccaLens.array')!.selector = formats.flatMap(({ endings }) =>
    endings.map((ending) => ({ filenamePattern: `*${ending}` })),
  );
  const inWorkspace = 'workspaceContains:';
  manifest.activationEvents = manifest.activationEvents.map((event) =>
    event.startsWith(inWorkspace) ? inWorkspace + arrayFiles : event,
  );
  const { properties } = manifest.contributes.configuration;
  const chooses = (setting: string, among: readonly string[], usual: readonly string[]) =>
    Object.assign(properties[`ccaLens.${setting}`]!, { items: { enum: among }, default: usual });
  chooses('measures', measureNames, usualMeasures);
  chooses('sideBarScores', scoreNames, usualSideBarScores);
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function whenOf(clause: string): string {
  return clause.replace(
    /resourceExtname =~ \/\^(.*?)\/i/g,
    (_, pattern: string) => `resourceExtname =~ /^${namePattern(meant(pattern))}/i`,
  );
}

function meant(pattern: string): readonly FormatFacts[] {
  const named = (among: readonly FormatFacts[]) =>
    among.some(({ endings }) => endings.some((ending) => new RegExp(`^${pattern}`, 'i').test(ending)));
  return named(ofOne) && named(ofSeveral) ? formats : named(ofOne) ? ofOne : ofSeveral;
}

/** `npm run manifest`: writes package.json anew. */
if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(manifestFile, manifestOf(readFileSync(manifestFile, 'utf8')));
