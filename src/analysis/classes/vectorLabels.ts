/** More classes than this are taken for ids. */
const mostClasses = 100_000;
/** What PyTorch's losses leave out when nothing else is said. */
const alwaysIgnored = -100;
/** What masks of one byte have where nothing is labelled (VOC, Cityscapes). */
const ignoredByte = 255;

/** The classes of a vector of numbers: see Labels. */
interface VectorLabels {
  from: 'vector' | 'signs';
  labels: Int32Array;
  classes: number;
  names?: string[];
  ignored?: { value: number; samples: number };
}

/** Why a value is no label, and at which sample it stands. */
interface NoLabel {
  at: number;
  objection: string;
}

/**
 * The class of each sample from a vector of numbers: whole, from 0, of any element type. -1 and 1 alone are two classes, -1 the first. Left out, with
 * the label -1, are samples of -100; else of -1 beside 0 and more; else of 255 in bytes whose other values are 0, 1, 2 ... without a gap, and so
 * cannot reach 255.
 */
export function vectorLabels(values: Float64Array, descr: string): VectorLabels | NoLabel {
  const found = new Set(values);
  const ignore = ignoredValue(found, descr);
  const ignored =
    ignore === undefined
      ? {}
      : { ignored: { value: ignore, samples: values.reduce((sum, value) => sum + Number(value === ignore), 0) } };
  const signs = isSigns(found);
  let classes = signs ? 2 : 0;
  const labels = new Int32Array(values.length);
  for (const [at, value] of values.entries()) {
    if (value === ignore) labels[at] = -1;
    else if (signs) labels[at] = value > 0 ? 1 : 0;
    else if (!Number.isInteger(value) || value < 0 || value >= mostClasses) return { at, objection: objection(value) };
    else {
      labels[at] = value;
      classes = Math.max(classes, value + 1);
    }
  }
  return { from: signs ? 'signs' : 'vector', labels, classes, ...(signs ? { names: ['-1', '+1'] } : {}), ...ignored };
}

function isSigns(found: ReadonlySet<number>): boolean {
  const size = found.has(alwaysIgnored) ? found.size - 1 : found.size;
  return size === 2 && found.has(-1) && found.has(1);
}

/** The number that stands for no class among those that occur. */
function ignoredValue(found: ReadonlySet<number>, descr: string): number | undefined {
  if (found.has(alwaysIgnored)) return alwaysIgnored;
  if (found.has(-1) && !isSigns(found) && [...found].every((value) => value >= -1)) return -1;
  if (!found.has(ignoredByte) || !/^[|<>=]?(u1|B)$|^uint8$/.test(descr)) return undefined;
  const largest = Math.max(...[...found].filter((value) => value !== ignoredByte));
  return largest === found.size - 2 && largest < ignoredByte - 1 ? ignoredByte : undefined;
}

function objection(value: number): string {
  if (!Number.isInteger(value)) return 'the class of a sample is a whole number';
  if (value < 0)
    return `classes are numbered from 0; give samples without a class ${alwaysIgnored}, so that they take no part`;
  return `classes are numbered from 0 to at most ${mostClasses - 1}; larger numbers are taken for ids`;
}
