import type { ScanOutcome } from '../../../../src/protocol/scan';
import { analyses, type AnalysisName } from '../../../../src/facts/analyses';
import { element } from '../../../element';

/** The analyses to choose from, with why one fits. */
interface AnalysisChooser {
  node: HTMLElement;
  show(chosen: AnalysisName, proposals: ScanOutcome['proposals']): void;
}

/** One card for each analysis, of which one is chosen. */
export function analysisChooser(changed: (analysis: AnalysisName) => void): AnalysisChooser {
  const cards = analyses.map(({ id: name, title, question }) => {
    const input = element('input', {
      type: 'radio',
      name: 'analysis',
      value: name,
      'data-test': `analysis-${name}`,
      onchange: () => changed(name),
    });
    const badge = element('span', { class: 'mark', hidden: true }, 'suggested');
    const reason = element('span', { class: 'small-print' });
    const node = element(
      'label',
      { class: 'option-card' },
      input,
      element(
        'span',
        { class: 'option-words' },
        element('span', { class: 'option-title' }, title, badge),
        question,
        reason,
      ),
    );
    return { name, node, input, badge, reason };
  });
  return {
    node: element(
      'div',
      { class: 'option-cards', role: 'radiogroup', 'aria-label': 'Analysis' },
      ...cards.map(({ node }) => node),
    ),
    show(chosen, proposals) {
      for (const { name, node, input, badge, reason } of cards) {
        const proposal = proposals.find(({ analysis }) => analysis === name);
        input.checked = name === chosen;
        node.classList.toggle('chosen', name === chosen);
        badge.hidden = proposals[0]?.analysis !== name;
        reason.textContent = proposal?.reason ?? '';
      }
    },
  };
}
