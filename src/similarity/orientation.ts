import { SampleCountMismatchError } from './errors';
import type { Notice } from './report';

/** A file's shape as stored, with the name people know it by. */
export interface StoredShape {
  name: string;
  rows: number;
  columns: number;
}

/** Whether each file of a set stores features x samples and must be turned, and the notice that belongs to a guess. */
export interface Orientation {
  transposed: boolean[];
  notices: Notice[];
}

/**
 * Decides once for a whole set of files what their rows are. Rows are samples, unless only the columns agree, or both agree but the row
 * reading would leave too few samples (no more than neurons) where the column reading would not. Where only the columns agree but would be too
 * few, and the rows would not, the files are one layer over different samples rather than turned. What a person chose (`chosen`, undefined
 * where nothing was) is never overruled; the rest of the set is then read so that the sample counts agree, if they can.
 * @throws SampleCountMismatchError when no allowed reading gives all files the same number of samples.
 */
export function decideOrientation(
  files: readonly StoredShape[],
  chosen: readonly (boolean | undefined)[],
): Orientation {
  const free = chosen.some((choice) => choice === undefined);
  const asRows = chosen.map((choice) => choice ?? false);
  const asColumns = chosen.map((choice) => choice ?? true);
  if (!free) return { transposed: requireAgreement(files, asRows), notices: [] };
  const rowsAgree = agree(files, asRows);
  const columnsAgree = agree(files, asColumns);
  const [fewRows, fewColumns] = [tooFew(files, asRows), tooFew(files, asColumns)];
  if (columnsAgree && (rowsAgree ? fewRows && !fewColumns : fewRows || !fewColumns)) {
    const names = files.filter((_, i) => chosen[i] === undefined).map(({ name }) => name);
    const because = rowsAgree
      ? 'read by rows there would be no more samples than neurons'
      : 'only so do the sample counts agree';
    const subject = names.length === 1 ? `${names[0]!} was` : `${names.join(' and ')} were`;
    const message = `${subject} read as neurons x samples (columns are samples), because ${because}; flip the orientation if that is wrong.`;
    return { transposed: asColumns, notices: [{ code: 'orientation-guessed', message }] };
  }
  return { transposed: requireAgreement(files, asRows), notices: [] };
}

function samplesOf(file: StoredShape, transposed: boolean): number {
  return transposed ? file.columns : file.rows;
}

function agree(files: readonly StoredShape[], transposed: readonly boolean[]): boolean {
  return files.every((file, i) => samplesOf(file, transposed[i]!) === samplesOf(files[0]!, transposed[0]!));
}

function tooFew(files: readonly StoredShape[], transposed: readonly boolean[]): boolean {
  return files.some((file, i) => samplesOf(file, transposed[i]!) <= samplesOf(file, !transposed[i]!));
}

function requireAgreement(files: readonly StoredShape[], transposed: boolean[]): boolean[] {
  if (agree(files, transposed)) return transposed;
  const first = files[0]!;
  const other = files.findIndex((file, i) => samplesOf(file, transposed[i]!) !== samplesOf(first, transposed[0]!));
  const samples = samplesOf(first, transposed[0]!);
  const found = samplesOf(files[other]!, transposed[other]!);
  const otherFits = samplesOf(files[other]!, !transposed[other]!) === samples;
  const firstFits = samplesOf(first, !transposed[0]!) === found;
  // Where flipping either would do, the reading with more samples is the likelier one.
  const flip = otherFits && (!firstFits || samples >= found) ? other : firstFits ? 0 : -1;
  const together = agree(
    files,
    transposed.map((turned) => !turned),
  );
  const hint =
    flip < 0
      ? together
        ? ' (should they be stored as neurons x samples, flip the orientation of all)'
        : ''
      : ` (${files[flip]!.name} seems to be stored the other way round: flip its orientation, --transpose-${flip === 0 ? 'a' : 'b'})`;
  throw new SampleCountMismatchError(first.name, samples, files[other]!.name, found, hint);
}
