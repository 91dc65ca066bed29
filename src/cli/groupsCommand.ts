import { stat } from 'node:fs/promises';
import { basename, resolve, sep } from 'node:path';
import { append } from '../facts/append';
import { isOfFile } from '../facts/address';
import { withoutEnding } from '../facts/formats';
import { LensError } from '../facts/errors';
import { calibratedText } from '../facts/calibratedWords';
import { scoreFacts, usualScore } from '../facts/measures/scores';
import { signOf, signsText } from '../facts/standing';
import { standingOfMean } from '../facts/standingIn';
import type { SelectedArray } from '../protocol/selection';
import type { GroupsResult } from '../facts/analyses/groups';
import { parseCommand } from './arguments';
import { expandPaths } from './expandPaths';
import { calibratedNotes } from './calibratedLines';
import { noticeLines } from './noticeLines';
import { requireOneFormat } from './oneFormat';
import { resultAs } from './pairsCommand';
import { samplesText } from './samplesText';
import { shardAnswer } from './shardCommand';
import { symmetricWords } from './symmetricWords';
import { analysisFlags, analysisOptions, analysisTexts, runSelection, scanned } from './scannedSelection';

/** Folders and files of a group. */
interface GroupPaths {
  name: string;
  roots: string[];
}

/** What `--help` says of it. */
export const groupsUsage = `  cca-lens groups --group NAME=PATH,PATH... --group NAME=PATH,PATH... [options]
      named groups of networks: how alike the networks of a group are, layer by layer, and those of two groups
      PATH is a network's folder (* and ? stand for what fits); NAME=PATH alone works too: good=runs/model{0,1,2}
      --measure NAME            the score (default ${usualScore})
`;

/** `cca-lens groups`: named groups of networks against themselves and each other, as text, JSON or CSV. @throws LensError. */
export async function groupsCommand(args: string[]): Promise<string> {
  const { files, values } = parseCommand(wordsOfGroups(args), analysisFlags, analysisTexts, {
    count: 1,
    what: 'one --group NAME=FOLDER,FOLDER... or more',
    orMore: true,
  });
  requireOneFormat(values);
  const groups = await groupsOf(files);
  const found = await scanned(
    groups.flatMap(({ roots }) => roots),
    values,
    { networks: true },
  );
  const arrays = await grouped(found.arrays, groups);
  const names = groups.map(({ name }) => name);
  const selection = { ...analysisOptions(values, true), analysis: 'groups' as const, arrays, groups: names };
  const part = await shardAnswer(selection, values);
  if (part !== undefined) return part;
  const result = (await runSelection(selection, found.warnings, values)) as GroupsResult;
  return resultAs(values, result, groupsText);
}

/** `--group NAME=PATHS` as the plain words `NAME=PATHS`, which a shell's braces make several of: NAME=runs/model{0,1,2}. */
function wordsOfGroups(args: readonly string[]): string[] {
  return args
    .filter((word, i) => !(word === '--group' && args[i + 1] !== undefined))
    .map((word) => (word.startsWith('--group=') ? word.slice('--group='.length) : word));
}

/** @throws LensError `usage` for a word that names no group, or a path that nothing fits. */
async function groupsOf(words: readonly string[]): Promise<GroupPaths[]> {
  const groups = new Map<string, string[]>();
  for (const word of words) {
    const [, name, paths] = /^([^=]+)=(.+)$/s.exec(word) ?? [];
    if (name === undefined || paths === undefined)
      throw new LensError('usage', `Expected NAME=FOLDER,FOLDER... for a group, found "${word}".`);
    const roots = (await Promise.all(paths.split(',').map((path) => expandPaths(path)))).flat();
    groups.set(name, [...(groups.get(name) ?? []), ...roots.map((root) => resolve(root))]);
  }
  return [...groups].map(([name, roots]) => ({ name, roots: [...new Set(roots)] }));
}

/**
 * Arrays with the group whose folder they are in. A folder in whose files no several models are read is a model itself.
 * @throws LensError `usage` for an array in two groups: it would be compared with itself.
 */
async function grouped(arrays: readonly SelectedArray[], groups: readonly GroupPaths[]): Promise<SelectedArray[]> {
  const roots = groups.flatMap(({ name, roots }) => roots.map((root) => ({ root, name })));
  const list = new Map<string, SelectedArray>();
  for (const { root, name } of roots) {
    const inside = arrays.filter(({ path }) => isOfFile(path, root) || path.startsWith(root + sep));
    const alone = new Set(inside.map(({ model }) => model)).size === 1 && (await isNetwork(root, inside));
    for (const array of inside) {
      const other = list.get(array.path)?.group ?? name;
      if (other !== name)
        throw new LensError('usage', `${root} is in the groups ${other} and ${name}; a network belongs to one group.`);
      list.set(array.path, { ...array, group: name, ...(alone ? { model: modelOf(root, roots) } : {}) });
    }
  }
  return [...list.values()];
}

/** Whether a root is a network by itself where no several are read in it: a folder, or an archive. */
async function isNetwork(root: string, inside: readonly SelectedArray[]): Promise<boolean> {
  if ((await stat(root).catch(() => undefined))?.isDirectory()) return true;
  return inside.some(({ path }) => path !== root);
}

/** The name of the folder, archive or stack, with the folder before it where another one has the same. */
function modelOf(root: string, roots: readonly { root: string }[]): string {
  const parts = root.split(sep);
  const twins = roots.filter((other) => basename(other.root) === basename(root));
  return withoutEnding(parts.slice(twins.length > 1 ? -2 : -1).join('/'));
}

/** Groups layer by layer, and what they say, as a person reads it in a terminal. */
export function groupsText(result: GroupsResult): string {
  const { groups, layers, cells, measure, reading, warnings, refused } = result;
  const lines = [`${samplesText(result)}; ${measure}${symmetricWords(measure)}, mean over pairs of networks`];
  for (const { name, models } of groups) lines.push(`  ${name}: ${models.join(', ')}`);
  append(lines, noticeLines(warnings, refused));
  for (const layer of layers) {
    lines.push('', layer);
    for (const cell of cells.filter((one) => one.layer === layer)) {
      const { a, b, mean, range, interval, pairs, calibrated } = cell;
      if (pairs.length === 0) continue;
      const known = pairs.filter(({ value }) => value !== null).length;
      const spread = interval ?? range;
      const said = spread ? `${spread[0].toFixed(4)} to ${spread[1].toFixed(4)}` : '-';
      const kind = interval
        ? '95% of networks drawn anew'
        : known > 1
          ? `range of ${known} pairs`
          : `${known || 'no'} pair`;
      const what = a === b ? `within ${a}` : `${a} and ${b}`;
      lines.push(
        `  ${mean === null ? '-' : mean.toFixed(4)} ${signOf(standingOfMean(cell))} ${what}  (${said}, ${kind})${calibrated ? `; ${calibratedText(calibrated, scoreFacts(measure))}` : ''}`,
      );
    }
  }
  const explained = signsText(cells.map(standingOfMean));
  if (explained !== '') lines.push('', `(${explained})`);
  append(lines, calibratedNotes(result.options, cells));
  lines.push('', reading);
  return lines.join('\n');
}
