import { checkpointPositions } from '../checkpointPositions';
import type { ClassesOfLayer, ClassesResult } from './classes';

/** What a figure over classes runs along: the layers at one checkpoint, or the checkpoints of one layer. */
export interface ClassSlice {
  along: 'layers' | 'checkpoints';
  /** Names of the places. */
  names: string[];
  /** Where they stand on an axis: layers at 0, 1, 2 ..., checkpoints at the numbers in their names, as in learning dynamics. */
  positions: number[];
  layers: ClassesOfLayer[];
}

type Layers = Pick<ClassesResult, 'layers'>;

/** Names in the order in which they first appear. */
function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}

/** The models of a result. */
export function classModels({ layers }: Layers): string[] {
  return distinct(layers.map(({ model }) => model));
}

/** Checkpoints or layers of a model. */
export function classPlaces({ layers }: Layers, model: string, what: 'checkpoint' | 'layer'): string[] {
  return distinct(layers.filter((layer) => layer.model === model).map((layer) => layer[what]));
}

/** The layers of a model at one checkpoint, in order of depth. */
export function overLayers({ layers }: Layers, model: string, checkpoint: string): ClassSlice {
  const found = layers.filter((layer) => layer.model === model && layer.checkpoint === checkpoint);
  return { along: 'layers', names: found.map(({ layer }) => layer), positions: [...found.keys()], layers: found };
}

/** One layer of a model over its checkpoints. */
export function overCheckpoints({ layers }: Layers, model: string, layer: string): ClassSlice {
  const found = layers.filter((one) => one.model === model && one.layer === layer);
  const names = found.map(({ checkpoint }) => checkpoint);
  return { along: 'checkpoints', names, positions: checkpointPositions(names), layers: found };
}

/** What is drawn of a model where nothing else is chosen: its layers at the last checkpoint, and its last layer over the checkpoints. */
export function lastSlices(result: Layers, model: string): [ClassSlice, ClassSlice] {
  const last = (what: 'checkpoint' | 'layer'): string => classPlaces(result, model, what).at(-1) ?? '';
  return [overLayers(result, model, last('checkpoint')), overCheckpoints(result, model, last('layer'))];
}
