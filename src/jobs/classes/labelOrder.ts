import { readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { whatKind } from '../../analysis/names/whatKind';
import type { FoundArray } from '../../protocol/scan';
import type { Estimate } from '../../protocol/analysisRun';
import type { SelectedArray } from '../../protocol/selection';
import { formatNamed, textFormatNamed } from '../../facts/formats';
import type { Notice } from '../../facts/reportParts';
import { idsMisfit, idsMisfitCode, requireNoProblem } from '../analyses/checkIds';
import { firstIds } from '../analyses/selectedAddresses';
import { splitAddress } from '../arrays/openStored';
import { shortNames } from '../../facts/shortNames';
import { readHeaders } from '../scan/readHeaders';

/** A file of labels, and how many it holds. */
interface LabelFile {
  path: string;
  count: number;
}

/** In which order labels are, among arrays of which some have ids of their samples. */
export interface LabelOrder {
  /** The ids of the labels, in whose order the arrays are read; undefined where no array has any. */
  wanted?: string | undefined;
  notices: Notice[];
  problems: Estimate['problems'];
}

/**
 * Labels are in the order of the ids that lie in their own folder (or archive); without such, in that of the first array with ids, which a notice
 * says. Where no array has ids nothing is put in order.
 */
export async function labelOrder(arrays: readonly SelectedArray[], labels: LabelFile): Promise<LabelOrder> {
  const first = firstIds(arrays);
  if (first === undefined) return { notices: [], problems: [] };
  const own = await idsBeside(labels);
  if (!own) return { wanted: first, notices: [trusted(labels.path, first)], problems: [] };
  const problem = misfitOf(own, labels);
  return problem
    ? { wanted: first, notices: [], problems: [problem] }
    : { wanted: own.path, notices: [], problems: [] };
}

/** The ids beside labels of a pair whose samples are in the order of other ids; undefined: none. @throws LensError `id-count-mismatch`. */
export async function idsOfLabels(labels: LabelFile): Promise<string | undefined> {
  const own = await idsBeside(labels);
  if (own) requireNoProblem([misfitOf(own, labels) ?? []].flat());
  return own?.path;
}

function misfitOf(ids: FoundArray, { path, count }: LabelFile): Estimate['problems'][number] | undefined {
  const found = ids.shape[0]!;
  if (found === count) return undefined;
  const [own, name] = shortNames([ids.path, path]) as [string, string];
  const message = idsMisfit(own, found, name, `has ${count.toLocaleString('en-US')} labels`);
  return { code: idsMisfitCode, message, paths: [ids.path, path] };
}

/**
 * The ids in the folder of a label file, or beside a member in its archive or in the archive's folder; of several those that are as many as the
 * labels, else the first.
 */
async function idsBeside({ path: labels, count }: LabelFile): Promise<FoundArray | undefined> {
  const { file, member } = await splitAddress(labels);
  const archive = member === undefined ? undefined : file;
  const folder = resolve(dirname(file));
  const names = await readdir(folder).catch((): string[] => []);
  const isVector = (name: string) => textFormatNamed(name) !== undefined || formatNamed(name)?.holds === 'array';
  const files = names.filter((name) => isVector(name) && isNamedAsIds(name)).sort();
  for (const paths of [archive === undefined ? [] : [archive], files.map((name) => join(folder, name))]) {
    const roots = paths.map((path) => ({ path, root: folder }));
    const { arrays } = await readHeaders(roots, {}, () => undefined);
    const ids = arrays.filter((array) => whatKind(array)?.kind === 'ids');
    const best = ids.find(({ shape }) => shape[0] === count) ?? ids[0];
    if (best) return best;
  }
  return undefined;
}

/** Whether a vector of whole numbers of this name would be taken for ids. */
function isNamedAsIds(name: string): boolean {
  return whatKind({ path: name, shape: [1], dtype: '<i8', whole: true, bytes: false })?.kind === 'ids';
}

function trusted(labels: string, first: string): Notice {
  const [name, ids] = shortNames([labels, first]) as [string, string];
  const message = `The labels in ${name} are taken to be in the order of ${ids}, the first sample ids: should they be in another one, save their ids beside them.`;
  return { code: 'labels-order', message };
}
