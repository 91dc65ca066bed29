import { csv } from '../../src/facts/csv';
import type { MatchingReport } from '../../src/facts/measures/matching';
import { counted } from '../../src/facts/numbers';
import { element } from '../element';
import { plainButton } from './plainButton';
import { valueTable } from './valueTable';

/** Neurons that were assigned to each other, one pair a line, counted from 0 as in arrays. */
export function partnersCsv({ partners }: MatchingReport): string {
  return csv([['neuron_a', 'neuron_b', 'r'], ...partners]);
}

/** Whether it was open before it was drawn anew, as it is with each result. */
let wasOpen = false;

/** The neurons of both sides that were matched one to one, folded away: a table that its heads sort, copied as it stands, and saved as CSV. */
export function partnersFold(matching: MatchingReport, save: (content: string) => void): HTMLDetailsElement {
  const { partners } = matching;
  const content = element('div');
  const fold = element(
    'details',
    { class: 'fold', 'data-test': 'partners' },
    element('summary', {}, `Matched neurons (${counted(partners.length, 'pair')})`),
    content,
  );
  // Made when it is first open: a table that nobody sees does not know how much of it is in sight.
  const fill = (): void => {
    if (content.childElementCount > 0) return;
    content.append(
      valueTable({
        test: 'partners-table',
        label: 'Neurons of a and b that were matched one to one',
        corner: 'Neuron of a',
        columns: ['Neuron of b', 'Pearson r'],
        rows: partners.map(([a]) => String(a)),
        cell(row, column) {
          const [, b, r] = partners[row];
          return column === 0 ? { value: b, text: String(b) } : { value: r };
        },
      }),
      element(
        'p',
        { class: 'button-row' },
        plainButton(['Save as CSV'], () => save(partnersCsv(matching)), { 'data-test': 'partners-csv' }),
      ),
    );
  };
  fold.addEventListener('toggle', () => {
    wasOpen = fold.open;
    if (fold.open) fill();
  });
  fold.open = wasOpen;
  if (wasOpen) fill();
  return fold;
}
