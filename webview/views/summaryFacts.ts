import { nonFiniteWords } from '../../src/facts/nonFiniteWords';
import { byteSize } from '../../src/facts/byteSize';
import type { ArraySummary } from '../../src/protocol/arraySummary';
import { element, type Child } from '../element';
import { count, dash, inDigits, magnitude, percent, shape } from '../../src/facts/numbers';

/** Longer lists of neurons are folded. */
const openList = 24;

/** One name with its value in a list of facts. */
export function fact(name: string, id: string, ...value: Child[]): HTMLElement {
  return element('div', { class: 'fact' }, element('dt', {}, name), element('dd', { 'data-fact': id }, ...value));
}

function card(title: string, ...facts: HTMLElement[]): HTMLElement {
  return element('article', { class: 'card' }, element('h2', {}, title), element('dl', { class: 'facts' }, ...facts));
}

function listOf(indices: readonly number[]): Child[] {
  if (indices.length === 0) return ['none'];
  const all = indices.join(', ');
  if (indices.length <= openList) return [all];
  return [
    element('details', {}, element('summary', {}, count(indices.length)), element('p', { class: 'indices' }, all)),
  ];
}

/** Neurons that are exactly 0 on every sample. */
function dead(zeroFraction: readonly number[]): number[] {
  return zeroFraction.flatMap((share, index) => (share === 1 ? [index] : []));
}

function nonFinite(summary: ArraySummary): Child[] {
  if (summary.nan === 0 && summary.infinite === 0) return ['none'];
  const where = summary.firstNonFinite ? `, first at [${summary.firstNonFinite.join(', ')}]` : '';
  return [element('strong', { class: 'bad' }, nonFiniteWords(summary, count)), where];
}

/** What an array holds: header, statistics over its finite elements, and the neurons that carry nothing. */
export function summaryFacts(summary: ArraySummary): HTMLElement[] {
  const elements = summary.shape.reduce((product, size) => product * size, 1);
  const order = summary.fortranOrder ? 'Fortran (column by column)' : 'C (row by row)';
  const cards = [
    card(
      'Array',
      fact('Shape', 'shape', element('code', {}, shape(summary.shape))),
      fact('Type', 'dtype', element('code', {}, summary.dtype)),
      fact('Elements', 'elements', `${count(elements)} in ${byteSize(summary.dataBytes)}`),
      fact('Order', 'order', order),
      ...summary.facts.map(({ id, name, text }) => fact(name, id, text)),
    ),
    card(
      'Values',
      fact('Smallest', 'minimum', inDigits(summary.minimum, summary.exact?.minimum, magnitude)),
      fact('Largest', 'maximum', inDigits(summary.maximum, summary.exact?.maximum, magnitude)),
      fact('Mean', 'mean', magnitude(summary.mean)),
      fact('Exactly 0', 'zeros', summary.zeroFraction === null ? dash : percent(summary.zeroFraction)),
      fact('Not finite', 'non-finite', ...nonFinite(summary)),
    ),
  ];
  const { columns, columnCounts } = summary;
  if (columns) {
    const varying = columns.mean.length - new Set(columns.constant).size;
    const held = columns.constant.filter((index) => columns.zeroFraction[index] !== 1);
    cards.push(neuronsCard(columns.mean.length, varying, listOf(dead(columns.zeroFraction)), listOf(held)));
  }
  if (columnCounts) {
    const { columns: all, constant, zero } = columnCounts;
    cards.push(neuronsCard(all, all - constant, [count(zero)], [count(Math.max(0, constant - zero))]));
  }
  return cards;
}

/** How many neurons there are, and which, or how many, of them tell nothing. */
function neuronsCard(all: number, varying: number, always0: Child[], constant: Child[]): HTMLElement {
  return card(
    'Neurons',
    fact('Neurons', 'neurons', count(all)),
    fact('Varying', 'varying', count(varying)),
    fact('Always 0', 'dead', ...always0),
    fact('Constant', 'constant', ...constant),
  );
}
