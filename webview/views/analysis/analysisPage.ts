import { stoppedEarly } from '../../../src/facts/partialResult';
import { endingWords } from '../../../src/facts/formats';
import { analysisMethods } from '../../../src/facts/methods/analysisMethods';
import { programVersion } from '../../../src/facts/programVersion';
import { analysisExportName, placeName } from '../../../src/facts/placeName';
import type { Selection } from '../../../src/protocol/selection';
import { analysisFacts, isOfPairs, type AnalysisResult } from '../../../src/facts/analyses';
import type { AnalysisState } from '../../../src/protocol/panel';
import { notCurrentMark, staleNotices } from '../../../src/protocol/staleFiles';
import { analysisRemedies } from '../../words/analysisRemedies';
import {
  editAnalysis,
  emptyAnalysis,
  receiveAnalysis,
  resultOf,
  subjectOf,
  type AnalysisModel,
} from '../../state/analysisState';
import { resultFacts, resultSize } from '../../words/resultFacts';
import { element } from '../../element';
import { analysisReport } from '../../export/report/analysisReport';
import { analysisCsv } from '../../../src/protocol/analysisCsv';
import type { Host } from '../../host';
import { watchTheme } from '../../theme';
import { button, setDisabled } from '../../toolkit';
import { emptyState, waitingState } from '../emptyState';
import { failure } from '../failure';
import { icon } from '../icon';
import { notebookButton } from '../notebookButton';
import { hearPlaces } from '../notices';
import { progressStrip } from '../progressStrip';
import { shareMenu } from '../shareMenu';
import { staleBanner } from '../staleBanner';
import { analysesOnPage } from './analyses';
import { followBar } from './followBar';
import type { ResultView, ViewContext } from './resultView';
import { clusterFormView } from './cluster/clusterFormView';
import { clusterWatchView } from './cluster/clusterWatchView';
import { setupView } from './setup/setupView';

/** What an analysis is made of. */
function unitOf({ analysis }: Selection): 'pair' | 'layer' {
  return isOfPairs(analysis) ? 'pair' : 'layer';
}

/** What a screen reader hears when a state has arrived. */
function announcement(state: AnalysisState): string {
  switch (state.status) {
    case 'scanning':
      return 'Looking through the folders.';
    case 'setup':
      return 'Choose what to analyze, then run.';
    case 'clusterForm':
      return 'Say what is to be submitted.';
    case 'cluster':
      return 'The cluster computes.';
    case 'loading':
      return 'Computing.';
    case 'done':
      return `Done: ${resultFacts(state.result)}.`;
    default:
      return '';
  }
}

/** Builds the page of analyses into its root; the result takes every state that the host sends. */
export function analysisPage(root: HTMLElement): (state: AnalysisState, host: Host) => void {
  let model: AnalysisModel = emptyAnalysis;
  let host: Host | undefined;
  let drawn: AnalysisResult | undefined;

  const subject = () => subjectOf(model.state);
  const documentName = () => subject()?.document ?? '';
  const name = () => {
    const about = subject();
    return about ? placeName(about.document, about.scan?.roots ?? []) : '';
  };
  const save: ViewContext['save'] = (content, extension, part) => {
    const result = resultOf(model.state);
    if (!result) return;
    const suggestedName = analysisExportName(name(), result, extension, part);
    host?.send({ type: 'save', suggestedName, content });
  };
  const staleOf = () => (model.state.status === 'done' ? model.state.stale : undefined);
  /** The result as it leaves the page: that it is not current any more goes with it. */
  const exported = (result: AnalysisResult): AnalysisResult => ({
    ...result,
    warnings: [...staleNotices(staleOf()), ...result.warnings],
  });
  const context: ViewContext = {
    openPair: (a, b) => host?.send({ type: 'openPair', a, b }),
    askPair: (a, b) => host?.send({ type: 'showPair', a, b }),
    save,
    subject: () => {
      const result = resultOf(model.state);
      const about = [name(), result ? resultSize(result) : ''].filter((part) => part !== '').join(': ');
      return [about, ...staleNotices(staleOf()).map(() => notCurrentMark)].join(' ');
    },
  };
  const views = new Map<string, ResultView<AnalysisResult>>();
  const viewFor = ({ analysis }: AnalysisResult): ResultView<AnalysisResult> => {
    // Each view is of the result whose name it stands under.
    const view = views.get(analysis) ?? (analysesOnPage[analysis].view(context) as ResultView<AnalysisResult>);
    views.set(analysis, view);
    return view;
  };
  const changed = (selection: Selection) => {
    model = editAnalysis(model, selection);
    host?.send({ type: 'select', selection });
    if (model.state.status === 'setup') setup.show(model.state, selection);
  };

  const heading = element('span', { class: 'title-name' });
  const facts = element('p', { class: 'small-print', 'data-test': 'facts' });
  const back = button(['Change Selection'], () => host?.send({ type: 'setup' }), { 'data-test': 'setup' });
  const keep = button([icon('save', 'start'), 'Save Selection'], () => host?.send({ type: 'saveSelection' }), {
    'data-test': 'save-selection-result',
    title: 'Save what was selected as a .ccalens.json document, to be run again',
  });
  const saveCsv = button(
    [icon('save', 'start'), 'CSV'],
    () => model.state.status === 'done' && save(analysisCsv(exported(model.state.result)), 'csv'),
    { 'data-test': 'save-csv', 'aria-label': 'Save the numbers as CSV', title: 'Save the numbers as CSV' },
  );
  const saveJson = button(
    [icon('save', 'start'), 'JSON'],
    () => model.state.status === 'done' && save(`${JSON.stringify(exported(model.state.result), null, 2)}\n`, 'json'),
    { 'data-test': 'save-json', 'aria-label': 'Save the result as JSON', title: 'Save the result as JSON' },
  );
  const goOn = button(['Go On'], () => host?.send({ type: 'run' }), {
    'data-test': 'go-on',
    title: 'Compute the pairs that are missing; those that are there are not computed again',
  });
  const follow = (on: boolean) => host?.send({ type: 'follow', on });
  const goAlong = button(['Follow'], () => follow(true), {
    'data-test': 'follow',
    title: 'Let new checkpoints enter by themselves while the training runs',
  });
  const followed = followBar(follow);
  /** The score that somebody has chosen beside the one that the result is of. */
  const scoreShown = () => {
    const result = resultOf(model.state);
    return result && views.get(result.analysis)?.shownScore?.();
  };
  const share = shareMenu({
    copyLink: () => host?.send({ type: 'copyLink', measure: scoreShown() }),
    copyMethods: () => {
      const result = resultOf(model.state);
      if (result)
        host?.send({
          type: 'copy',
          text: analysisMethods(result, scoreShown(), programVersion),
          what: 'methods paragraph',
        });
    },
    saveReport: () => {
      const { state } = model;
      if (state.status !== 'done') return;
      const measure = scoreShown();
      const result = { ...exported(state.result), ...(measure && { measure }) } as AnalysisResult;
      save(analysisReport(result, state.subject, name(), new Date()), 'html', 'report');
    },
  });
  const actions = element(
    'div',
    { class: 'button-row', role: 'group', 'aria-label': 'Result' },
    goOn,
    goAlong,
    back,
    keep,
    saveCsv,
    saveJson,
    notebookButton(() => host?.send({ type: 'exportNotebook' })),
    share.node,
  );
  const title = element(
    'header',
    { class: 'title-bar' },
    element('div', { class: 'title-words' }, element('h1', { class: 'title' }, heading), facts),
    actions,
  );
  const strip = progressStrip(() => host?.send({ type: 'cancel' }));
  const message = element('div', { class: 'message' });
  const placeholder = element('div');
  const setup = setupView({
    changed,
    chooseFor: (what) => host?.send({ type: 'chooseFor', what }),
    scan: (include, exclude, taking) => host?.send({ type: 'scan', include, exclude, taking }),
    openOutside: () => host?.send({ type: 'openOutside' }),
    run: () => host?.send({ type: 'run' }),
    onCluster: () => host?.send({ type: 'clusterForm' }),
    follow: () => follow(true),
    saveSelection: () => host?.send({ type: 'saveSelection' }),
  });
  const clusterForm = clusterFormView({
    changed: (form) => host?.send({ type: 'clusterForm', form }),
    chooseResults: (form) => host?.send({ type: 'chooseResults', form }),
    submit: (form) => host?.send({ type: 'submitArray', form }),
    watch: () => host?.send({ type: 'watchArray' }),
    back: () => host?.send({ type: 'setup' }),
  });
  const clusterWatch = clusterWatchView({
    look: () => host?.send({ type: 'lookAtArray' }),
    cancel: () => host?.send({ type: 'cancelArray' }),
    again: () => host?.send({ type: 'arrayAgain' }),
    back: () => host?.send({ type: 'setup' }),
  });
  const result = element('div', { class: 'dimmable' });
  const stale = staleBanner(() => host?.send({ type: 'again' }));
  const live = element('div', { class: 'hidden', role: 'status' });
  // What is under the title, for those who go from heading to heading.
  const outline = element('h2', { class: 'hidden' });
  root.append(title, strip.node, followed.node, message, stale.node, placeholder, outline, setup.node);
  root.append(clusterForm.node, clusterWatch.node, result, live);
  hearPlaces(root, (place) => host?.send({ type: 'showArray', place }));

  function drawTitle(state: AnalysisState): void {
    const shown = resultOf(state);
    title.hidden = state.status === 'empty';
    const about = subject();
    const words = about ? analysisFacts(about.selection.analysis).title : 'Analyze activations';
    heading.textContent =
      state.status === 'setup' ? 'Analyze activations' : state.status === 'clusterForm' ? 'Run on cluster' : words;
    facts.textContent = [name(), shown ? resultFacts(shown) : ''].filter((part) => part !== '').join(' · ');
    facts.title = documentName();
    actions.hidden = state.status !== 'done';
    goAlong.hidden = !followed.node.hidden;
    goOn.hidden = !shown?.warnings.some(({ code }) => code === stoppedEarly);
    setDisabled(back, state.status !== 'done');
  }

  function drawMessage(state: AnalysisState): void {
    if (state.status === 'empty') {
      const advice = `Choose Analyze Activations from the menu of a folder, or of several ${endingWords('or')} files, in the Explorer; or open a .ccalens.json document.`;
      placeholder.replaceChildren(emptyState('Nothing to analyze yet', advice));
    } else if (state.status === 'scanning' || (state.status === 'loading' && !resultOf(state))) {
      const waits = state.status === 'loading' && state.subject.follow?.on && state.phase === '';
      const words =
        state.status === 'scanning'
          ? 'Looking through the folders.'
          : waits
            ? 'Waiting for checkpoints.'
            : 'Reading and comparing the layers.';
      // Progress arrives ten times a second and must not restart the ring.
      if (placeholder.querySelector('.waiting')?.textContent !== words)
        placeholder.replaceChildren(waitingState(words));
    } else placeholder.replaceChildren();
    if (state.status === 'failed') {
      const remedies = analysisRemedies(state.error.code, state.subject !== undefined).map(
        ({ label, message: sent }) => ({
          label,
          apply: () => host?.send(sent),
        }),
      );
      message.replaceChildren(failure(state.error, remedies, () => host?.send({ type: 'showLog' })));
    } else message.replaceChildren();
  }

  function drawResult(state: AnalysisState): void {
    const shown = resultOf(state);
    if (!shown) {
      result.replaceChildren();
      drawn = undefined;
      return;
    }
    if (shown === drawn) return;
    drawn = shown;
    const view = viewFor(shown);
    // Into the page before it is drawn: charts and maps take their size from there.
    if (result.firstElementChild !== view.node) result.replaceChildren(view.node);
    view.show(shown, state.status === 'loading' || state.status === 'cluster');
  }

  function drawCluster(state: AnalysisState): void {
    clusterForm.node.hidden = state.status !== 'clusterForm';
    clusterWatch.node.hidden = state.status !== 'cluster';
    if (state.status === 'clusterForm') clusterForm.show(state.cluster, unitOf(state.subject.selection));
    if (state.status === 'cluster') clusterWatch.show(state.watch, unitOf(state.subject.selection));
  }

  function draw({ state, draft }: AnalysisModel): void {
    const before = root.dataset.status;
    root.dataset.test = 'status';
    followed.update(state);
    drawTitle(state);
    strip.update(state.status === 'loading' || state.status === 'scanning' ? state : undefined);
    drawMessage(state);
    setup.node.hidden = state.status !== 'setup';
    outline.textContent = state.status === 'setup' ? 'Selection' : state.status === 'clusterForm' ? 'Array' : 'Result';
    outline.hidden = state.status !== 'setup' && state.status !== 'clusterForm' && !resultOf(state);
    if (state.status === 'setup' && draft) setup.show(state, draft);
    drawCluster(state);
    drawResult(state);
    if (drawn) viewFor(drawn).showPair?.(state.status === 'done' ? state.pair : undefined);
    stale.update(staleOf());
    result.classList.toggle('stale', staleOf() !== undefined);
    result.setAttribute('aria-busy', String(state.status === 'loading'));
    if (before !== state.status) live.textContent = announcement(state);
    // Last, so that whoever waits for a status finds the page complete.
    root.dataset.analysis = resultOf(state)?.analysis ?? '';
    root.dataset.status = state.status;
  }

  watchTheme(() => {
    const shown = resultOf(model.state);
    if (shown) viewFor(shown).restyle();
  });
  return (state, from) => {
    host = from;
    model = receiveAnalysis(model, state);
    const about = subjectOf(state);
    if (about) host.keep(about);
    draw(model);
  };
}
