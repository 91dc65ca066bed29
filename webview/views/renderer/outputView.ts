import { pairNames } from '../../../src/facts/distinctNames';
import type { FromRenderer, NotebookComparison, NotebookFiles, ToRenderer } from '../../../src/protocol/notebook';
import type { SideNames } from '../../../src/protocol/sideNames';
import { element } from '../../element';
import { answered, started, type OutputState } from '../../state/outputState';
import { progressLine } from '../progressLine';
import { reportSummary } from '../similarity/reportSummary';
import { adoptSummaryStyles } from '../similarity/summaryStyles';
import { matrixTable } from './matrixTable';
import { outputStyles } from './outputStyles';

/** What an output may ask of its surroundings. */
interface OutputHost {
  /** Sends to the extension host; absent where it cannot be reached. */
  send?: ((message: FromRenderer) => void) | undefined;
  isTrusted(): boolean;
}

/** A comparison in a notebook; one node for as long as its output is there. */
export interface OutputView {
  node: HTMLElement;
  receive(message: ToRenderer): void;
  /** Looks anew whether the workspace is trusted. */
  refresh(): void;
}

/** Draws an output that was understood; its result at once, its files only on a click. */
export function outputView(id: string, { files, result }: NotebookComparison, host: OutputHost): OutputView {
  let state: OutputState = {};
  const matrix = result && 'analysis' in result ? result : undefined;
  const saved = result && !('analysis' in result) ? result : undefined;
  const names = files ?? (saved && sideNames(saved.a.path, saved.b.path));
  const compare = () => files && host.send?.({ type: 'compute', id, files });
  const openPanel = () => files && host.send?.({ type: 'open', id, files, options: (state.report ?? saved)?.options });

  const compute = element('button', { type: 'button', class: 'primary', 'data-test': 'compute', onclick: press });
  const open = element('button', { type: 'button', 'data-test': 'open', onclick: openPanel }, 'Open Full Comparison');
  const progress = progressLine();
  const drawing = element('div', { class: 'output-drawing' });
  const origin = element('p', { class: 'small-print', 'data-test': 'origin' });
  const failure = element('p', { class: 'output-failure', role: 'alert', 'data-test': 'failure' });
  const reason = element('p', { class: 'small-print', 'data-test': 'reason' });
  const heard = element('p', { role: 'status', class: 'small-print', 'data-test': 'heard' });
  const actions = element('div', { class: 'output-actions' }, compute, open, progress.node);
  const section = element(
    'section',
    {
      class: 'output',
      'data-test': 'output',
      'aria-label': names ? `Comparison of ${names.a} and ${names.b}` : 'Comparison of many arrays',
    },
    names && heading(names),
    drawing,
    origin,
    failure,
    actions,
    reason,
    heard,
  );
  let drawn: unknown;

  function press(): void {
    if (state.running) return void host.send?.({ type: 'cancel', id });
    change(started(state));
    compare();
  }

  function change(next: OutputState): void {
    state = next;
    show();
  }

  function show(): void {
    const report = state.report ?? saved;
    const content = report ?? matrix;
    // Drawn anew only when it is another: what is open in it, or has the focus, stays.
    if (content !== drawn) {
      drawn = content;
      const whole = report && names ? reportSummary(report, names) : matrix && matrixTable(matrix);
      drawing.replaceChildren(...(whole ? [whole] : []));
    }
    drawing.hidden = content === undefined;
    drawing.classList.toggle('output-dimmed', state.running !== undefined);
    drawing.classList.toggle('output-stale', state.stale !== undefined);
    origin.textContent = state.stale ?? originOf(files, content !== undefined && state.report === undefined);
    failure.textContent = state.failure ?? '';
    compute.textContent = state.running ? 'Cancel' : report ? 'Compute Again' : 'Compute';
    compute.classList.toggle('primary', !state.running && !content);
    progress.node.hidden = !state.running;
    if (state.running) progress.update(state.running);
    const obstacle = files && obstacleOf(host);
    compute.disabled = open.disabled = obstacle !== undefined;
    open.hidden = state.running !== undefined;
    actions.hidden = files === undefined;
    reason.textContent = obstacle ?? '';
    section.dataset.status = statusOf(state, content !== undefined);
    for (const line of [origin, failure, reason]) line.hidden = line.textContent === '';
  }

  const node = placed(section, adoptSummaryStyles);
  show();
  return {
    node,
    receive(message) {
      change(answered(state, message));
      if (message.type !== 'files')
        heard.textContent = message.type === 'done' ? 'Computed just now from the files.' : '';
      else if (message.stale) heard.textContent = '';
    },
    refresh: show,
  };
}

/** What is shown in place of an output that was not understood: why, and the JSON itself. */
export function unreadableOutput(problem: string, text: string): HTMLElement {
  const shown = text.length > mostShown ? `${text.slice(0, mostShown)}\n…` : text;
  return placed(
    element(
      'section',
      { class: 'output', 'data-test': 'output', 'data-status': 'unreadable', 'aria-label': 'CCA Lens' },
      element('p', { 'data-test': 'problem' }, problem),
      element('details', {}, element('summary', {}, 'Show JSON'), element('pre', { tabindex: 0 }, shown)),
    ),
  );
}

/** Characters of a document that are shown when it cannot be drawn. */
const mostShown = 20_000;

/** A node with a shadow root of its own: neither the notebook's styles nor those of other outputs reach into it. */
function placed(content: HTMLElement, adopt?: (root: ShadowRoot) => void): HTMLElement {
  const node = element('div', { class: 'cca-lens-output' });
  const root = node.attachShadow({ mode: 'open' });
  root.append(element('style', {}, outputStyles), content);
  adopt?.(root);
  return node;
}

function heading({ a, b }: SideNames): HTMLElement {
  const side = (letter: string) => element('span', { class: 'output-side' }, letter);
  const name = (text: string) => element('span', { class: 'output-name' }, text);
  return element('h3', { class: 'output-names' }, side('a'), name(a), side('b'), name(b));
}

/** The file names, with the folders that tell them apart. */
function sideNames(a: string, b: string): SideNames {
  const [one, other] = pairNames(a, b);
  return { a: one, b: other };
}

function originOf(files: NotebookFiles | undefined, saved: boolean): string {
  if (!saved) return '';
  return files ? 'Saved with the notebook; the files may have changed since.' : 'Saved with the notebook.';
}

function obstacleOf({ send, isTrusted }: OutputHost): string | undefined {
  if (!send) return 'Files cannot be read from here: this notebook is shown without the CCA Lens extension.';
  if (!isTrusted()) return 'Files that a notebook names are read only in a trusted workspace; trust this one first.';
  return undefined;
}

function statusOf({ running, failure }: OutputState, shown: boolean): string {
  if (running) return 'loading';
  if (failure !== undefined) return 'failed';
  return shown ? 'done' : 'empty';
}
