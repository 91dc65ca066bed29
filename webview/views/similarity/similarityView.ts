import { byteSize } from '../../../src/facts/byteSize';
import type { FromInline, InlinePair, InlineState } from '../../../src/protocol/inline';
import { element } from '../../element';
import { scoreFacts } from '../../../src/facts/measures/scores';
import { score } from '../../../src/facts/numbers';
import { summaryRows } from '../../words/summaryRows';
import { icon } from '../icon';
import { plainButton } from '../plainButton';
import { progressLine } from '../progressLine';
import { layerRow, type SubjectRow } from './layerRow';
import { recentSection } from './recentSection';
import { reportSummary } from './reportSummary';
import { redrawnSection } from './redrawnSection';
import { subjectHead, type Head } from './subjectHead';
import { adoptSummaryStyles } from './summaryStyles';

/** The inline similarity panel; one node for the life of its page. */
interface SimilarityView {
  node: HTMLElement;
  update(state: InlineState): void;
}

/** A pair with all that its part of the page says. */
interface ShownPair extends Required<Pick<InlineState, 'subject' | 'reference'>> {
  pair: Exclude<InlinePair, { status: 'loading' }>;
}

/** Builds the inline panel. It uses plain elements and SVG alone, for it is drawn in narrow places. */
export function similarityView(send: (message: FromInline) => void): SimilarityView {
  adoptSummaryStyles(document);
  const head = redrawnSection<Head>(element('header', { class: 'similarity-head' }), (shown) =>
    subjectHead(shown, send),
  );
  const pair = redrawnSection<ShownPair>(element('div', { class: 'similarity-pair', 'data-test': 'pair' }), (shown) =>
    pairParts(shown, send),
  );
  const row = redrawnSection<SubjectRow>(
    element('section', { class: 'similarity-row tip-host', 'aria-label': 'Layers beside it' }),
    (shown) => layerRow(shown, send),
  );
  const recent = recentSection(send);
  const line = progressLine();
  const cancel = plainButton(['Cancel'], () => send({ type: 'cancel' }), { 'data-test': 'cancel' });
  const progress = element('div', { class: 'progress', hidden: true }, line.node, cancel);
  const live = element('div', { class: 'hidden', role: 'status' });
  const node = element('section', { class: 'similarity', 'aria-label': 'Similarity' });
  node.append(head.node, progress, pair.node, row.node, recent.node, live);
  let heard = '';
  return {
    node,
    update(state) {
      const { subject, reference, pair: found } = state;
      head.update({ subject, reference });
      progress.hidden = found?.status !== 'loading';
      if (found?.status === 'loading') line.update(found);
      pair.update(
        found && found.status !== 'loading' && subject && reference ? { pair: found, subject, reference } : undefined,
      );
      row.update(state.row && subject ? { subject: subject.address, row: state.row } : undefined);
      recent.update(state.recent);
      const words = announcement(found);
      if (words !== heard) live.textContent = heard = words;
      node.dataset.pair = found?.status ?? 'none';
      node.dataset.row = state.row?.status ?? 'none';
    },
  };
}

function pairParts({ pair, subject, reference }: ShownPair, send: (message: FromInline) => void): Node[] {
  const [a, b] = [reference!.address, subject!.address];
  const compute = (words: string) =>
    plainButton([words], () => send({ type: 'compute', what: 'pair' }), {
      'data-test': 'compute-pair',
      'data-focus': 'compute-pair',
    });
  const open = plainButton([icon('compare'), 'Open Full Comparison'], () => send({ type: 'open', a, b }), {
    'data-test': 'open-full',
    'data-focus': 'open-full',
  });
  const buttons = (...nodes: Node[]) => element('div', { class: 'button-row' }, ...nodes);
  switch (pair.status) {
    case 'large': {
      const words = `The two arrays hold ${byteSize(pair.bytes)}, which are not read without being asked for.`;
      return [element('div', { class: 'ask' }, element('p', {}, words), buttons(compute('Compare'), open))];
    }
    case 'failed': {
      const words = element('p', { 'data-test': 'error' }, pair.error.message);
      const again = buttons(compute('Compare Again'), open);
      return [element('div', { class: 'ask', role: 'alert', 'data-code': pair.error.code }, words, again)];
    }
    case 'done': {
      const names = { a: reference!.name, b: subject!.name };
      return [reportSummary(pair.report, names, pair.scores), buttons(open)];
    }
  }
}

/** What a screen reader hears of a pair. */
function announcement(pair: InlinePair | undefined): string {
  if (pair?.status === 'loading') return 'Comparing with the reference.';
  if (pair?.status !== 'done') return '';
  const parts = summaryRows(pair.report, pair.scores).flatMap(({ id, value }) =>
    value === null ? [] : [`${scoreFacts(id).term} ${score(value)}`],
  );
  return `Compared with the reference: ${parts.join(', ')}.`;
}
