import { byteSize } from '../../../src/facts/byteSize';
import type { FromInline, InlineRow } from '../../../src/protocol/inline';
import type { ArrayAddress } from '../../../src/protocol/arrayAddress';
import { colourAt, inkOn, shareOf } from '../../charts/colourScale';
import { wholeScale } from '../../charts/scoreScale';
import { element } from '../../element';
import { dash, score } from '../../../src/facts/numbers';
import { scoreFacts } from '../../../src/facts/measures/scores';
import { plainButton } from '../plainButton';
import { tip } from '../tip';

type LayerCell = InlineRow['cells'][number];

/** A row of the layer matrix with the array that it is of. */
export interface SubjectRow {
  subject: ArrayAddress;
  row: InlineRow;
}

/** The row as a strip of coloured cells, each with its number; arrows move along it, and a click opens the pair. */
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
  const strip = element(
    'div',
    {
      class: 'layer-strip',
      role: 'toolbar',
      'aria-label': `${label} with each layer of its model`,
      'data-test': 'layer-row',
    },
    ...row.cells.map((cell) => cellOf(cell, row, () => send({ type: 'open', a: subject, b: cell.address }))),
  );
  roving(strip);
  return [...above, strip];
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

function cellOf(cell: LayerCell, { measure, status }: InlineRow, open: () => void): HTMLElement {
  const { layer, self, value, refused } = cell;
  const waiting = status === 'loading' && value === null && refused === undefined;
  const words = self
    ? 'this array'
    : refused !== undefined
      ? `not compared: ${refused}`
      : value === null
        ? waiting
          ? 'being computed'
          : status === 'done'
            ? `${scoreFacts(measure).label} is not defined here`
            : 'not computed'
        : `${scoreFacts(measure).label} ${score(value)}`;
  const number = element('span', { class: 'layer-value' }, value === null ? (waiting ? '…' : dash) : value.toFixed(2));
  if (value !== null) {
    const colour = colourAt(shareOf(value, wholeScale(scoreFacts(measure))));
    number.style.background = `rgb(${colour.join(', ')})`;
    number.style.color = inkOn(colour);
  }
  return plainButton([element('span', { class: 'layer-name' }, layer), ' ', number], () => !self && open(), {
    class: ['layer-cell', self && 'layer-self', refused !== undefined && 'layer-refused'].filter(Boolean).join(' '),
    title: `${layer}: ${words}`,
    'aria-disabled': self ? 'true' : undefined,
    'data-layer': layer,
    'data-value': value === null ? undefined : String(value),
    'data-focus': `layer ${layer}`,
  });
}

/** One cell takes part in the order of Tab; the arrows, Home and End go from cell to cell. */
function roving(strip: HTMLElement): void {
  const cells = [...strip.children] as HTMLElement[];
  const enter = (to: HTMLElement | undefined) => cells.forEach((cell) => (cell.tabIndex = cell === to ? 0 : -1));
  enter(cells[0]);
  strip.addEventListener('focusin', ({ target }) => enter(target as HTMLElement));
  strip.addEventListener('keydown', (event) => {
    const at = cells.indexOf(document.activeElement as HTMLElement);
    const steps: Record<string, number> = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1 };
    const to = { ...steps, Home: 0, End: cells.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    cells[Math.max(0, Math.min(cells.length - 1, to))].focus();
  });
}
