import type { Notice } from '../../facts/reportParts';
import { derivedSeed, seededRandom } from '../../linalg/random';
import type { Matrix } from '../../linalg/matrix';

/** Tells this generator's draws from others of the same seed. */
const stream = 7;
/** Fewer pairs of neighbours tell nothing. */
const fewest = 50;
/** Standard deviations of a fair coin by which neighbours must be nearer, and the share of them: in another order that is one chance in millions. */
const clear = 5;
const share = 0.6;

/**
 * The remark, beside an interval over samples, that samples which follow each other are more alike than others, as where rows are ordered by class. Each second sample's
 * distance from the next one is held against that from one drawn from all others: in no order of its own either is as often the smaller. `sides`: rows of samples, so
 * many each.
 */
export function classesInBlocks(sides: readonly Matrix[], rowsPerSample: number): Notice[] {
  const found = sides.map((X) => nearerNext(X, rowsPerSample));
  const most = found.find(
    ({ nearer, of }) => of >= fewest && nearer > of / 2 + clear * Math.sqrt(of / 4) && nearer > share * of,
  );
  if (!most) return [];
  const [nearer, of] = [most.nearer, most.of].map((count) => count.toLocaleString('en-US'));
  const message = `Samples that follow each other are more alike than others (of ${of}, ${nearer} are nearer to the next one than to one drawn from all), as where classes lie in blocks: the interval leaves out shuffled samples and is not misled by that, as a jackknife by blocks of the file's order would be; of samples that follow each other in time it is too narrow.`;
  return [{ code: 'classes-in-blocks', message }];
}

/** How many of each second sample are nearer to the next one than to another; ties count for neither. */
function nearerNext({ rows, columns, data }: Matrix, rowsPerSample: number): { nearer: number; of: number } {
  const samples = Math.floor(rows / rowsPerSample);
  const length = rowsPerSample * columns;
  const distance = (i: number, j: number): number => {
    let sum = 0;
    for (let k = 0; k < length; k++) sum += (data[i * length + k]! - data[j * length + k]!) ** 2;
    return sum;
  };
  const others = seededRandom(derivedSeed(0, stream, samples)).permutation(samples);
  let [nearer, of] = [0, 0];
  for (let i = 0; i + 1 < samples; i += 2) {
    const other = others[i]!;
    if (other === i || other === i + 1) continue;
    const [next, apart] = [distance(i, i + 1), distance(i, other)];
    if (next === apart) continue;
    of++;
    if (next < apart) nearer++;
  }
  return { nearer, of };
}
