import type { DroppedNeuron, SideReport } from '../../src/facts/reportParts';
import type { Side } from '../charts/figure';
import { element, type Child } from '../element';
import { count, counted, percent, shape } from '../../src/facts/numbers';
import { recipeText } from '../../src/facts/recipe';
import { pathPieces } from './pathPieces';

/** What a card says beyond the side's own report. */
interface SideCardFacts {
  side: Side;
  name: string;
  /** The other side's name, which tells what need not be in sight of this one. */
  other: string;
  report: SideReport;
  /** Dimensions that SVCCA kept and their share of variance, where there is SVCCA. */
  kept?: { dimensions: number; variance: number } | undefined;
}

const reasons: Record<DroppedNeuron['reason'], string> = {
  constant: 'constant',
  dependent: 'linearly dependent',
  'low-variance': 'low variance',
};

/** Up to this many dropped neurons are listed openly. */
const openList = 8;

function droppedList(dropped: readonly DroppedNeuron[]): Child[] {
  if (dropped.length === 0) return ['none'];
  const kinds = (Object.keys(reasons) as DroppedNeuron['reason'][])
    .map((reason) => ({ reason, indices: dropped.filter((one) => one.reason === reason).map((one) => one.index) }))
    .filter(({ indices }) => indices.length > 0);
  const lines = kinds.map(({ reason, indices }) => `${reasons[reason]}: ${indices.join(', ')}`);
  if (dropped.length <= openList) return [lines.join('; ')];
  const summary = kinds.map(({ reason, indices }) => `${count(indices.length)} ${reasons[reason]}`).join(', ');
  return [
    element(
      'details',
      {},
      element('summary', {}, summary),
      ...lines.map((line) => element('p', { class: 'indices' }, line)),
    ),
  ];
}

function fact(name: string, ...value: Child[]): HTMLElement {
  return element('div', { class: 'fact' }, element('dt', {}, name), element('dd', {}, ...value));
}

/** What was compared on one side: file, shape, type, orientation, rank, kept dimensions, dropped neurons. */
export function sideCard({ side, name, other, report, kept }: SideCardFacts): HTMLElement {
  const reading = `${report.transposed ? 'columns' : 'rows'} are samples`;
  const { recipe } = report;
  return element(
    'article',
    { class: `card side side-${side}`, 'aria-label': `Side ${side}: ${name}`, 'data-test': `side-card-${side}` },
    element(
      'header',
      { class: 'side-head' },
      element('span', { class: 'side-letter', 'aria-hidden': 'true' }, side),
      element('h2', { class: 'path-pieces', title: report.path }, ...pathPieces(name, other)),
    ),
    element(
      'p',
      { class: 'side-size' },
      element('b', {}, count(report.samples)),
      ' samples × ',
      element('b', {}, count(report.features)),
      ' neurons',
    ),
    element(
      'dl',
      { class: 'facts' },
      fact('In the file', element('code', {}, shape(report.shape)), ' ', element('code', {}, report.dtype)),
      recipe ? fact('Read as', recipeText(recipe, true)) : fact('Orientation', reading),
      fact(
        'Rank',
        `${count(report.rank)} of ${count(report.features)}`,
        ...(report.roundingDimensions
          ? [`; ${counted(report.roundingDimensions, 'direction')} of rounding left out`]
          : []),
      ),
      ...(kept
        ? [fact('SVCCA keeps', `${counted(kept.dimensions, 'dimension')}, ${percent(kept.variance)} of variance`)]
        : []),
      fact('Dropped', ...droppedList(report.dropped)),
    ),
  );
}
