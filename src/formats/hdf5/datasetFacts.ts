import type { HeaderFact } from '../../facts/headerFact';
import { filterName } from './filters';
import type { Hdf5Dataset, Hdf5Value } from './library';

/** Letters of attributes that are shown in a line; JSON has them all. */
const mostLetters = 200;

/** What a file says of a dataset beside its shape and type: how it lies in it, and its attributes. */
export function datasetFacts({
  chunks,
  filters,
  attributes,
}: Pick<Hdf5Dataset, 'chunks' | 'filters'> & { attributes: Record<string, Hdf5Value> }): HeaderFact[] {
  const packing = filters.map(filterName);
  const own = Object.entries(attributes);
  const text = own.map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : value}`).join('; ');
  const shown = text.length > mostLetters ? `${text.slice(0, mostLetters)}…` : text;
  return [
    ...(chunks ? [{ id: 'chunks', name: 'Chunks', text: `${chunks.join(' x ')} in a chunk`, value: chunks }] : []),
    ...(packing.length > 0 ? [{ id: 'filters', name: 'Filters', text: packing.join(', '), value: packing }] : []),
    ...(own.length > 0 ? [{ id: 'attributes', name: 'Attributes', text: shown, value: attributes }] : []),
  ];
}
