import { count, counted } from '../../../../src/facts/numbers';
import { pageWords } from '../../../../src/facts/pageWords';
import type { ClusterWatch, ShardStanding } from '../../../../src/protocol/clusterPage';
import { element } from '../../../element';
import { button, setDisabled } from '../../../toolkit';
import { progressLine } from '../../progressLine';

/** What can be asked of an analysis that a cluster computes. */
interface ClusterWatchActions {
  look(): void;
  cancel(): void;
  again(): void;
  back(): void;
}

/** How it stands with an analysis that a cluster computes; one node for the life of the page, so that focus stays on its buttons. */
interface ClusterWatchView {
  node: HTMLElement;
  show(watch: ClusterWatch, unit: 'pair' | 'layer'): void;
}

const words: readonly [standing: ShardStanding, words: string][] = [
  ['done', 'done'],
  ['running', 'running'],
  ['waiting', 'waiting'],
  ['failed', 'failed'],
  ['stopped', 'stopped'],
  ['missing', 'neither running nor waiting'],
];

/** Nothing to see as yet. */
export function clusterWatchView(actions: ClusterWatchActions): ClusterWatchView {
  const line = progressLine();
  const shards = element('p', { class: 'cluster-shards', 'data-test': 'cluster-shards' });
  const facts = element('p', { class: 'small-print', 'data-test': 'cluster-facts' });
  const reasons = element('p', { class: 'small-print', 'data-test': 'cluster-reasons' });
  const failures = element('ul', {
    class: 'plain-list',
    'data-test': 'cluster-failures',
    'aria-label': 'Shards that failed',
  });
  const problem = element('p', { class: 'problem wide', role: 'alert', 'data-test': 'cluster-problem' });
  const look = button(['Look Now'], () => actions.look(), { 'data-test': 'look-now' });
  const again = button(['Run Again What Is Missing...'], () => actions.again(), { 'data-test': 'run-again' });
  const cancel = button(['Cancel Job...'], () => actions.cancel(), { 'data-test': 'cancel-array' });
  const back = button(['Change Selection'], () => actions.back(), {
    'data-test': 'cluster-setup',
    title: 'Back to the table; what runs on the cluster goes on',
  });
  const node = element(
    'section',
    { class: 'card cluster', 'aria-label': 'On the cluster' },
    line.node,
    shards,
    reasons,
    failures,
    problem,
    facts,
    element('div', { class: 'button-row' }, look, again, cancel, back),
  );
  return {
    node,
    show(watch, unit) {
      const { job, pairs, missingPairs, standings, looked, again: open, queued, doing } = watch;
      const there = pairs - missingPairs;
      const known = pairs > 0;
      line.update({
        phase: known ? `${count(there)} of ${counted(pairs, unit)} there` : 'Looking at the results',
        fraction: known ? there / pairs : 0,
      });
      const told = words.flatMap(([name, text]) => (standings[name] > 0 ? [`${count(standings[name])} ${text}`] : []));
      shards.textContent = told.length > 0 ? `${counted(watch.shards, 'shard')}: ${told.join(', ')}` : '';
      shards.hidden = told.length === 0;
      reasons.hidden = watch.reasons.length === 0;
      reasons.textContent = `Slurm says why tasks wait: ${watch.reasons.join(', ')}`;
      failures.hidden = watch.failures.length === 0;
      failures.replaceChildren(
        ...watch.failures.map(({ shard, host, message }) =>
          element('li', {}, `Shard ${shard} failed on ${host}: ${pageWords(message)}`),
        ),
      );
      problem.hidden = watch.problem === undefined;
      problem.textContent = watch.problem === undefined ? '' : pageWords(watch.problem);
      const parts = [
        job !== undefined && `Job ${job}`,
        `results in ${watch.results}`,
        looked !== undefined && `last looked at ${new Date(looked).toLocaleTimeString('en-GB')}`,
      ];
      const text = parts.filter((part) => part !== false).join(' · ');
      facts.textContent = text.slice(0, 1).toUpperCase() + text.slice(1);
      again.hidden = open === 0;
      cancel.hidden = job === undefined || queued === 0;
      setDisabled(again, doing !== undefined);
      setDisabled(cancel, doing !== undefined);
      cancel.textContent = doing === 'cancel' ? 'Cancelling …' : 'Cancel Job...';
      again.textContent = doing === 'submit' ? 'Submitting …' : 'Run Again What Is Missing...';
    },
  };
}
