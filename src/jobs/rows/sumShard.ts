import { mostHeld } from '../../facts/heldSamples';
import { programVersion } from '../../facts/programVersion';
import { kernelsKey } from '../../linalg/activeKernels';
import type { Shard } from '../../facts/shards';
import type { SummedShard } from '../../protocol/rowsJob';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { NonFiniteError } from '../../similarity/errors';
import { joinedRows } from '../../similarity/rows/keptRows';
import type { SideName, SideStart } from '../../similarity/routes/rowPasses';
import { allEnded } from '../allEnded';
import { sampleRemarks } from '../compare/sampleRemarks';
import type { Executor } from '../pool/executor';
import { paddingOf } from '../passes/paddingOf';
import { neuronsOf, samplesOf } from '../passes/filePair';
import { filePasses } from '../passes/filePasses';
import { finiteSamples } from '../passes/finiteSamples';
import { placeInFile } from '../passes/placeInFile';
import { roundedValues } from '../passes/roundedValues';
import { joinMarks, type RowMarks } from '../passes/rowMarks';
import type { Progress } from '../progress';
import { readSums, writePairNote, writeSums } from '../store/rowFiles';
import type { KeptShard, ShardSide } from './keptShard';
import { lostIn, maskOfLost, type LostRows } from './lostRows';
import type { RowsPair } from './rowsPair';
import { stretchOf, type Stretch } from './stretchOf';
import type { StretchSums } from './sumStretch';

/** What a shard is summed with, and who hears of it. */
interface SumWork {
  results: string;
  dropNonFinite: boolean;
  executor: Executor;
  progress: Progress;
}

/** The most parts of a shard that are summed at the same time, and the rows that are worth one: neither depends on how many workers there are. */
const mostParts = 8;
const fewestRows = 1 << 14;

/**
 * Sums up a shard of a pair's rows, unless that is kept, and keeps it. Nothing but these rows is read, a few from the beginning of the files, and with the first
 * shard arrays that are small enough to be held.
 * @throws NonFiniteError where values are not finite, unless such samples are left out; `file-unwritable`; the errors of reading.
 */
export async function sumShard(pair: RowsPair, shard: Shard, work: SumWork): Promise<SummedShard> {
  const { results, progress } = work;
  const stretch = stretchOf(pair.sides, shard);
  const told = { ...shard, ...stretch, of: pair.rows };
  const kept = (await readSums(results, pair.id, shard)) as KeptShard | undefined;
  if (kept) return { ...told, samples: samplesIn(kept), known: true };
  const { a, b, names } = pair.sides;
  await writePairNote(results, pair.id, { a: a.address.path, b: b.address.path, samples: pair.rows });
  const sides = pair.same ? (['a'] as const) : (['a', 'b'] as const);
  const lost = work.dropNonFinite ? await allEnded(sides.map((side) => lostIn(pair.sides[side], stretch))) : undefined;
  const mask =
    lost &&
    maskOfLost(
      sides.map((side) => pair.sides[side]),
      lost,
      stretch,
    );
  const sums = await sumParts(pair, sides, stretch, mask, work);
  for (const [at, side] of sides.entries()) {
    const { count, first } = sums.nonFinite[at]!;
    if (!first) continue;
    const identity = pair.sides[side];
    const half = (identity.stored?.dtype ?? identity.dtype).endsWith('f2');
    throw new NonFiniteError(names[side], count, placeInFile(identity, first.row, first.neuron), half);
  }
  progress(`looking at samples of ${names.a} and ${names.b}`, 0.97);
  const record: KeptShard = {
    ...stretch,
    kernels: kernelsKey(),
    program: programVersion ?? '',
    rows: sums.kept,
    alike: sums.alike,
    sides: {},
  };
  for (const [at, side] of sides.entries())
    record.sides[side] = await sideOf(pair, side, shard, { stretch, sums, at, lost: lost?.[at], mask });
  await writeSums(results, pair.id, shard, record);
  return { ...told, samples: samplesIn(record), known: false };
}

/** Samples of a shard that take part. */
function samplesIn({ rows }: KeptShard): number {
  return rows.moments.samples + rows.held.places.length;
}

/** The sums over a stretch, of parts that workers take: parts and the order in which they are joined depend on the stretch alone. */
async function sumParts(
  { sides, same, rows }: RowsPair,
  used: readonly SideName[],
  { from, to }: Stretch,
  mask: Uint8Array | undefined,
  { executor, progress }: SumWork,
): Promise<StretchSums> {
  const passes = filePasses(sides, executor, () => undefined);
  const starts: SideStart[] = [];
  for (const side of used) starts.push(await passes.start(side));
  const sequential = used.some((side) => sides[side].layout.startsWith('inflated'));
  const parts = sequential ? 1 : Math.max(1, Math.min(mostParts, Math.floor((to - from) / fewestRows)));
  const cuts = Array.from({ length: parts + 1 }, (_, i) => from + Math.floor((i * (to - from)) / parts));
  const said = `reading rows ${(from + 1).toLocaleString('en-US')} to ${to.toLocaleString('en-US')} of ${rows.toLocaleString('en-US')}`;
  let done = 0;
  const found = await allEnded(
    cuts.slice(1).map((end, i) =>
      executor.run(
        'rows',
        {
          from: cuts[i]!,
          to: end,
          sides: used.map((side, at) => ({ identity: sides[side], start: starts[at]! })),
          mask: mask?.subarray(cuts[i]! - from, end - from),
          alike: !same && mayBeAlike(sides.a, sides.b),
        },
        (count) => progress(said, 0.95 * ((done += count) / Math.max(1, to - from))),
      ),
    ),
  );
  return found.reduce(joinedSums);
}

function joinedSums(one: StretchSums, other: StretchSums): StretchSums {
  return {
    kept: joinedRows(one.kept, other.kept),
    marks: one.marks.map((marks, side) => marks && joinMarks([marks, other.marks[side] as RowMarks])),
    nonFinite: one.nonFinite.map(({ count, first }, side) => {
      const further = other.nonFinite[side]!;
      const earlier = first ?? further.first;
      return { count: count + further.count, ...(earlier ? { first: earlier } : {}) };
    }),
    stretches: one.stretches.map((files, side) =>
      files.map((file, at) => [...file, ...(other.stretches[side]![at] ?? [])]),
    ),
    alike: one.alike && other.alike,
  };
}

/** Whether headers leave it open that two sides hold the same values. */
function mayBeAlike(a: SideIdentity, b: SideIdentity): boolean {
  return a.dtype === b.dtype && a.stored?.dtype === b.stored?.dtype && neuronsOf(a) === neuronsOf(b);
}

interface Summed {
  stretch: Stretch;
  sums: StretchSums;
  /** Place of the side among those that were summed. */
  at: number;
  lost: LostRows | undefined;
  mask: Uint8Array | undefined;
}

async function sideOf(
  pair: RowsPair,
  side: SideName,
  { index }: Shard,
  { stretch, sums, at, lost, mask }: Summed,
): Promise<ShardSide> {
  const [identity, name] = [pair.sides[side], pair.sides.names[side]];
  const held = samplesOf(identity) * neuronsOf(identity) <= mostHeld;
  const look = index === 1 && held ? await wholeMask(pair, lost !== undefined) : undefined;
  return {
    marks: sums.marks[at],
    lostRows: lost?.rows ?? new Float64Array(0),
    lostValues: lost?.values ?? 0,
    rounded: await roundedValues({ identity, name, mask: mask && spread(mask, stretch, pair.rows) }, stretch),
    stretches: sums.stretches[at]!,
    remarks: look && (await sampleRemarks({ identity, name, mask: look.mask })),
    padding: index === 1 ? await paddingOf(identity) : undefined,
  };
}

/** Which rows of all take part; undefined where that is not known without reading more than small arrays. */
async function wholeMask({ sides }: RowsPair, dropped: boolean): Promise<{ mask: Uint8Array | undefined } | undefined> {
  if (!dropped) return { mask: undefined };
  const small = [sides.a, sides.b].every((side) => samplesOf(side) * neuronsOf(side) <= mostHeld);
  return small ? { mask: (await finiteSamples(sides)).mask } : undefined;
}

/** Bytes of a stretch of rows among those of all. */
function spread(mask: Uint8Array, { from }: Stretch, rows: number): Uint8Array {
  const all = new Uint8Array(rows);
  all.set(mask, from);
  return all;
}
