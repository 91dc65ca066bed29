import { byteSize } from '../../../../src/facts/byteSize';
import { duration } from '../../../../src/facts/duration';
import { count, counted } from '../../../../src/facts/numbers';
import { pageWords } from '../../../../src/facts/pageWords';
import type { ArrayField, ArrayForm, ArrayPreview, ClusterForm } from '../../../../src/protocol/clusterPage';
import { element } from '../../../element';
import { button, progressRing, setDisabled } from '../../../toolkit';
import { field } from '../../field';
import { numberField } from '../../optionFields';

/** What the form can ask the host for. */
interface ClusterFormActions {
  /** The form was changed: what comes of it? */
  changed(form: ArrayForm): void;
  chooseResults(form: ArrayForm): void;
  submit(form: ArrayForm): void;
  /** Shows what is there already. */
  watch(): void;
  back(): void;
}

/** The page before an analysis is submitted to a cluster. */
interface ClusterFormView {
  node: HTMLElement;
  show(cluster: ClusterForm, unit: 'pair' | 'layer'): void;
}

const fields: readonly [field: ArrayField, label: string, explanation: string][] = [
  [
    'shards',
    'Shards',
    'Into how many parts the analysis is cut; each is a task of one array. Empty: parts of about ten minutes.',
  ],
  ['partition', 'Partition', 'The partition of Slurm that the tasks run in. Empty: the usual one.'],
  ['account', 'Account', 'The account of Slurm that the tasks are charged to. Empty: the usual one.'],
  [
    'time',
    'Time Limit',
    'Of each task: minutes, hours:minutes:seconds, or days-hours. Empty: four times the estimate, half an hour at least.',
  ],
  ['memory', 'Memory (MiB)', 'Of each task. Empty: what the plan says, with room for more.'],
  ['cpus', 'Cores', 'Of each task.'],
  ['throttle', 'Tasks at Once', 'So many tasks run at the same time at most: they read the same files.'],
];

/** One node for the life of the page, so that what is being typed is never lost. */
export function clusterFormView(actions: ClusterFormActions): ClusterFormView {
  let form: ArrayForm | undefined;
  let sent = '';
  let script = '';
  const edit = (name: ArrayField) => (text: string) => {
    if (!form) return;
    form = { ...form, [name]: text };
    sent = JSON.stringify(form);
    setDisabled(submit, true);
    actions.changed(form);
  };
  const enter = () => undefined;
  const inputs = fields.map(([name, label, explanation]) => {
    const input = numberField(`cluster-${name}`, label, edit(name), enter);
    return { name, input, node: field(label, explanation, input.node) };
  });
  const results = numberField('cluster-results', 'Results folder', edit('results'), enter);
  results.control.node.classList.add('path-field');
  const choose = button(['Choose...'], () => form && actions.chooseResults(form), { 'data-test': 'choose-results' });
  const facts = element('div', { 'data-test': 'cluster-plan', role: 'status' });
  const command = element('pre', {
    class: 'listing',
    'data-test': 'cluster-command',
    tabindex: 0,
    'aria-label': 'What is started',
  });
  const listing = element('pre', {
    class: 'listing',
    'data-test': 'cluster-script',
    tabindex: 0,
    'aria-label': 'The script',
  });
  const place = element('p', { class: 'small-print' });
  const written = element(
    'div',
    { class: 'cluster-written' },
    element('h3', {}, 'What is started'),
    command,
    element('h3', {}, 'The script of each task'),
    place,
    listing,
  );
  const failed = element('p', { class: 'problem wide', role: 'alert', 'data-test': 'cluster-failure' });
  const there = element('p', { class: 'cluster-there' });
  const submit = button(
    ['Submit...'],
    () => form && actions.submit(form),
    { 'data-test': 'submit-array', title: 'Asks once more, then submits the array to Slurm' },
    'primary',
  );
  const watch = button(['Show What Is There'], () => actions.watch(), { 'data-test': 'watch-array' });
  const back = button(['Back'], () => actions.back(), { 'data-test': 'cluster-back' });
  const node = element(
    'section',
    { class: 'card cluster', 'aria-label': 'Run on Cluster' },
    element(
      'p',
      { class: 'cluster-words' },
      'Slurm computes the analysis as an array of tasks, which keep their results in a folder that all its machines see. What is there already is not computed again.',
    ),
    field(
      'Results folder',
      'Results, plans and logs are kept here, and the program that the tasks run.',
      element('span', { class: 'pair path-pair' }, results.node, choose),
    ),
    element('div', { class: 'fields' }, ...inputs.map((one) => one.node)),
    facts,
    there,
    written,
    element(
      'footer',
      { class: 'cluster-end' },
      failed,
      element('div', { class: 'button-row end' }, back, watch, submit),
    ),
  );

  function put(text: string, node: { control: { node: HTMLElement; set(text: string): void } }): void {
    // What is being typed is not taken away by an answer of the host.
    if (document.activeElement !== node.control.node || sent === '') node.control.set(text);
  }

  return {
    node,
    show({ form: shown, problems, preview, before, submitting, failure }, unit) {
      // An answer to what was typed before is not the last word.
      if (sent !== '' && JSON.stringify(shown) !== sent && JSON.stringify(form) === sent) return;
      form = shown;
      put(shown.results, results);
      results.problem(problems.results);
      const done = preview.status === 'done' ? preview.preview : undefined;
      for (const { name, input } of inputs) {
        put(shown[name], input);
        input.problem(problems[name]);
        const usual = done?.usual[name];
        if (usual !== undefined) input.control.node.setAttribute('placeholder', usual);
      }
      sent = '';
      if (done) facts.replaceChildren(planFacts(done, unit));
      else if (preview.status === 'failed')
        facts.replaceChildren(element('p', { class: 'problem wide' }, pageWords(preview.message)));
      else if (!facts.querySelector('.estimate-ring')) {
        facts.replaceChildren(
          element(
            'p',
            { class: 'estimate' },
            element('span', { class: 'estimate-ring' }, progressRing()),
            'Planning …',
          ),
        );
      }
      written.hidden = !done || done.tasks === 0;
      if (done && done.script !== script) {
        script = done.script;
        listing.textContent = done.script;
      }
      if (done) {
        command.textContent = done.command.join('\n  ');
        place.textContent = `Written to ${done.scriptPath} when it is submitted.`;
      }
      there.hidden = before === undefined;
      there.textContent = before ?? '';
      watch.hidden = before === undefined;
      failed.hidden = failure === undefined;
      failed.textContent = failure === undefined ? '' : pageWords(failure);
      submit.textContent = submitting ? 'Submitting …' : 'Submit...';
      setDisabled(submit, !done || done.tasks === 0 || submitting === true);
      node.dataset.plan = preview.status;
    },
  };
}

/** What a plan comes to, in two lines. */
function planFacts(plan: ArrayPreview, unit: 'pair' | 'layer'): HTMLElement {
  const { pairs, knownPairs, shards, tasks, seconds, longestSeconds, bytesToRead, memoryBytes, memoryMib } = plan;
  const known = knownPairs === 0 ? '' : `, ${count(knownPairs)} of them there already`;
  const whole = `${counted(pairs, unit)}${known}; ${counted(shards, 'shard')}${tasks === shards ? '' : `, ${count(tasks)} to be submitted`}; about ${duration(seconds)} of work in all; reads ${byteSize(bytesToRead)}`;
  const each = `The longest task takes ${duration(longestSeconds)}; one takes up to ${byteSize(memoryBytes)} of memory, and asks for ${count(memoryMib)} MiB.`;
  return element('p', {}, `${whole}.`, ...(tasks > 0 ? [element('br'), each] : []));
}
