import { LensError } from '../../facts/errors';
import { isReal } from '../../formats/values/dtype';
import { decode } from '../../formats/values/decode';
import { exactTexts } from '../../formats/values/exactTexts';
import { elementCount } from '../../formats/header';
import { readBox } from '../../formats/rows/readBox';
import type { WindowOutcome, WindowSpec } from '../../protocol/window';
import type { Progress } from '../progress';
import { memoryBudget, overBudget } from '../memoryPlan';
import { openWindowed } from './openWindowed';

/** More than this cannot be looked at. */
const mostElements = 1 << 22;
/** An element as float64; and what its text takes beside its characters. */
const [valueBytes, textBytes] = [8, 64];

/**
 * The elements of a part of an array, exact: of a file by position, of a deflated member in sequence, what was inflated being kept for the next
 * window.
 * @throws LensError `too-large` (more than 4,194,304 elements), `memory-budget`; the errors of openArray and reading.
 */
export async function readArrayWindow(spec: WindowSpec, progress: Progress): Promise<WindowOutcome> {
  const { array, ranges, axes, texts } = spec;
  const budget = memoryBudget(spec.resources);
  const count = elementCount(ranges.map(([from, to]) => to - from));
  const opened = await openWindowed(array, budget, (fraction) => progress(`inflating`, fraction));
  try {
    const { name, header, source } = opened;
    if (count > mostElements) {
      throw new LensError(
        'too-large',
        `${count} elements of ${name} were asked for at once, and at most ${mostElements} are shown; choose fewer.`,
      );
    }
    const { itemsize } = header.dtype;
    const needed = count * (valueBytes + itemsize + (texts ? itemsize + textBytes : 0));
    if (needed > budget) throw overBudget(`The elements of ${name} that were asked for need`, needed, budget);
    const bytes = await readBox(source, header, { ranges, axes });
    const values = new Float64Array(count);
    if (!isReal(header.dtype)) values.fill(NaN);
    else decode(bytes, header.dtype, values, 0);
    return { values, ...(texts ? { texts: exactTexts(bytes, header.dtype) } : {}) };
  } finally {
    await opened.close();
  }
}
