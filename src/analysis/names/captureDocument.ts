import { captureAxes, type CaptureAxes } from '../../facts/capture';
import { Checker } from '../../facts/checker';
import { isArrayName } from '../../facts/formats';
import { isRecord } from '../../facts/isRecord';

/** A layer of a capture, as its manifest has it. */
export interface CapturedLayer {
  layer: string;
  /** The name of a file in the folder of the manifest. */
  file: string;
  shape: number[];
  axes: CaptureAxes;
  /** numpy's description of the elements in the file: `<f4`. */
  stored: string;
  /** The type that the model computed with, before its values were written: `bfloat16`. */
  dtype: string;
  /** A file of the folder that says which steps of each sample are real. */
  mask?: string | undefined;
}

/** What a manifest says of the folder that it lies in (media/capture.schema.json). */
export interface CaptureDocument {
  model: string;
  checkpoint: string;
  samples: number;
  /** A file of the folder with an id for each sample. */
  ids?: string | undefined;
  /** In the order in which the model computes them. */
  layers: CapturedLayer[];
}

/** Characters of a name. */
const longest = 400;

/** A manifest of the text of a file; or everything that is wrong with it, each a clause that names the place. */
export function parseCapture(text: string): { capture: CaptureDocument } | { problems: string[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problems: ['it is no JSON'] };
  }
  const check = new Checker();
  if (!isRecord(value)) return { problems: ['it is no JSON object'] };
  check.keys(value, '', [
    ['schema', 'kind', 'model', 'checkpoint', 'samples', 'layers'],
    ['$schema', 'framework', 'ids'],
  ]);
  if (value.schema !== undefined && value.schema !== 1) check.wrong('schema', '1', value.schema);
  if (value.kind !== undefined && value.kind !== 'cca-lens-capture')
    check.wrong('kind', '"cca-lens-capture"', value.kind);
  const capture = {
    model: nameOf(check, value.model, 'model', true),
    checkpoint: nameOf(check, value.checkpoint, 'checkpoint', true),
    samples: count(check, value.samples, 'samples'),
    ...check.optional(value, 'ids', (ids) => fileIn(check, ids, 'ids')),
    layers: check.list(value.layers, 'layers', (layer, place) => layerOf(check, layer, place)),
  };
  check.optional(value, 'framework', (framework) => check.text(framework, 'framework', true));
  const samples = capture.samples;
  capture.layers?.forEach((layer, i) => {
    if (layer?.shape && layer.axes && layer.shape.length !== layer.axes.length)
      check.problems.push(`layers[${i}].axes are not as many as layers[${i}].shape has`);
    else if (layer?.shape && samples !== undefined && layer.shape[0] !== samples)
      check.problems.push(`layers[${i}].shape must begin with the ${samples} samples, not with ${layer.shape[0]}`);
  });
  const files = new Set<string>();
  for (const file of capture.layers?.flatMap((layer) => layer?.file ?? []) ?? []) {
    if (files.has(file)) check.problems.push(`layers has "${file}" twice`);
    files.add(file);
  }
  return check.problems.length > 0 ? { problems: check.problems } : { capture: capture as CaptureDocument };
}

function layerOf(check: Checker, value: unknown, place: string): Partial<CapturedLayer> | undefined {
  const keys = [['layer', 'file', 'shape', 'axes', 'stored', 'dtype'], ['mask']] as const;
  if (!check.object(value, place, keys)) return undefined;
  return {
    layer: nameOf(check, value.layer, `${place}.layer`),
    file: fileIn(check, value.file, `${place}.file`),
    shape: check.list(value.shape, `${place}.shape`, (length, at) => count(check, length, at)) as number[] | undefined,
    axes: axesOf(check, value.axes, `${place}.axes`),
    stored: nameOf(check, value.stored, `${place}.stored`),
    dtype: nameOf(check, value.dtype, `${place}.dtype`),
    ...check.optional(value, 'mask', (mask) => fileIn(check, mask, `${place}.mask`)),
  };
}

function count(check: Checker, value: unknown, place: string): number | undefined {
  return check.number(
    value,
    place,
    'a whole number of 1 or more',
    (number) => Number.isSafeInteger(number) && number > 0,
  );
}

/** A text as long as names are. */
function nameOf(check: Checker, value: unknown, place: string, empty = false): string | undefined {
  const name = check.text(value, place, empty);
  if (name === undefined || name.length <= longest) return name;
  check.wrong(place, `of at most ${longest} characters`, name);
  return undefined;
}

/** A file of the folder itself: no name that leads out of it, or into another. */
function fileIn(check: Checker, value: unknown, place: string): string | undefined {
  const name = nameOf(check, value, place);
  if (name === undefined || (isArrayName(name) && !/[\\/:]/.test(name))) return name;
  check.wrong(place, 'the name of a file of an array in the same folder', name);
  return undefined;
}

function axesOf(check: Checker, value: unknown, place: string): CaptureAxes | undefined {
  const axes = captureAxes.find(
    (known) => Array.isArray(value) && value.length === known.length && known.every((axis, i) => axis === value[i]),
  );
  if (!axes && value !== undefined)
    check.wrong(place, captureAxes.map((known) => JSON.stringify(known)).join(' or '), value);
  return axes;
}
