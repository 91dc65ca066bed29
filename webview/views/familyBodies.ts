import { joinedWords } from '../../src/facts/joinedWords';
import type { MeasureName } from '../../src/facts/measures';
import type { FamilyName } from '../../src/facts/measures/families';
import { measureFacts } from '../../src/facts/measures/scores';
import { element } from '../element';
import type { FamilyRow, FamilyRows } from '../words/familyRows';
import { costBeside } from './costBeside';
import { plainButton } from './plainButton';

/** What families ask of their page, and what that knows of them. */
export interface FamilyContext {
  /** Computes measures beside those of the report. */
  compute(more: readonly MeasureName[]): void;
  /** Seconds that what a family lacks takes, about; undefined where that is not known. */
  seconds(of: FamilyName): number | undefined;
  /** The families of which all scores are in sight; changed where people fold and unfold, which `folded` is told then. */
  unfolded: Set<FamilyName>;
  folded(): void;
}

/**
 * A family in the table of scores: its question, which folds and unfolds the scores that do not stand for a measure, its scores, and what of it was not
 * computed; of one that was not computed at all, the question alone with the offer.
 * @param columns of the table.
 */
export function familyBodies(
  family: FamilyRows,
  line: (row: FamilyRow) => HTMLTableRowElement,
  columns: number,
  context: FamilyContext,
): HTMLTableSectionElement[] {
  const { id, question, missing, rows } = family;
  const offer = offered(family, rows.length === 0 ? question : undefined, columns, context);
  if (rows.length === 0) return [offer];
  const lines = rows.map((row) => ({ row, node: line(row) }));
  const folding = [
    ...lines.flatMap(({ row, node }) => (row.first ? [] : [node])),
    ...(missing.length > 0 ? [offer] : []),
  ];
  const head =
    folding.length > 0 ? foldButton(family, folding, context) : element('span', { class: 'family-words' }, question);
  const title = element('tr', { class: 'family' }, element('th', { scope: 'rowgroup', colspan: columns }, head));
  const body = element('tbody', { 'data-family': id }, title, ...lines.map(({ node }) => node));
  return [body, ...(missing.length > 0 ? [offer] : [])];
}

/** The question as a button that folds what it is given and unfolds it, with what there is of that. */
function foldButton(
  { id, question, rows, missing }: FamilyRows,
  folding: readonly HTMLElement[],
  { unfolded, folded }: FamilyContext,
): HTMLElement {
  const others = rows.filter(({ first }) => !first).length;
  const words = [others > 0 && `${others} more`, missing.length > 0 && `${missing.length} not computed`];
  const press = element(
    'button',
    { type: 'button', class: 'family-fold', 'data-test': `family-${id}`, 'data-focus': `family ${id}` },
    question,
    ' ',
    element('span', { class: 'family-more' }, words.filter(Boolean).join(', ')),
  );
  const show = () => {
    const open = unfolded.has(id);
    press.setAttribute('aria-expanded', String(open));
    for (const node of folding) node.hidden = !open;
  };
  press.addEventListener('click', () => {
    if (!unfolded.delete(id)) unfolded.add(id);
    show();
    folded();
  });
  show();
  return press;
}

/** What of a family was not computed, in one quiet row with the offer to; `question`: in place of its names. */
function offered(
  { id, missing }: FamilyRows,
  question: string | undefined,
  columns: number,
  { compute, seconds }: FamilyContext,
): HTMLTableSectionElement {
  const names = joinedWords(missing.map((name) => measureFacts(name).title));
  const press = plainButton(
    ['Compute'],
    () => compute(missing),
    {
      title: `Compute ${names} as well`,
      'aria-label': `Compute ${names}`,
      'data-test': `compute-${id}`,
      'data-focus': `family ${id}`,
    },
    'link',
  );
  const words = element('span', { class: 'family-words', title: question && names }, question ?? names);
  const cell = element('th', { scope: 'row', colspan: columns }, words, ' ', press, costBeside(seconds(id)));
  return element('tbody', { 'data-family': id }, element('tr', { class: 'family family-missing not-copied' }, cell));
}
