import { requireReal, type Dtype } from '../../formats/values/dtype';
import { valueBlocks, type Tile } from '../../formats/rows/fileOrder';
import { elementCount } from '../../formats/header';
import { headerNotices } from '../../formats/headerNotices';
import { exactBelow, exactExtremes, isWide } from '../../formats/values/wideIntegers';
import type { ArraySummary, ExactDigits, SummarySpec } from '../../protocol/arraySummary';
import type { Notice } from '../../facts/reportParts';
import { openArray, type OpenedArray } from '../arrays/openArray';
import { requireLight } from '../heavyJob';
import type { Progress } from '../progress';
import { columnsNotice } from './columnsNotice';
import { countColumns, countConstant, keepConstant, listColumns, listDigits, noColumns } from './columnSummary';
import { addElements, cleared, columnTally, endTally } from './columnTally';
import { mostListed, planSummary, type SummaryPlan } from './planSummary';
import { wholeTally } from './wholeTally';
import { memoryBudget } from '../memoryPlan';

type Columns = Pick<ArraySummary, 'columns' | 'columnCounts'>;

/**
 * What a file holds, in passes over it in blocks: header facts, counts of NaN and infinities with the first place, range and mean of the finite
 * elements, and statistics of each column, or each index of the axis that is asked for. However wide or long it is, it takes the memory of the
 * budget at the most: columns are then looked at in tiles, and listed only where there is room for it.
 * @throws LensError `memory-budget`; the errors of openArray and of reading.
 */
export async function summarizeArray(spec: SummarySpec, progress: Progress): Promise<ArraySummary> {
  const array = await openArray(spec.array);
  try {
    const { header, name } = array;
    const { shape, dtype } = header;
    requireReal(dtype, name);
    const elements = elementCount(shape);
    const axis = spec.axis === undefined && shape.length === 2 ? 1 : (spec.axis ?? undefined);
    const whole = wholeTally(header);
    const found: Columns & { exact?: ExactDigits; notices: Notice[] } = { columns: null, notices: [] };
    if (elements > 0) {
      const sequential = array.source.sequential === true;
      const wish = {
        axis,
        listable: Math.min(mostListed, spec.mostListed ?? mostListed),
        budget: memoryBudget(spec.resources),
      };
      const plan = planSummary(header, { name, sequential }, wish);
      requireLight(plan.bytes, spec.resources ?? {});
      Object.assign(found, startOfColumns(plan));
      found.notices = columnsNotice(header, name, plan, wish);
      const tell = () => share(elements, (fraction) => progress(`reading ${name}`, fraction));
      await tallyColumns(array, plan, whole, found, tell());
      if (isRounded(dtype, whole.facts())) found.exact = await readDigits(array, plan, found, tell());
    }
    await array.prove();
    return {
      path: spec.array.path,
      shape,
      dtype: header.descr,
      fortranOrder: header.fortranOrder,
      facts: header.facts,
      dataBytes: elements * dtype.itemsize,
      ...whole.facts(),
      ...(found.exact ? { exact: found.exact } : {}),
      columns: found.columns,
      ...(found.columnCounts ? { columnCounts: found.columnCounts } : {}),
      warnings: [...headerNotices(array, name), ...found.notices],
    };
  } finally {
    await array.close();
  }
}

/** Counts elements that are done, and tells of their share of all, though not of each small block. */
function share(elements: number, tell: (fraction: number) => void): (count: number) => void {
  const steps = 1000;
  let [done, told] = [0, 0];
  return (count) => {
    done += count;
    if (done < elements && done - told < elements / steps) return;
    told = done;
    tell(done / elements);
  };
}

function startOfColumns({ columns }: SummaryPlan): Columns {
  if (columns !== 'counted') return { columns: columns === 'listed' ? noColumns() : null };
  return { columns: null, columnCounts: { columns: 0, constant: 0, firstConstant: [], zero: 0 } };
}

function* tilesOf({ layout: { width }, tile }: SummaryPlan): Generator<Tile> {
  for (let from = 0; from < width; from += tile) yield [from, Math.min(width, from + tile)];
}

/** Statistics of the columns, tile by tile, into what is known of the whole and of the columns. */
async function tallyColumns(
  { source, header, name }: OpenedArray,
  plan: SummaryPlan,
  whole: ReturnType<typeof wholeTally>,
  { columns, columnCounts }: Columns,
  tell: (elements: number) => void,
): Promise<void> {
  const { layout } = plan;
  const { width, inner } = layout;
  const elements = layout.outer * inner;
  const tally = columnTally(plan.tile, elements);
  for (const tile of tilesOf(plan)) {
    cleared(tally);
    const place = { width, inner, from: tile[0] };
    for await (const { start, values } of valueBlocks(source, header, name, layout, tile)) {
      addElements(tally, values, start, place, whole.odd);
      tell(values.length);
    }
    endTally(tally);
    whole.add(tally);
    if (columns) listColumns(columns, tally, tile, elements);
    if (columnCounts) countColumns(columnCounts, tally, tile, elements);
  }
}

/** Whether whole numbers reach to where float64 rounds them. */
function isRounded(dtype: Dtype, { minimum, maximum }: Pick<ArraySummary, 'minimum' | 'maximum'>): boolean {
  return isWide(dtype) && Math.max(-(minimum ?? 0), maximum ?? 0) >= exactBelow;
}

/** The extremes in all digits, in a second pass; columns that are constant only as they are rounded are taken out of those that are. */
async function readDigits(
  { source, header }: OpenedArray,
  plan: SummaryPlan,
  { columns, columnCounts }: Columns,
  tell: (elements: number) => void,
): Promise<ExactDigits> {
  const { layout } = plan;
  const digits = columns ? { minimum: [], maximum: [] } : undefined;
  if (columnCounts) Object.assign(columnCounts, { constant: 0, firstConstant: [] });
  let [least, most]: (bigint | undefined)[] = [];
  for (const tile of tilesOf(plan)) {
    const extremes = await exactExtremes(source, header, layout, tile, tell);
    for (const value of extremes.minimum) if (least === undefined || value < least) least = value;
    for (const value of extremes.maximum) if (most === undefined || value > most) most = value;
    if (digits) listDigits(digits, extremes);
    if (columns) columns.constant = keepConstant(columns.constant, tile, extremes);
    if (columnCounts) countConstant(columnCounts, tile, extremes, layout.outer * layout.inner);
  }
  return { minimum: String(least), maximum: String(most), ...(digits ? { columns: digits } : {}) };
}
