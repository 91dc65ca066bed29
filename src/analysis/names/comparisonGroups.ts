import { memberPath, splitMember } from '../../facts/address';
import { isContainerName } from '../../facts/formats';
import { mayHave } from './sampleCounts';
import { commonFolder, relativePath } from './portablePaths';
import { readNames } from './readNames';
import { isNamedBesideLayers, isNamedLabels } from './whatKind';

/** What an array is chosen for, beside another one: to be compared with it, or to label its samples. */
export type Purpose = 'comparison' | 'labels';

/** How near a file is to the array that another one is chosen for, by its name: `beside` what is named as labels, ids and masks are. */
export type NameGroup = 'labels' | 'same-layer' | 'same-folder' | 'others' | 'beside';

const order: Record<Purpose, readonly NameGroup[]> = {
  comparison: ['same-layer', 'same-folder', 'others', 'beside'],
  labels: ['labels', 'same-folder', 'others'],
};

/**
 * The paths in the order in which they are offered, each with its group; nothing but names is looked at.
 * @param subject address of the array that one is chosen for; undefined: for the first of a pair nothing tells what is near, but labels stand last.
 * @param paths of files; of one that holds several arrays, that of the subject's name is meant.
 * @param near the folder whose files come first; that of the subject, unless it is given.
 */
export function inNameOrder(
  subject: string | undefined,
  paths: readonly string[],
  purpose: Purpose,
  near = subject && folderOf(splitMember(subject).file),
): { path: string; group: NameGroup }[] {
  const sameLayer = subject === undefined || purpose === 'labels' ? new Set() : sameLayerOf(subject, paths);
  const groupOf = (path: string): NameGroup => {
    if (purpose === 'labels' && isNamedLabels(path)) return 'labels';
    if (purpose === 'comparison' && isNamedBesideLayers(path)) return 'beside';
    if (sameLayer.has(path)) return 'same-layer';
    return folderOf(path) === near ? 'same-folder' : 'others';
  };
  const distances = new Map<string, number>();
  const farOf = (folder: string): number => {
    const far = near === undefined ? 0 : (distances.get(folder) ?? distance(near, folder));
    distances.set(folder, far);
    return far;
  };
  const { compare } = new Intl.Collator('en', { numeric: true });
  return paths
    .map((path) => ({ path, group: groupOf(path), far: farOf(folderOf(path)) }))
    .sort(
      (a, b) =>
        order[purpose].indexOf(a.group) - order[purpose].indexOf(b.group) ||
        // Names of models and checkpoints have their own order; labels are those of the nearest folder.
        (a.group === 'same-layer' ? 0 : a.far - b.far) ||
        compare(a.path, b.path),
    )
    .map(({ path, group }) => ({ path, group }));
}

/** The paths whose names are of the subject's layer, of another model or checkpoint. */
function sameLayerOf(subject: string, paths: readonly string[]): ReadonlySet<string> {
  const { file, member } = splitMember(subject);
  const asMember = (path: string) => (member !== undefined && isContainerName(path) ? memberPath(path, member) : path);
  const all = [subject, ...paths.filter((path) => path !== file).map(asMember)];
  const base = commonFolder(all.map((path) => folderOf(splitMember(path).file)));
  const [own, ...readings] = readNames(all.map((path) => relativePath(base, path)));
  const found = paths
    .filter((path) => path !== file)
    .filter((_, i) => {
      const { model, checkpoint, layer, batch } = readings[i]!;
      const elsewhere = model !== own!.model || checkpoint !== own!.checkpoint;
      return elsewhere && layer === own!.layer && batch === own!.batch;
    });
  return new Set(found);
}

/**
 * The number of samples that an array must have to fit the subject: its rows. Where no other array has as many, and one is as long on the longer second
 * axis, both are taken for matrices that are stored turned, as neurons x samples.
 */
export function wantedSamples(subject: readonly number[], others: readonly (readonly number[])[]): number | undefined {
  const [rows, columns] = subject;
  if (subject.length !== 2 || columns! <= rows! || others.some((shape) => shape[0] === rows)) return rows;
  const turned = others.some((shape) => shape.length === 2 && shape[1] === columns && columns > shape[0]!);
  return turned ? columns : rows;
}

/** How many samples an array has that cannot have those that are wanted; undefined where it can, be it turned, or with its steps or positions as samples. */
export function otherSamples(shape: readonly number[], wanted: number): number | undefined {
  const [rows] = shape;
  if (rows === undefined || mayHave(shape, wanted)) return undefined;
  const perSample = shape.length > 2 && rows > 0 && wanted % rows === 0;
  return perSample ? undefined : rows;
}

function folderOf(path: string): string {
  return path.replace(/[\\/][^\\/]*$/, '');
}

/** Folders to go up and down from one to another; what lies above is nearer than what lies beside. */
function distance(from: string, to: string): number {
  const steps = relativePath(from, to).split('/');
  const up = steps.filter((step) => step === '..').length;
  const down = steps.filter((step) => step !== '..' && step !== '.').length;
  return up + 1.5 * down;
}
