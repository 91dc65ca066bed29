import type { SideIdentity } from '../../protocol/sideIdentity';
import { mapSizeOf } from '../arrays/applyRecipe';
import { rowsOfSample, sampleOfRow } from './sampleOfRow';

/**
 * Where an element of a side stands in its file, in words: its sample and neuron, or, where a recipe made rows of positions or steps, the image
 * with row, column and channel of its map, or the sample with step and neuron.
 */
export function placeInFile(identity: SideIdentity, row: number, neuron: number): string {
  const { recipe } = identity.address;
  const shape = identity.stored?.shape;
  const sample = sampleOfRow(identity)(row);
  const rows = rowsOfSample(identity);
  if (rows === 1 || !recipe || !shape) {
    return recipe?.kind === 'maps' ? `image ${sample}, channel ${neuron}` : `sample ${sample}, neuron ${neuron}`;
  }
  const { every, first } = recipe.subsample ?? { every: 1, first: 0 };
  const position = (first + row * every) % rows;
  if (recipe.kind !== 'maps') return `sample ${sample}, step ${position}, neuron ${neuron}`;
  const width = recipe.conv === 'interpolate' ? recipe.size[1] : mapSizeOf(shape, recipe.layout).width;
  const raised = recipe.conv === 'interpolate' ? ' of the raised map' : '';
  return `image ${sample}, row ${Math.floor(position / width)}, column ${position % width}${raised}, channel ${neuron}`;
}
