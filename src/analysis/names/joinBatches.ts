import { append } from '../../facts/append';
import { compareNatural } from '../../facts/naturalOrder';
import { areCounted, layerStem, missingParts, numberedName } from '../../facts/splitName';
import type { ScanNotice, ScanSpec } from '../../protocol/scan';
import type { Notice } from '../../facts/reportParts';
import { groupedBy, listed } from '../pairs/inOrder';
import type { NameReading } from './readNames';

/** An array of which name and header were read. */
interface ReadArray extends NameReading {
  path: string;
  shape: number[];
  dtype: string;
  as?: 'bfloat16' | undefined;
}

/** A layer, whole: the first of its files with those that follow, and the shape of all together. */
export type JoinedArray = Omit<ReadArray, 'batch'> & { more?: string[] };

/**
 * Joins layers that were saved in several files of samples, in natural order of their numbers, and says so. Names such as `layer1_batch0`,
 * `layer1.part-000` or `features-00000-of-00002` tell it themselves. A bare number behind a name (`acts_000`, `features_01`) is taken for that of a
 * split only when the numbers are padded with zeros, run from 0 or 1 without a gap, the files have the same columns and element type, and the name
 * before them is whole without them: `layer_00` numbers layers. Where the name tells neither, the files stay layers and a notice offers to join
 * them; where a number is missing, it says which. Files of different widths stay apart.
 * @param splits joins all that may be splits, or none; undefined: those whose names say so.
 */
export function joinBatches(
  arrays: readonly ReadArray[],
  splits?: ScanSpec['splits'],
): { arrays: JoinedArray[]; notices: ScanNotice[] } {
  const named = groupedBy(
    arrays.filter(({ batch }) => batch !== ''),
    ({ model, checkpoint, layer }) => [model, checkpoint, layer].join('\0'),
  ).values();
  const numbered = groupedBy(
    arrays.filter(({ batch, layer }) => batch === '' && numberedName(layer) !== undefined),
    ({ model, checkpoint, layer }) => [model, checkpoint, numberedName(layer)?.whole].join('\0'),
  ).values();
  const several = [...numbered].filter((group) => group.length > 1 && areAlike(group));
  const bare = several.filter((group) => areCounted(group.map(partOf)));
  const isSure = ([first]: ReadArray[]): boolean => numberedName(first!.layer)!.said;
  const joined: JoinedArray[] = [];
  const notices: ScanNotice[] = [];
  const together: ReadArray[][] = [];
  const inGroup = new Set<ReadArray>();
  for (const group of [...named, ...bare.filter((group) => splits === 'join' || isSure(group))]) {
    group.forEach((array) => inGroup.add(array));
    const ordered = group.sort((a, b) => compareNatural(partOf(a), partOf(b)) || compareNatural(a.path, b.path));
    const fit = ordered.every(({ shape }) => shape.slice(1).join() === ordered[0]!.shape.slice(1).join());
    if (fit && splits !== 'apart') {
      joined.push(whole(ordered));
      const missing = missingNotice(ordered);
      if (missing) notices.push(missing);
      if (ordered.length > 1) together.push(ordered);
      continue;
    }
    for (const { batch, ...array } of ordered) joined.push({ ...array, layer: `${array.layer} ${batch}`.trim() });
    if (!fit)
      notices.push({
        code: 'batches-differ',
        message: `The files of ${titleOf(ordered[0]!)} hold samples of different shapes and were not joined to one layer.`,
      });
  }
  const single = arrays.filter((array) => !inGroup.has(array)).map(({ batch: _, ...array }) => array);
  if (together.length > 0) notices.push(joinedNotice(together));
  const open = splits === undefined ? bare.filter((group) => !isSure(group)) : [];
  if (open.length > 0) notices.push(offerNotice(open));
  if (splits !== 'apart') append(notices, gapNotices(several, splits === 'join'));
  if (splits === 'join') {
    append(notices, layersNotice(single));
    if (notices.length === 0 && arrays.length > 1) notices.push(noSplits);
  }
  return { arrays: [...single, ...joined], notices };
}

/** Whether files can be splits of one array: the same columns, and the same element type. */
function areAlike(group: readonly ReadArray[]): boolean {
  const [first] = group;
  return group.every(
    ({ shape, dtype }) => dtype === first!.dtype && shape.slice(1).join() === first!.shape.slice(1).join(),
  );
}

/** What tells a file from the others of its array. */
function partOf({ batch, layer }: ReadArray): string {
  return batch !== '' ? batch : numberedName(layer)!.part;
}

function whole(ordered: ReadArray[]): JoinedArray {
  const { batch, ...first } = ordered[0]!;
  const rows = ordered.reduce((sum, { shape }) => sum + (shape[0] ?? 0), 0);
  return {
    ...first,
    layer: batch === '' ? (numberedName(first.layer)?.whole ?? first.layer) : first.layer,
    shape: [rows, ...first.shape.slice(1)],
    ...(ordered.length > 1 && { more: ordered.slice(1).map(({ path }) => path) }),
  };
}

function joinedNotice(groups: readonly ReadArray[][]): ScanNotice {
  const names = groups.map(countedTitle);
  const [what, one] = names.length === 1 ? ['The files of', 'one array'] : ['The files of each of', 'one array each'];
  return {
    code: 'batches-joined',
    message: `${what} ${listed(names)} were joined to ${one}, their samples in the order of their numbers; if they are layers, split them in the table of arrays (--splits apart).`,
    stands: { while: 'joined', paths: groups.map(([first]) => first!.path) },
  };
}

function offerNotice(groups: readonly ReadArray[][]): ScanNotice {
  const names = groups.map(countedTitle);
  return {
    code: 'splits-offered',
    message: `The numbered files of ${listed(names)} are read as layers; they have the same columns, and if they are splits of one array, join them in the table of arrays (--splits join).`,
    stands: { while: 'apart', paths: groups.flat().map(({ path }) => path) },
  };
}

const noSplits: ScanNotice = {
  code: 'no-splits',
  message:
    'No files were joined: splits of one array have the same columns and element type, and names that differ in a word with a number (acts_part0) or in numbers of one length from 00 or 01 on (acts_00).',
};

/**
 * Why files that would be splits but for a number that is missing stay layers, and which number it is. Where nobody asked for joining, most numbers must be
 * there: every tenth layer of a network has a gap, too.
 */
function gapNotices(groups: readonly ReadArray[][], asked: boolean): ScanNotice[] {
  return groups.flatMap((group): ScanNotice[] => {
    const missing = missingParts(group.map(partOf));
    if (missing.length === 0 || !(asked || missing.length < group.length)) return [];
    const [number, is] = missing.length === 1 ? ['number', 'is'] : ['numbers', 'are'];
    return [
      {
        code: 'split-missing',
        message: `The numbered files of ${countedTitle(group)} have the same columns, but ${number} ${listed(missing)} ${is} missing, so they are read as layers and not joined; if they are splits of one array, add what is missing.`,
        stands: { while: 'apart', paths: group.map(({ path }) => path) },
      },
    ];
  });
}

/** Why files that were to be joined stay layers where their names say that numbers count layers. */
function layersNotice(arrays: readonly Omit<ReadArray, 'batch'>[]): ScanNotice[] {
  const numbered = arrays.flatMap((array) => {
    const stem = layerStem(array.layer);
    return stem === undefined ? [] : [{ ...array, batch: '', stem }];
  });
  const groups = [
    ...groupedBy(numbered, ({ model, checkpoint, stem }) => [model, checkpoint, stem].join('\0')).values(),
  ].filter((group) => group.length > 1 && areAlike(group));
  if (groups.length === 0) return [];
  const names = groups.map((group) => `${titleOf({ ...group[0]!, layer: group[0]!.stem })} (${group.length})`);
  return [
    {
      code: 'splits-are-layers',
      message: `The numbered files of ${listed(names)} were not joined, as such names number layers; if they are splits of one array, name them as ${groups[0]![0]!.stem}_part00.`,
      stands: { while: 'apart', paths: groups.flat().map(({ path }) => path) },
    },
  ];
}

/** That a file is missing: in between, or of those that names count (`-of-00003`). */
function missingNotice(ordered: readonly ReadArray[]): Notice | undefined {
  if (ordered[0]!.batch === '') return undefined;
  const name = titleOf(ordered[0]!);
  const numbers = ordered.map(({ batch }) => Number(/\d+/.exec(batch)?.[0]));
  const gap = numbers.findIndex((number, i) => i > 0 && number > numbers[i - 1]! + 1);
  if (gap >= 0) {
    return {
      code: 'batch-missing',
      message: `The files of ${name} go from number ${numbers[gap - 1]} to ${numbers[gap]}; the samples between are missing.`,
    };
  }
  const total = Number(/of[-_]?(\d+)$/i.exec(ordered[0]!.batch)?.[1] ?? 0);
  if (total <= ordered.length) return undefined;
  return {
    code: 'batch-missing',
    message: `Of the ${total} files of ${name} that its names count, ${ordered.length} are here; the samples of the others are missing.`,
  };
}

function countedTitle(group: readonly ReadArray[]): string {
  return `${titleOf(group[0]!)} (${group.length})`;
}

function titleOf({ model, checkpoint, layer, batch }: ReadArray): string {
  const name = batch === '' ? (numberedName(layer)?.whole ?? layer) : layer;
  return [model, checkpoint, name].filter((text) => text !== '').join(' ');
}
