import type { InspectionState } from '../../src/protocol/panel';
import type { ArraySummary } from '../../src/protocol/worker';
import { deviationsFigure, meansFigure, zerosFigure } from '../charts/columnFigures';
import type { Figure } from '../charts/figure';
import { element } from '../element';
import { columnsCsv } from '../export/csv';
import { exportName } from '../format';
import type { Host } from '../host';
import { readPalette, watchTheme } from '../theme';
import { button } from '../toolkit';
import { arrayFacts } from './arrayFacts';
import { emptyState, waitingState } from './emptyState';
import { failure } from './failure';
import { figureGrid } from './figureGrid';
import { icon } from './icon';
import { notices } from './notices';
import { progressStrip } from './progressStrip';

function figuresOf({ columns }: ArraySummary): Figure[] {
  if (!columns || columns.mean.length === 0) return [];
  const palette = readPalette();
  return [meansFigure, deviationsFigure, zerosFigure].map((make) => make(columns, palette));
}

/** Builds the inspection page into its root; the result takes every state that the host sends. */
export function inspectionPage(root: HTMLElement): (state: InspectionState, host: Host) => void {
  let state: InspectionState = { status: 'empty' };
  let host: Host | undefined;

  const save = (content: string | Uint8Array, extension: string) => {
    if (state.status === 'done')
      host?.send({ type: 'save', suggestedName: exportName([state.name], extension), content });
  };
  const subject = () => (state.status === 'empty' ? '' : state.name);
  const name = element('span', { class: 'title-name' });
  const saveCsv = button(
    [icon('save', 'start'), 'CSV'],
    () => state.status === 'done' && save(columnsCsv(state.summary), 'csv'),
    {
      'data-test': 'save-csv',
      'aria-label': 'Save the statistics of each neuron as CSV',
      title: 'Save the statistics of each neuron as CSV',
    },
  );
  const saveJson = button(
    [icon('save', 'start'), 'JSON'],
    () => state.status === 'done' && save(`${JSON.stringify(state.summary, null, 2)}\n`, 'json'),
    { 'data-test': 'save-json', 'aria-label': 'Save the summary as JSON', title: 'Save the summary as JSON' },
  );
  const actions = element('div', { class: 'button-row', role: 'group', 'aria-label': 'Export' }, saveCsv, saveJson);
  const title = element('header', { class: 'title-bar' }, element('h1', { class: 'title' }, name), actions);
  const strip = progressStrip(() => host?.send({ type: 'cancel' }));
  const message = element('div', { class: 'message' });
  const facts = element('section', { class: 'sides', 'aria-label': 'What the file holds' });
  const remarks = element('div', { class: 'remarks' });
  const charts = figureGrid(subject, (figure, png) => save(png, `${figure.id}.png`));
  const live = element('div', { class: 'hidden', role: 'status' });
  root.append(title, strip.node, message, remarks, facts, charts.node, live);

  function drawMessage(): void {
    if (state.status === 'empty') {
      const advice = 'Choose Inspect Activations from the menu of an .npy or .npz file in the Explorer.';
      message.replaceChildren(emptyState('Nothing to inspect yet', advice));
    } else if (state.status === 'failed') {
      const again = { label: 'Read Again', apply: () => host?.send({ type: 'again' }) };
      message.replaceChildren(failure(state.error, [again], () => host?.send({ type: 'showLog' })));
    } else if (state.status === 'loading') {
      if (!message.querySelector('.waiting')) message.replaceChildren(waitingState('Reading the array.'));
    } else message.replaceChildren();
  }

  function draw(): void {
    const summary = state.status === 'done' ? state.summary : undefined;
    root.dataset.test = 'status';
    title.hidden = state.status === 'empty';
    name.textContent = name.title = subject();
    actions.hidden = !summary;
    saveCsv.hidden = !summary?.columns;
    strip.update(state.status === 'loading' ? state : undefined);
    drawMessage();
    const warnings = notices(summary?.warnings ?? []);
    remarks.replaceChildren(...(warnings ? [warnings] : []));
    facts.replaceChildren(...(summary ? arrayFacts(summary) : []));
    charts.show(summary ? figuresOf(summary) : [], readPalette());
    if (root.dataset.status !== state.status)
      live.textContent = summary ? 'Done.' : state.status === 'loading' ? 'Reading.' : '';
    root.dataset.status = state.status;
  }

  watchTheme(() => {
    if (state.status === 'done') charts.show(figuresOf(state.summary), readPalette());
  });
  return (next, from) => {
    state = next;
    host = from;
    if (state.status !== 'empty') host.keep(state.array);
    draw();
  };
}
