import { byteSize } from '../../../src/facts/byteSize';
import type { ArrayFile, ArrayHeader, ArrayMember } from '../../../src/protocol/arrayFile';
import { element } from '../../element';
import { count, shape } from '../../../src/facts/numbers';

/** One fact of the line, with its name for those who do not see where it stands. */
function item(id: string, name: string, ...content: (Node | string)[]): HTMLElement {
  return element(
    'div',
    { class: 'header-item' },
    element('dt', { class: 'hidden' }, name),
    element('dd', { 'data-fact': id }, ...content),
  );
}

/** What the header of an array says, in one line. */
export function headerLine(header: ArrayHeader, { packing, packedBytes }: ArrayMember, file: ArrayFile): HTMLElement {
  const elements = header.shape.reduce((product, length) => product * length, 1);
  const packed =
    packing === 'file' || packing === 'stored' ? packing : `${packing} to ${byteSize(packedBytes ?? header.dataBytes)}`;
  return element(
    'dl',
    { class: 'header-line' },
    item('shape', 'Shape', element('code', {}, shape(header.shape))),
    item('dtype', 'Type', element('code', {}, header.dtype), typeBeside(header)),
    item('elements', 'Elements', `${count(elements)} elements, ${byteSize(header.dataBytes)}`),
    item('order', 'Order', header.fortranOrder ? 'Fortran order (column by column)' : 'C order (row by row)'),
    ...header.facts.map(({ id, name, text }) => item(id, name, text)),
    // Where nobody knows how much it takes, its facts say how it is packed.
    ...(file.archive && packedBytes !== undefined ? [item('packing', 'In the archive', packed)] : []),
  );
}

/** What there is to say of a type beside the name that its file has for it. */
function typeBeside({ dtype, type }: ArrayHeader): string {
  return type.startsWith(dtype) ? type.slice(dtype.length) : ` ${type}`;
}
