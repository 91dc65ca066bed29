import { stat } from 'node:fs/promises';
import { splitMember } from '../../facts/address';
import { listed } from '../../analysis/pairs/inOrder';
import type { SideIdentity } from '../../protocol/sideIdentity';
import type { Notice } from '../../facts/reportParts';
import { startRanges } from '../../similarity/routes/startOf';
import { inParallel } from '../inParallel';
import type { Progress } from '../progress';
import { neuronsOf, samplesOf, type FilePair } from '../passes/filePair';
import type { NamedSide } from '../passes/finiteSamples';
import { sidesOf } from '../passes/keptSide';
import { openRows } from '../passes/openRows';
import { rowReader } from '../passes/rowReader';

/** Files looked at at the same time. */
const filesAtOnce = 8;
/** Values by which files are told apart before they are compared as a whole. */
const valuesOfMark = 1 << 12;
/** Names that the sentence lists before it counts. */
const mostNamed = 3;

/**
 * The remark on arrays of a set that hold the same values, which is no finding; none where all differ. Of each file a few values are read, and only
 * files that agree in these, in size and in type are compared as a whole, up to their first difference, of which `progress` hears.
 * @throws FileChangedError, errors of reading.
 */
export async function sameArrays(sides: readonly NamedSide[], progress: Progress): Promise<Notice[]> {
  const marks = await inParallel(sides, filesAtOnce, ({ identity }) => markOf(identity));
  const groups: NamedSide[][] = [];
  const byMark = new Map<string, NamedSide[][]>();
  for (const [at, side] of sides.entries()) {
    const alike = byMark.get(marks[at]!) ?? [];
    byMark.set(marks[at]!, alike);
    let group: NamedSide[] | undefined;
    for (const one of alike) {
      if (!group && (await equalData(one[0]!, side, progress))) group = one;
    }
    if (group) group.push(side);
    else {
      alike.push([side]);
      groups.push(alike.at(-1)!);
    }
  }
  return saidOfSame(groups.filter((group) => group.length > 1));
}

/** What is said of arrays that hold the same values, in groups of such. */
export async function saidOfSame(same: readonly NamedSide[][]): Promise<Notice[]> {
  const linked = await Promise.all(same.map(isOneFile));
  return [
    ...noticeOf(
      'same-file',
      same.filter((_, at) => linked[at]),
      'one file (linked, or its path written in several ways), whose likeness with itself is no finding: give it once.',
    ),
    ...noticeOf(
      'same-array',
      same.filter((_, at) => !linked[at]),
      'the same values in each, so that their likeness is no finding. Where they are layers of one network, an operation in place (ReLU) overwrote what the hook kept: save output.detach().clone(); else leave one of them out.',
    ),
  ];
}

/** Codes of the remarks on arrays that are the same. */
export const sameCodes: ReadonlySet<string> = new Set(['same-file', 'same-array']);

/** The remark on the two sides of a pair that are the same. @throws what {@link sameArrays} throws. */
export async function sameSides(pair: FilePair, progress: Progress): Promise<Notice[]> {
  return onBothSides(pair) ?? sameArrays(sidesOf(pair), progress);
}

/** The remark on a file that stands on both sides of a pair; undefined where none does. */
export function onBothSides({ a, b, names }: FilePair): Notice[] | undefined {
  if (a.address.path !== b.address.path) return undefined;
  return [{ code: 'same-file', message: `${names.a} stands on both sides: its scores with itself are no finding.` }];
}

function noticeOf(code: string, groups: readonly NamedSide[][], what: string): Notice[] {
  if (groups.length === 0) return [];
  const named = groups.slice(0, mostNamed).map((group) =>
    listed(
      group.map(({ name }) => name),
      mostNamed,
    ),
  );
  const more = groups.length > mostNamed ? ` (and ${groups.length - mostNamed} more such groups)` : '';
  return [{ code, message: `${named.join('; ')}${more}: ${what}` }];
}

/** Whether arrays of the same values are one array of one file, by whatever paths. */
async function isOneFile(group: readonly NamedSide[]): Promise<boolean> {
  const places = await Promise.all(
    group.map(async ({ identity }) => {
      const { file, tail } = splitMember(identity.address.path);
      const { dev, ino } = await stat(file, { bigint: true });
      // Some systems give no number to a file.
      return ino === 0n ? file : `${dev} ${ino} ${tail}`;
    }),
  );
  return new Set(places).size === 1;
}

async function markOf(identity: SideIdentity): Promise<string> {
  const array = await openRows(identity);
  try {
    const reader = rowReader(array, { alongSecondAxis: identity.transposed }, new Set(['f8']));
    const count = Math.max(1, Math.min(reader.rows, Math.floor(valuesOfMark / Math.max(1, reader.width))));
    // A deflated member is inflated from its beginning: its first rows are enough.
    const ranges = identity.layout.startsWith('inflated')
      ? [[0, Math.min(count, reader.rows)] as const]
      : startRanges(reader.rows, count);
    const values: string[] = [];
    for (const [from, to] of ranges) {
      const { bytes } = await reader.read(from, to);
      values.push(Buffer.from(bytes).toString('base64'));
    }
    const { dtype, stored } = identity;
    return JSON.stringify([dtype, stored?.dtype, samplesOf(identity), neuronsOf(identity), values]);
  } finally {
    await array.close();
  }
}

async function equalData(one: NamedSide, other: NamedSide, progress: Progress): Promise<boolean> {
  const [a, b] = [one.identity, other.identity];
  const [first, second] = [await openRows(a), await openRows(b)];
  try {
    const readers = (
      [
        [first, a],
        [second, b],
      ] as const
    ).map(([array, { transposed }]) => rowReader(array, { alongSecondAxis: transposed }, new Set(['f8'])));
    const [x, y] = [readers[0]!, readers[1]!];
    const step = Math.min(x.rowsAtOnce, y.rowsAtOnce);
    for (let from = 0; from < x.rows; from += step) {
      const to = Math.min(x.rows, from + step);
      const where = `row ${(from + 1).toLocaleString('en-US')} of ${x.rows.toLocaleString('en-US')}`;
      progress(`looking whether ${one.name} and ${other.name} hold the same values, ${where}`, 0);
      const [left, right] = [await x.read(from, to), await y.read(from, to)];
      const [u, v] = [left, right].map(
        ({ bytes }) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      ) as [DataView, DataView];
      for (let i = 0; i < to - from; i++) {
        for (let j = 0; j < x.width; j++) {
          const value = u.getFloat64(i * left.rowStep + j * left.columnStep, true);
          const beside = v.getFloat64(i * right.rowStep + j * right.columnStep, true);
          if (!Object.is(value, beside)) return false;
        }
      }
    }
    return true;
  } finally {
    await Promise.all([first.close(), second.close()]);
  }
}
