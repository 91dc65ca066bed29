import { comparisonCsv } from '../../src/facts/comparisonCsv';
import { endingWords } from '../../src/facts/formats';
import { pairNames } from '../../src/facts/distinctNames';
import { exportName } from '../../src/facts/exportName';
import {
  extraNames,
  type AskedExtra,
  type ExtraName,
  type ExtraOf,
  type ShownExtras,
} from '../../src/protocol/pairExtras';
import type { ComparisonState } from '../../src/protocol/panel';
import { notCurrentMark, staleNotices } from '../../src/protocol/staleFiles';
import { pairMethods } from '../../src/facts/methods/pairMethods';
import { pairReading, pairRule } from '../../src/facts/pairReading';
import type { CompareOptions } from '../../src/facts/options';
import { programVersion } from '../../src/facts/programVersion';
import type { ComparisonReport } from '../../src/facts/report';
import type { Notice } from '../../src/facts/reportParts';
import { covarianceFigure } from '../charts/covarianceFigure';
import type { Figure, Palette } from '../charts/figure';
import { spectrumFigure } from '../charts/spectrumFigure';
import { varianceFigure } from '../charts/varianceFigure';
import { weightsFigure } from '../charts/weightsFigure';
import { element } from '../element';
import { comparisonMarkdown } from '../export/markdown';
import { comparisonReport } from '../export/report/comparisonReport';
import type { Host } from '../host';
import { withMeasures } from '../state/measuresChosen';
import { calibrationOf, readDraft } from '../state/optionsDraft';
import { unfoldedIn } from '../state/unfoldedFamilies';
import { layersLabel, offerAllSteps, offerTurn, remediesFor, type Remedy } from '../words/remedies';
import {
  editComparison,
  emptyModel,
  flipped,
  receiveComparison,
  reportOf,
  requestOf,
  type ComparisonModel,
} from '../state/comparisonState';
import { readPalette, watchTheme } from '../theme';
import { calibrateOffer } from './calibrateOffer';
import { createControls } from './controls';
import { emptyState, waitingState } from './emptyState';
import { failure } from './failure';
import { figureGrid } from './figureGrid';
import { frequencyMap } from './frequencyMap';
import { hearPlaces, notices } from './notices';
import type { SectionContext } from './pairSection';
import { pairSections } from './pairSections';
import { partnersFold } from './partnersFold';
import { progressStrip } from './progressStrip';
import { routeLine } from './routeLine';
import { scoresTable, type ScoresContext } from './scoresTable';
import { sideCard } from './sideCard';
import { sideLine } from './sideLine';
import { staleBanner } from './staleBanner';
import { tip } from './tip';
import { titleBar } from './titleBar';

/** The figures of a report: the spectrum, which stands beside the scores, and the others beneath, in order. */
const figuresOf: Record<'beside' | 'beneath', ((report: ComparisonReport, palette: Palette) => Figure | undefined)[]> =
  {
    beside: [spectrumFigure],
    beneath: [varianceFigure, weightsFigure, covarianceFigure],
  };

/** What is folded away beneath its name. */
function fold(name: string, test: string, content: HTMLElement): HTMLDetailsElement {
  return element('details', { class: 'fold', 'data-test': test }, element('summary', {}, name), content);
}

/** What a screen reader hears when a state has arrived. */
function announcement(state: ComparisonState): string {
  if (state.status === 'loading') return 'Computing.';
  if (state.status !== 'done') return '';
  return `Done. ${pairReading(state.report)}`;
}

/** Builds the comparison page into its root; the result takes every state that the host sends. */
export function comparisonPage(root: HTMLElement): (state: ComparisonState, host: Host) => void {
  let model: ComparisonModel = emptyModel;
  let host: Host | undefined;
  let drawn: ComparisonReport | undefined;

  const recompute = (options: CompareOptions) => host?.send({ type: 'recompute', options });
  const showLayers = () => host?.send({ type: 'showLayers' });
  const names = () => (model.state.status === 'empty' ? [] : [model.state.names.a, model.state.names.b]);
  /** What tells the two apart, for the names of files. */
  const shortNames = () => (model.state.status === 'empty' ? [] : pairNames(model.state.names.a, model.state.names.b));
  const save = (content: string | Uint8Array, extension: string, part?: string) =>
    host?.send({
      type: 'save',
      suggestedName: exportName(shortNames(), part ? `${part}.${extension}` : extension),
      content,
    });
  const staleOf = () => (model.state.status === 'done' ? model.state.stale : undefined);
  const withReport = (use: (report: ComparisonReport) => void) => {
    const report = reportOf(model.state);
    if (report) use(report);
  };
  /** The report as it leaves the page: that it is not current any more goes with it. */
  const withExport = (use: (report: ComparisonReport) => void) =>
    withReport((report) => use({ ...report, warnings: [...staleNotices(staleOf()), ...report.warnings] }));
  const notCurrent = <T extends { notices: Notice[] }>(outcome: T): T => ({
    ...outcome,
    notices: [...staleNotices(staleOf()), ...outcome.notices],
  });

  const title = titleBar(() => host?.send({ type: 'swap' }), {
    copyMarkdown: () =>
      withExport((report) =>
        host?.send({ type: 'copy', text: comparisonMarkdown(report, names()), what: 'comparison as Markdown' }),
      ),
    saveCsv: () => withExport((report) => save(comparisonCsv(report), 'csv')),
    saveJson: () => withExport((report) => save(json(report), 'json')),
    exportNotebook: () => host?.send({ type: 'exportNotebook' }),
    copyLink: () => host?.send({ type: 'copyLink' }),
    copyMethods: () =>
      withReport((report) =>
        host?.send({
          type: 'copy',
          text: pairMethods(report, shortNames(), programVersion),
          what: 'methods paragraph',
        }),
      ),
    saveReport: () => withExport((report) => save(comparisonReport(report, names(), new Date()), 'html', 'report')),
    saveComparison: () => host?.send({ type: 'saveComparison' }),
  });
  const strip = progressStrip(() => host?.send({ type: 'cancel' }));
  const controls = createControls(
    (change) => {
      model = editComparison(model, change);
      controls.update(model);
      calibration.update(model);
    },
    () => {
      const { options } = model.draft ? readDraft(model.draft) : {};
      if (options) recompute(options);
    },
  );
  const message = element('div', { class: 'message' });
  const placeholder = element('div');
  const reading = element('p', { class: 'pair-reading', 'data-test': 'reading', hidden: true });
  const lines = element('div', { class: 'side-lines' });
  const sides = element('section', { class: 'sides', 'aria-label': 'What was compared' });
  const sidesFold = fold('Files, shapes and ranks', 'files', sides);
  const optionsFold = fold('Options', 'options', controls.node);
  const showOptions = () => {
    optionsFold.open = true;
    optionsFold.querySelector('.problem:not([hidden])')?.scrollIntoView({ block: 'nearest' });
  };
  const remarks = element('div');
  const withOptions = (change: (options: CompareOptions) => CompareOptions) =>
    withReport((report) => recompute(change(requestOf(model.state)?.options ?? report.options)));
  const calibration = calibrateOffer((wanted) => {
    if (!model.draft) return;
    const { choice, problems } = calibrationOf(model.draft);
    // The wrong field says what it takes.
    if (wanted && Object.keys(problems).length > 0) showOptions();
    else withOptions((options) => ({ ...options, calibrate: wanted ? choice : undefined }));
  });
  const families: ScoresContext = {
    compute: (more) => withOptions((options) => withMeasures(options, more)),
    offer: calibration.node,
    seconds: (of) => (model.state.status === 'done' ? model.state.further?.[of] : undefined),
    unfolded: new Set(),
    folded: keep,
  };
  const numbers = element('div', { class: 'numbers-beside' });
  const subject = () => [names().join(' ↔ '), ...staleNotices(staleOf()).map(() => notCurrentMark)].join(' ');
  const figures = () => figureGrid(subject, (figure, content, extension) => save(content, extension, figure.id));
  const spectrum = figures();
  const charts = figures();
  const frequencies = frequencyMap(subject, (content, extension) => save(content, extension, 'frequencies'));
  const foot = element('div');
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  const showLog = () => host?.send({ type: 'showLog' });
  const contextOf = <Name extends ExtraName>(name: Name): SectionContext<Name> => ({
    ask: (request) => host?.send({ type: name, request } as AskedExtra),
    cancel: () => host?.send({ type: 'cancel', what: name }),
    send: (message) => host?.send(message),
    saveJson: (outcome) => save(json(notCurrent(outcome)), 'json', name),
    showLog,
    figures,
  });
  const sectionOf = <Name extends ExtraName>(name: Name) => {
    const section = pairSections[name](contextOf(name));
    return {
      ...section,
      update: (shown: ShownExtras | undefined, report: ComparisonReport | undefined) =>
        section.update(shown?.[name] as ExtraOf<Name> | undefined, report),
    };
  };
  const sections = extraNames.map(sectionOf);
  const live = element('div', { class: 'hidden', role: 'status' });
  const pictures = element('div', { class: 'pictures-beside' }, spectrum.node, frequencies.node);
  const first = element('div', { class: 'first-look' }, numbers, pictures);
  const result = element('div', { class: 'dimmable' }, remarks, first);
  const more = element('div', { class: 'dimmable' }, charts.node, foot);
  const extras = element('div', { class: 'dimmable' }, ...sections.map(({ node }) => node));
  const stale = staleBanner(() => host?.send({ type: 'again' }));
  const folds = element('div', { class: 'folds' }, sidesFold, optionsFold);
  const above = [title.node, strip.node, message, stale.node, reading, lines];
  root.append(...above, placeholder, result, folds, more, extras, live);
  hearPlaces(root, (place) => host?.send({ type: 'showArray', place }));

  function drawReport(report: ComparisonReport | undefined): void {
    if (report === drawn) return;
    drawn = report;
    const focused = document.activeElement?.getAttribute('data-focus');
    if (!report || model.state.status === 'empty') {
      for (const part of [lines, sides, remarks, numbers, foot]) part.replaceChildren();
      showFigures(undefined);
      frequencies.show(undefined);
      return;
    }
    const { names: shownNames } = model.state;
    const card = (side: 'a' | 'b', index: 0 | 1) => {
      const { svcca } = report;
      return sideCard({
        side,
        name: shownNames[side],
        other: shownNames[side === 'a' ? 'b' : 'a'],
        report: report[side],
        kept: svcca && { dimensions: svcca.kept[index], variance: svcca.retainedVariance[index] },
      });
    };
    const flip = (side: 'a' | 'b') =>
      recompute(flipped(requestOf(model.state)?.options ?? report.options, side, report[side].transposed));
    lines.replaceChildren(...(['a', 'b'] as const).map((side) => sideLine(side, report[side], () => flip(side))));
    sides.replaceChildren(card('a', 0), card('b', 1));
    const options = requestOf(model.state)?.options ?? report.options;
    const turned = offerTurn(false, (turn) => recompute({ ...options, ...turn }));
    const allSteps = offerAllSteps(options, recompute);
    const remarked = notices(report.warnings, {
      offer: (notice) =>
        notice.code === 'stack-offered'
          ? { label: layersLabel, apply: showLayers }
          : (turned(notice) ?? allSteps(notice)),
    });
    remarks.replaceChildren(...(remarked ? [remarked] : []));
    numbers.replaceChildren(scoresTable(report, families));
    showFigures(report);
    frequencies.show(report.dft);
    const { matching } = report;
    const partners = matching ? [partnersFold(matching, (content) => save(content, 'csv', 'partners'))] : [];
    foot.replaceChildren(...partners, routeLine(report));
    if (focused) root.querySelector<HTMLElement>(`[data-focus="${focused}"]`)?.focus();
  }

  function showFigures(report: ComparisonReport | undefined): void {
    const some = (place: keyof typeof figuresOf) => (palette: Palette) =>
      report ? figuresOf[place].flatMap((make) => make(report, palette) ?? []) : [];
    spectrum.show(some('beside'), readPalette());
    charts.show(some('beneath'), readPalette());
  }

  /** The sentence on the report that is shown, with what became of its files since. */
  function drawReading(report: ComparisonReport | undefined): void {
    reading.hidden = report === undefined;
    if (!report) return;
    const sentence = pairReading({ ...report, warnings: [...staleNotices(staleOf()), ...report.warnings] });
    // Not drawn anew, as whoever reads its rule would lose it.
    if (reading.dataset.sentence === sentence) return;
    reading.dataset.sentence = sentence;
    reading.replaceChildren(`${sentence} `, tip(['By this rule'], pairRule));
  }

  function drawMessage(state: ComparisonState): void {
    if (state.status === 'empty') {
      const advice = `Select two ${endingWords('or')} files in the Explorer and choose Compare Activations from their menu.`;
      placeholder.replaceChildren(emptyState('Nothing to compare yet', advice));
    } else if (state.status !== 'loading' || state.last) placeholder.replaceChildren();
    // Progress arrives ten times a second and must not restart the ring.
    else if (!placeholder.querySelector('.waiting')) {
      placeholder.replaceChildren(waitingState('Reading and comparing the two files.'));
    }
    if (state.status === 'failed') {
      const apply = (remedy: Remedy) => {
        if ('options' in remedy) recompute(remedy.options);
        else if ('layers' in remedy) showLayers();
        else host?.send({ type: 'showMemoryBudget' });
      };
      const remedies = remediesFor(state.error, state.request.options).map((remedy) => ({
        label: remedy.label,
        apply: () => apply(remedy),
      }));
      message.replaceChildren(failure(state.error, remedies, showLog));
    } else message.replaceChildren();
  }

  function draw({ state }: ComparisonModel): void {
    const before = root.dataset.status;
    root.dataset.test = 'status';
    title.update(state.status === 'empty' ? undefined : state.names, reportOf(state) !== undefined);
    strip.update(state.status === 'loading' ? state : undefined);
    controls.update(model);
    drawMessage(state);
    drawReading(reportOf(state));
    drawReport(reportOf(state));
    optionsFold.hidden = controls.node.hidden;
    sidesFold.hidden = reportOf(state) === undefined;
    calibration.update(model);
    if (state.status === 'failed' && before !== 'failed') {
      // What failed may do with others; what was cancelled would have done with these.
      if (state.error.code !== 'cancelled') optionsFold.open = true;
      // It may have been asked for far down.
      message.scrollIntoView({ block: 'nearest' });
    }
    const done = state.status === 'done' ? state : undefined;
    for (const section of sections) section.update(done, done?.report);
    stale.update(done?.stale);
    for (const part of [reading, lines, result, more]) part.classList.toggle('dimmed', state.status !== 'done');
    for (const part of [result, more, extras]) part.classList.toggle('stale', done?.stale !== undefined);
    result.setAttribute('aria-busy', String(state.status === 'loading'));
    if (before !== state.status) live.textContent = announcement(state);
    // Last, so that whoever waits for a status finds the page complete.
    root.dataset.status = state.status;
  }

  /** What the panel comes back with after a reload. */
  function keep(): void {
    const request = requestOf(model.state);
    if (request) host?.keep({ ...request, unfolded: [...families.unfolded] });
  }

  watchTheme(() => {
    withReport((report) => {
      showFigures(report);
      frequencies.show(report.dft);
    });
    for (const section of sections) section.redraw();
  });
  return (state, from) => {
    if (!host) families.unfolded = unfoldedIn(from.kept());
    host = from;
    model = receiveComparison(model, state);
    keep();
    draw(model);
  };
}
