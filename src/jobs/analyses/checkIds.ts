import { append } from '../../facts/append';
import { mayHave, commonSampleCount } from '../../analysis/names/sampleCounts';
import { listed } from '../../analysis/pairs/inOrder';
import { LensError } from '../../facts/errors';
import { elementCount } from '../../formats/header';
import type { Estimate } from '../../protocol/analysisRun';
import type { SelectedArray } from '../../protocol/selection';
import type { Turn } from '../../facts/pairOptions';
import { chosenForAll, isTurnedFor } from '../../similarity/orientation';
import type { Notice } from '../../facts/reportParts';
import type { OpenedPairs } from '../arrays/openPairs';
import { isStoredTurned, readArrayHeaders, type OpenedHeader } from '../arrays/arrayHeaders';
import { shortNames } from '../../facts/shortNames';
import { turnedNotices } from '../arrays/turnedNotices';
import { describeError } from '../describeError';

type Problems = Estimate['problems'];

/** What is known of the axis of samples of matrices before they are opened together. */
interface KnownSamples {
  /** The number that there should be; undefined: it follows from ids and arrays. */
  expected?: number | undefined;
  /** What was chosen about orientation. */
  options: Turn;
}

/** Selected arrays whose ids were counted. */
interface CheckedIds {
  /** The arrays; those whose ids do not fit without them, so that what else is wrong can be found out. */
  arrays: SelectedArray[];
  /** By array: whether it is neurons x samples, as ids say that fit all arrays; undefined where they say nothing, or a person chose it. */
  saidTurned: (boolean | undefined)[];
  /** What was read otherwise than chosen, since ids say so. */
  notices: Notice[];
  /** One for each file of ids and number of samples that do not fit, and for each file of ids that cannot be read. */
  problems: Problems;
  /** Numbers of ids by the path of their file. */
  counts: ReadonlyMap<string, number>;
  /** What messages call each of the files. */
  names: ReadonlyMap<string, string>;
}

/** An array with the samples that its ids would have to be as many as. */
interface Misfit {
  ids: string;
  count: number;
  path: string;
  samples: number;
}

/**
 * Whether there is an id for each sample of arrays that have some, from headers alone. Ids are of samples as stored: of a map or a sequence that is
 * flattened each image has one. A matrix may hold its samples on either axis until all are opened together: see {@link idsOfOtherAxis}.
 */
export async function checkIds(arrays: readonly SelectedArray[], known: KnownSamples): Promise<CheckedIds> {
  const files = [...new Set(arrays.flatMap(({ ids }) => ids ?? []))];
  const names = namesOf([...files, ...arrays.map(({ path }) => path)]);
  const problems: Problems = [];
  const counts = new Map<string, number>();
  for (const [i, found] of (await readArrayHeaders(files.map((path) => ({ path })))).entries()) {
    if (found instanceof LensError) problems.push({ ...describeError(found), paths: [files[i]!] });
    else counts.set(files[i]!, elementCount(found.stored.shape));
  }
  const headers = await readArrayHeaders(
    files.length === 0 ? [] : arrays.map(({ path, more, as }) => ({ path, more, as })),
  );
  const shapes = headers.map((found) => (found instanceof LensError ? undefined : found.stored.shape));
  const readable = shapes.flatMap((shape) => (shape ? [shape] : []));
  const common = known.expected ?? commonSampleCount(readable);
  // Ids that do not fit all arrays say nothing of the axis of samples.
  const said = [...counts.values()].find((count) => readable.every((shape) => mayHave(shape, count)));
  const saidTurned = shapes.map((shape, i) =>
    said === undefined || shape?.length !== 2 || chosenForAll(known.options) !== undefined
      ? undefined
      : isTurnedFor(shape, said, known.options, saysTurned(headers[i]!)),
  );
  const misfits = arrays.flatMap(({ path, ids }, i): Misfit[] => {
    const [shape, count] = [shapes[i], counts.get(ids ?? '')];
    if (!shape || ids === undefined || count === undefined || mayBe(shape, known).includes(count)) return [];
    const samples = mayBe(shape, known);
    return [{ ids, count, path, samples: samples.find((each) => each === common) ?? samples[0]! }];
  });
  append(problems, misfitProblems(misfits, names));
  const without = new Set(misfits.map(({ path }) => path));
  const kept = arrays.map(({ ids, ...array }) =>
    ids === undefined || !counts.has(ids) || without.has(array.path) ? array : { ...array, ids },
  );
  const idsSaying = [...counts].find(([, count]) => count === said)?.[0] ?? '';
  const layers = arrays.map(({ path }, i) => ({ name: names.get(path)!, turned: saidTurned[i] }));
  const notices = turnedNotices(layers, names.get(idsSaying)!, known.options);
  return { arrays: kept, saidTurned, notices, problems, counts, names };
}

/** Problems of matrices whose ids are as many as their neurons, now that it is settled which axis holds the samples. */
export function idsOfOtherAxis({ arrays, counts, names }: CheckedIds, { sides }: OpenedPairs): Problems {
  const misfits = new Map<string, Misfit>();
  // A way in which no array is read has no side.
  for (const side of Object.values(sides)) {
    const { path, ids } = arrays[side.array]!;
    const { shape, stored, transposed } = side.identity;
    const samples = stored ? stored.shape[0]! : shape[transposed ? 1 : 0]!;
    const count = counts.get(ids ?? '');
    if (ids !== undefined && count !== undefined && count !== samples) misfits.set(path, { ids, count, path, samples });
  }
  return misfitProblems([...misfits.values()], names);
}

/** @throws LensError with what every problem says, when there is one. */
export function requireNoProblem(problems: Problems): void {
  const [first] = problems;
  if (first) throw new LensError(first.code, problems.map(({ message }) => message).join(' '));
}

function saysTurned(found: OpenedHeader | LensError): boolean {
  return !(found instanceof LensError) && isStoredTurned(found);
}

/** The numbers of samples that an array of this shape can be read as having, the likeliest first. */
function mayBe(shape: readonly number[], { expected, options }: KnownSamples): number[] {
  const [rows = 0, columns = 0] = shape;
  const transposed = chosenForAll(options);
  if (shape.length !== 2) return [rows];
  if (transposed !== undefined) return [transposed ? columns : rows];
  if (expected === undefined) return [rows, columns];
  return [mayHave(shape, expected) ? expected : rows];
}

function misfitProblems(misfits: readonly Misfit[], names: ReadonlyMap<string, string>): Problems {
  const groups = new Map<string, Misfit[]>();
  for (const misfit of misfits) {
    const key = JSON.stringify([misfit.ids, misfit.samples]);
    groups.set(key, [...(groups.get(key) ?? []), misfit]);
  }
  return [...groups.values()].map((group): Problems[number] => {
    const [{ ids, count, samples }] = group as [Misfit, ...Misfit[]];
    const paths = group.map(({ path }) => path);
    const has = `${paths.length === 1 ? 'has' : 'have'} ${number(samples)} samples`;
    const layers = listed(
      paths.map((path) => names.get(path)!),
      4,
    );
    const message = idsMisfit(names.get(ids)!, count, layers, has);
    return { code: idsMisfitCode, message, paths: [ids, ...paths] };
  });
}

function namesOf(paths: readonly string[]): Map<string, string> {
  const names = shortNames(paths);
  return new Map(paths.map((path, i) => [path, names[i]!]));
}

/** The code of ids that are not as many as samples. */
export const idsMisfitCode = 'id-count-mismatch';

/** The sentence on ids that are not as many as what they should name. */
export function idsMisfit(ids: string, count: number, what: string, has: string): string {
  return `${ids} holds ${number(count)} sample ids, and ${what} ${has}: save one id for each sample, or take the file away (or exclude it) if all are in the same order.`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
