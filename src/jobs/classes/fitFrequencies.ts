import type { Matrix } from '../../linalg/matrix';
import type { ClassFit } from '../../similarity/classes/classSimilarity';
import { fitComplexClasses, fitComplexColumns } from '../../similarity/classes/complexClasses';
import { NonFiniteError } from '../../similarity/errors';
import type { ComplexColumns } from '../../similarity/frequencies/frequencyTransform';
import { filePasses } from '../passes/filePasses';
import { readFrequencies, type FrequenciesSpec, type MapsSide } from '../passes/runFrequencies';
import { passesHere } from '../passes/passExecutor';
import { keptClasses, type LayerTargets } from './fitLayer';

/** A layer of maps, some of its frequencies, and the targets that it is fitted to. */
export interface MapsFitSpec extends Pick<FrequenciesSpec, 'grid' | 'wanted' | 'mask'> {
  maps: MapsSide;
  targets: LayerTargets;
}

/**
 * Fits a layer of maps to its targets at some frequencies, in one pass over its file. `onRows` hears of samples that were read.
 * @throws NonFiniteError (of the first value only); NoVarianceError; NotConvergedError; FileChangedError; the errors of reading.
 */
export async function fitFrequencies(spec: MapsFitSpec, onRows: (rows: number) => void): Promise<{ fits: ClassFit[] }> {
  const fit = await fitterOf(spec);
  const fits: ClassFit[] = [];
  const { columns: found } = await readFrequencies(spec.maps, spec, onRows);
  for (const columns of found) fits.push(await fit(columns));
  return { fits };
}

async function fitterOf({
  maps: { name },
  targets,
  mask,
}: MapsFitSpec): Promise<(columns: ComplexColumns) => Promise<ClassFit>> {
  if (targets.kind === 'classes') {
    const kept = keptClasses(targets.classes, mask);
    return (columns) => fitComplexClasses(columns, name, kept);
  }
  const { identity, name: targetsName } = targets;
  const names = { a: targetsName, b: targetsName };
  const files = { a: identity, b: identity, names, mask };
  const Y = await filePasses(files, passesHere, () => undefined).read('b');
  requireFinite(Y, targetsName);
  return (columns) => fitComplexColumns(columns, Y, { a: name, b: targetsName }, identity.unit);
}

function requireFinite({ columns, data }: Matrix, name: string): void {
  const at = data.findIndex((value) => value - value !== 0);
  if (at >= 0) throw new NonFiniteError(name, 1, `sample ${Math.floor(at / columns)}, neuron ${at % columns}`);
}
