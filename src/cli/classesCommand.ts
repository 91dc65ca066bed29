import { basename, resolve, sep } from 'node:path';
import { isOfFile, splitMember } from '../facts/address';
import { withoutEnding } from '../facts/formats';
import { LensError } from '../facts/errors';
import type { SelectedArray, Selection } from '../protocol/selection';
import type { ClassesResult } from '../facts/analyses/classes';
import { analysisCsv } from '../protocol/analysisCsv';
import { scannedAs } from './asChoice';
import { hereFlag } from './beforeLongWork';
import { parseCommand, wordOption, type OptionValues } from './arguments';
import { classesText } from './classesText';
import { maskFrom, optionsFrom } from './compareOptions';
import { csvOutput } from './csvOutput';
import { givenPaths } from './givenPaths';
import { requireOneFormat } from './oneFormat';
import { printable } from './printable';
import { resultsFlags, resultsPlace, resultsTexts } from './resultsPlace';
import { runHere } from './runHere';
import { orderedAs, runSelection, scanFlags, scanFrom, scanTexts, type Scanned } from './scannedSelection';
import { shardAnswer } from './shardCommand';

const flags = ['json', 'csv', 'drop-nonfinite', hereFlag, ...scanFlags, ...resultsFlags];
const reading = ['conv', 'layout', 'sequence', 'mask', 'subsample', 'orientation'];
const means = ['rank', 'workers', 'memory', 'native', ...resultsTexts];
const texts = ['labels', 'names', 'subset', 'logits', ...reading, ...scanTexts, ...means];

/** `cca-lens classes`: how well each class can be told from each layer, as text, JSON or CSV. @throws LensError. */
export async function classesCommand(args: string[]): Promise<string> {
  const { files, values } = parseCommand(args, flags, texts, {
    count: 1,
    what: 'a file or folder, or more',
    orMore: true,
  });
  requireOneFormat(values);
  const { labels, names } = values;
  if (typeof labels !== 'string')
    throw new LensError('usage', 'Expected --labels FILE, the class of each sample (--help explains the commands).');
  // A place that cannot be written is told before the first look, which of many files takes long.
  await resultsPlace(values);
  const { arrays, warnings } = await layersOf(files, labels, scanFrom(values));
  const selection: Selection = {
    schema: 1,
    kind: 'cca-lens-selection',
    analysis: 'classes',
    arrays: (await orderedAs(values, arrays)).map((array) => ({ ...array, ...maskFrom(values) })),
    options: optionsFrom(values),
    measure: 'cca',
    classes: {
      // As a plan keeps them, which is run from anywhere.
      labels: resolve(labels),
      names: typeof names === 'string' ? resolve(names) : undefined,
      subset: subsetFrom(values),
      logits: wordOption(values, 'logits', ['columns', 'argmax']) ?? 'columns',
    },
  };
  const part = await shardAnswer(selection, values);
  if (part !== undefined) return part;
  const all = (await runSelection(selection, warnings, values)) as ClassesResult;
  const shown = asGiven(all, files, labels, values.order !== undefined);
  if (values.csv) return csvOutput(analysisCsv(shown), shown);
  if (!values.json) return classesText(printable(shown));
  const { classes, ...rest } = shown;
  return JSON.stringify({ classes: classes.map(({ name }) => name), classDetails: classes, ...rest }, null, 1);
}

function subsetFrom({ subset }: OptionValues): number[] | undefined {
  if (typeof subset !== 'string') return undefined;
  return subset.split(',').map((text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isInteger(value) || value < 0)
      throw new LensError('usage', `--subset takes numbers of classes, as 0,3,5, not "${subset}".`);
    return value;
  });
}

/**
 * The layers in files and folders, with what their names say of model and checkpoint. A file that is named is taken whatever it looks like, and
 * refused later if it is no layer; of a folder only the layers.
 */
async function layersOf(files: readonly string[], labels: string, how: ReturnType<typeof scanFrom>): Promise<Scanned> {
  const wanted = files.map((file) => resolve(file));
  const { arrays, notices, unreadable } = await runHere('scan', {
    roots: [...new Set(wanted.map((path) => splitMember(path).file))],
    ...how,
  });
  const belongs = (path: string, root: string): boolean =>
    isOfFile(path, root) || path.startsWith(root.endsWith(sep) ? root : root + sep);
  const found = arrays.filter(
    ({ path, more = [] }) =>
      path !== resolve(labels) && [path, ...more].some((part) => wanted.some((root) => belongs(part, root))),
  );
  const known = found.flatMap(({ path, more = [] }) => [path, ...more]);
  const others = wanted.filter((root) => !known.some((path) => belongs(path, root)));
  const layers = [
    // What the scan would leave out, for its number of samples say, is refused with its reason.
    ...found.map((array) => ({ ...array, include: true })),
    ...others.map((path): SelectedArray => ({
      path,
      model: '',
      checkpoint: '',
      layer: withoutEnding(basename(path)),
      include: true,
    })),
  ];
  // All of them take part, so that nothing of what the scan says of leaving out is true here.
  const said = notices
    .filter(({ code }) => code !== 'sample-counts' && code !== 'same-names')
    .map(({ code, message }) => ({ code, message }));
  const faults = unreadable.filter(({ path }) => path !== resolve(labels) && !others.includes(path));
  return {
    arrays: layers,
    warnings: [...said, ...scannedAs(layers, how.as), ...faults.map(({ code, message }) => ({ code, message }))],
  };
}

/** The result with paths as they were given, and layers in the order of the files where only files were and no other is asked for. */
function asGiven(result: ClassesResult, files: readonly string[], labels: string, isOrdered: boolean): ClassesResult {
  const roots = files.map((file) => resolve(file));
  const shown = givenPaths(files);
  const place = ({ path }: { path: string }): number => roots.findIndex((root) => isOfFile(path, root));
  const onlyFiles = !isOrdered && result.layers.every((layer) => place(layer) >= 0);
  const inOrder = onlyFiles ? [...result.layers].sort((a, b) => place(a) - place(b)) : result.layers;
  return {
    ...result,
    labels,
    layers: inOrder.map((layer) => ({ ...layer, path: shown(layer.path) })),
    refused: result.refused.map((refusal) => ({ ...refusal, a: shown(refusal.a), b: labels })),
  };
}
