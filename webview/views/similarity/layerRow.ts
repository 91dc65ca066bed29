import { byteSize } from '../../../src/facts/byteSize';
import type { FromInline, InlineRow } from '../../../src/protocol/inline';
import type { ArrayAddress } from '../../../src/protocol/arrayAddress';
import { element } from '../../element';
import { layerLabels } from '../../words/layerLabels';
import { scoreFacts } from '../../../src/facts/measures/scores';
import { plainButton } from '../plainButton';
import { breakable } from '../breakable';
import { roving } from '../roving';
import { tip } from '../tip';
import { layerCell } from './layerCell';
import { layerReadout } from './layerReadout';

/** A row of the layer matrix with the array that it is of. */
export interface SubjectRow {
  subject: ArrayAddress;
  row: InlineRow;
}

/**
 * The row as a strip of coloured cells, each with its number, of many layers with that of the layer alone: the line below it then says what is pointed
 * at. Arrows move along it, and a click opens the pair.
 */
export function layerRow({ subject, row }: SubjectRow, send: (message: FromInline) => void): Node[] {
  const { label, convention } = scoreFacts(row.measure);
  const heading = element('h2', {}, 'Layers beside it: ', tip([label], convention));
  const message = messageOf(
    row,
    () => send({ type: 'compute', what: 'row' }),
    () => send({ type: 'cancel' }),
  );
  const above = [heading, ...(message ? [message] : [])];
  if (row.cells.length === 0) return above;
  const { before, after, labels, deep } = layerLabels(row.cells.map(({ layer }) => layer));
  const common = `${before}*${after}`;
  const strip = element(
    'div',
    {
      class: deep ? 'layer-strip layer-strip-deep' : 'layer-strip',
      role: 'toolbar',
      'aria-label': `${label} with each layer of its model`,
      'data-test': 'layer-row',
    },
    ...row.cells.map((cell, at) =>
      layerCell(cell, row, {
        label: labels[at],
        deep,
        open: () => send({ type: 'open', a: subject, b: cell.address }),
      }),
    ),
  );
  roving(strip);
  return [
    ...above,
    ...(common === '*' ? [] : [element('p', { class: 'layer-common small-print' }, ...breakable(common))]),
    strip,
    ...(deep ? [layerReadout(strip, row)] : []),
  ];
}

function messageOf(
  { status, bytes: size, message }: InlineRow,
  compute: () => void,
  stop: () => void,
): HTMLElement | undefined {
  if (status === 'large') {
    return element(
      'div',
      { class: 'ask' },
      element('p', {}, `The layers hold ${byteSize(size ?? 0)}, which are not read without being asked for.`),
      plainButton(['Compute Row'], compute, { 'data-test': 'compute-row', 'data-focus': 'compute-row' }),
    );
  }
  if (status === 'loading') {
    return plainButton(['Stop'], stop, { 'data-test': 'stop-row', 'data-focus': 'stop-row' });
  }
  if (status !== 'failed') return undefined;
  return element(
    'div',
    { class: 'ask', role: 'alert' },
    element('p', { 'data-test': 'row-error' }, message ?? 'The row could not be computed.'),
    plainButton(['Compute Again'], compute, { 'data-test': 'compute-row', 'data-focus': 'compute-row' }),
  );
}
