import { pageWords } from '../../../../src/facts/pageWords';
import type { Estimate } from '../../../../src/protocol/analysisRun';
import type { ScanTaking } from '../../../../src/protocol/scan';
import type { Selection } from '../../../../src/protocol/selection';
import { analysisFacts, isOfPairs } from '../../../../src/facts/analyses';
import { filesOutside, openOutsideLabel, outsideSentence } from '../../../../src/protocol/outsideFiles';
import type { AnalysisSetup } from '../../../../src/protocol/panel';
import { element } from '../../../element';
import type { Turn } from '../../../../src/facts/pairOptions';
import type { Notice } from '../../../../src/facts/reportParts';
import { estimateText } from '../../../words/estimateText';
import { lastPart } from '../../../../src/facts/lastPart';
import { offerAllSteps, offerTurn, turnLabel } from '../../../words/remedies';
import { chooseAnalysis } from '../../../state/selectionEdits';
import { standingNotices } from '../../../words/standingNotices';
import { button, progressRing, setDisabled } from '../../../toolkit';
import { icon } from '../../icon';
import { notices } from '../../notices';
import { analysisChooser } from './analysisChooser';
import { analysisSettings } from './analysisSettings';
import { arraysTable } from './arraysTable';
import { foundList } from './foundList';
import { globBar } from './globBar';

/** What the setup can ask the host for. */
interface SetupActions {
  changed(selection: Selection): void;
  chooseFor(what: 'labels' | 'names'): void;
  scan(include: string[], exclude: string[], taking: ScanTaking): void;
  openOutside(): void;
  run(): void;
  onCluster(): void;
  follow(): void;
  saveSelection(): void;
}

/** The page before an analysis runs: what to find out, of which arrays, and what it will take. */
interface SetupView {
  node: HTMLElement;
  show(setup: AnalysisSetup, selection: Selection): void;
}

/** What is offered beside remarks on how files were taken. */
const waysToTake: Partial<Record<string, { label: string; change: ScanTaking }>> = {
  'splits-offered': { label: 'Join Splits', change: { splits: 'join' } },
  'batches-joined': { label: 'Keep Apart', change: { splits: 'apart' } },
  'stack-offered': { label: 'Read as Layers', change: { stacks: true } },
};

/** What the page itself knows to be missing, before the host has looked. */
function missing(selection: Selection): string | undefined {
  const { arrays, analysis } = selection;
  if (arrays.length === 0) return 'No arrays were found: change the files to include, or choose another folder.';
  if (!arrays.some(({ include }) => include)) return 'Every array is left out: include some in the table.';
  return selection[analysis] ? undefined : analysisFacts(analysis).choice?.missing;
}

/** One node for the life of the page, so that what is being typed is never lost. */
export function setupView(actions: SetupActions): SetupView {
  let setup: AnalysisSetup | undefined;
  let selection: Selection | undefined;
  const found = (kind: 'labels' | 'names') => setup?.subject.found?.beside.find((one) => one.kind === kind)?.path;

  const chooser = analysisChooser((analysis) => {
    if (selection) actions.changed(chooseAnalysis(selection, analysis, found('labels'), found('names')));
  });
  const settings = analysisSettings(actions.changed, actions.chooseFor);
  const remarks = element('div');
  const beside = element('div');
  const globs = globBar(actions.scan);
  const table = arraysTable(actions.changed);
  const estimate = element('div', { class: 'estimate', 'data-test': 'estimate', role: 'status' });
  const problems = element('div');
  const run = button(['Run'], () => actions.run(), { 'data-test': 'run' }, 'primary');
  const onCluster = button(['Run on Cluster...'], () => actions.onCluster(), {
    'data-test': 'run-on-cluster',
    title: 'Submit it to Slurm, after a look at what is submitted',
  });
  const follow = button(['Follow'], () => actions.follow(), {
    'data-test': 'follow-setup',
    title: 'Run, and let new checkpoints enter by themselves while the training runs',
  });
  const save = button([icon('save', 'start'), 'Save Selection'], () => actions.saveSelection(), {
    'data-test': 'save-selection',
  });
  const bar = element(
    'footer',
    { class: 'run-bar' },
    problems,
    element(
      'div',
      { class: 'run-row' },
      estimate,
      element('div', { class: 'button-row' }, save, onCluster, follow, run),
    ),
  );
  const node = element(
    'div',
    { class: 'result setup' },
    chooser.node,
    settings.node,
    remarks,
    globs.node,
    table.node,
    beside,
    bar,
  );
  let besideKey = '';
  let known: Estimate | undefined;

  function chooseOptions(options: Selection['options']): void {
    if (selection) actions.changed({ ...selection, options });
  }

  function turnAll(turn: Turn): void {
    if (selection) chooseOptions({ ...selection.options, ...turn });
  }

  /** Another way to take the files, where folders were looked through. */
  function offerTaking({ code }: Notice): { label: string; apply(): void } | undefined {
    const way = waysToTake[code];
    if (!way || !setup?.subject.scan) return undefined;
    return { label: way.label, apply: () => globs.choose(way.change) };
  }

  function drawEstimate(shown: AnalysisSetup, present: Selection): void {
    const { estimate: state, outside } = shown;
    const lack = missing(present);
    if (state?.status === 'done') known = state.estimate;
    else if (state?.status !== 'loading') known = undefined;
    const stands = known?.problems ?? [];
    const list: Estimate['problems'] = outside
      ? [{ code: filesOutside, message: outsideSentence(outside, 'selection'), paths: [] }]
      : lack === undefined
        ? stands
        : [{ code: 'missing', message: lack, paths: [] }];
    problems.replaceChildren(
      ...(list.length === 0
        ? []
        : [
            element(
              'ul',
              { class: 'notices problems', 'data-test': 'problems', 'aria-label': 'What stands in the way' },
              ...list.map(({ code, message, paths, turn }) => {
                const names = paths.map((path) => shown.subject.names[path] ?? lastPart(path));
                const files =
                  names.length === 0
                    ? []
                    : [
                        element(
                          'details',
                          {},
                          element('summary', {}, `${names.length === 1 ? 'File' : `${names.length} files`}`),
                          element('p', { class: 'indices' }, names.join(', ')),
                        ),
                      ];
                return element(
                  'li',
                  { class: 'notice notice-error', 'data-code': code },
                  icon('error'),
                  element('div', {}, pageWords(message), ...files),
                  code === filesOutside &&
                    button([openOutsideLabel], () => actions.openOutside(), {
                      class: 'small',
                      'data-test': 'open-outside',
                    }),
                  turn &&
                    button([turnLabel(turn, true)], () => turnAll(turn), {
                      class: 'small',
                      'data-test': `offer-${code}`,
                    }),
                );
              }),
            ),
          ]),
    );
    const what = isOfPairs(present.analysis) ? 'pair' : 'layer';
    // While it is made anew the last estimate stays, so that nothing jumps.
    estimate.classList.toggle('stale', state?.status === 'loading' && known !== undefined);
    if (known) estimate.replaceChildren(estimateText(known, what));
    else if (state?.status === 'failed') estimate.replaceChildren(state.message);
    else if (state?.status === 'loading') {
      if (!estimate.querySelector('.estimate-ring')) {
        estimate.replaceChildren(element('span', { class: 'estimate-ring' }, progressRing()), 'Estimating …');
      }
    } else estimate.replaceChildren();
    setDisabled(run, list.length > 0);
    onCluster.hidden = shown.onCluster !== true;
    setDisabled(onCluster, list.length > 0);
  }

  return {
    node,
    show(next, present) {
      setup = next;
      selection = present;
      const { subject } = next;
      const looked = subject.found;
      const stands = next.estimate?.status === 'done' ? next.estimate.estimate : undefined;
      chooser.show(present.analysis, looked?.proposals ?? []);
      settings.show(present, looked?.beside ?? [], subject.names, stands?.problems ?? []);
      const lists = [
        notices(standingNotices(looked?.notices ?? [], present), { offer: offerTaking }),
        notices(stands?.notices ?? known?.notices ?? [], {
          inform: true,
          offer: (notice) =>
            offerTurn(true, turnAll)(notice) ??
            offerTaking(notice) ??
            offerAllSteps(present.options, chooseOptions)(notice),
        }),
      ];
      remarks.replaceChildren(...lists.filter((list) => list !== undefined));
      const key = JSON.stringify([looked?.beside, looked?.unreadable]);
      if (key !== besideKey) {
        // Else what somebody has unfolded would fold again with each answer.
        besideKey = key;
        const more = foundList(looked, subject.names);
        beside.replaceChildren(...(more ? [more] : []));
      }
      globs.show(subject.scan);
      table.show(present, subject.names);
      drawEstimate(next, present);
    },
  };
}
