import { scoreFacts } from '../../../src/facts/measures/scores';
import { dash, score } from '../../../src/facts/numbers';
import type { InlineRow } from '../../../src/protocol/inline';
import { colourAt, inkOn, shareOf } from '../../charts/colourScale';
import { wholeScale } from '../../../src/facts/measures/scoreScale';
import { element } from '../../element';
import { breakable } from '../breakable';
import { plainButton } from '../plainButton';

/** A layer in a row. */
type LayerCell = InlineRow['cells'][number];

/** How a cell is shown. */
interface CellLook {
  /** What stands for the layer; may be '' in a deep strip. */
  label: string;
  /** Whether there is room for the label alone. */
  deep: boolean;
  open(): void;
}

/** A cell of the strip: a button that opens the pair, coloured by its score. */
export function layerCell(cell: LayerCell, row: InlineRow, { label, deep, open }: CellLook): HTMLElement {
  const { layer, self, value, refused } = cell;
  const words = `${layer}: ${cellWords(cell, row)}`;
  const shown = value === null ? (isAwaited(cell, row) ? '…' : dash) : value.toFixed(2);
  const number = element('span', { class: 'layer-value' }, deep ? label : shown);
  if (value !== null) {
    const colour = colourAt(shareOf(value, wholeScale(scoreFacts(row.measure))));
    number.style.background = `rgb(${colour.join(', ')})`;
    number.style.color = inkOn(colour);
  }
  const classes = ['layer-cell', self && 'layer-self', refused !== undefined && 'layer-refused'];
  const content = deep ? [number] : [element('span', { class: 'layer-name' }, ...breakable(label)), ' ', number];
  return plainButton(content, () => !self && open(), {
    class: classes.filter(Boolean).join(' '),
    title: words,
    'aria-label': deep ? words : undefined,
    'aria-disabled': self ? 'true' : undefined,
    'data-layer': layer,
    'data-value': value === null ? undefined : String(value),
    'data-focus': `layer ${layer}`,
  });
}

/** What there is to say of a cell: its score, or why there is none. */
export function cellWords(cell: LayerCell, row: InlineRow): string {
  const { self, value, refused } = cell;
  const { label } = scoreFacts(row.measure);
  if (self) return 'this array';
  if (refused !== undefined) return `not compared: ${refused}`;
  if (value !== null) return `${label} ${score(value)}`;
  if (isAwaited(cell, row)) return 'being computed';
  return row.status === 'done' ? `${label} is not defined here` : 'not computed';
}

function isAwaited({ value, refused }: LayerCell, { status }: InlineRow): boolean {
  return status === 'loading' && value === null && refused === undefined;
}
