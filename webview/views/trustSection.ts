import type { TrustOutcome } from '../../src/protocol/pairExtras';
import type { DimensionTest } from '../../src/similarity/trust/dimensionTests';
import { measureOf, scoreFacts, scoreNames } from '../../src/facts/measures/scores';
import { frequencyMeasures } from '../../src/protocol/compareJob';
import type { ScoreName } from '../../src/facts/measures';
import { standings } from '../../src/facts/standing';
import type { ComparisonReport } from '../../src/facts/report';
import { numberOptions } from '../../src/facts/numberOptions';
import { curveFigure } from '../charts/curveFigure';
import { nullFigure } from '../charts/nullFigure';
import { element } from '../element';
import { count, magnitude, probability, score } from '../../src/facts/numbers';
import { trustParts } from '../../src/facts/trustParts';
import { readPalette } from '../theme';
import { button, checkbox } from '../toolkit';
import { scoreChoices } from '../words/scoreChoices';
import { digits, partWords, readDimensions, readInterval, readNull, readTogether } from '../words/trustReadings';
import { extraStatus } from './extraStatus';
import { choice } from './field';
import { icon } from './icon';
import { remarksBeyond } from './notices';
import type { PairSection, SectionContext } from './pairSection';
import { plainTable } from './plainTable';
import { tip } from './tip';
import { wholeField } from './wholeField';

const explanation =
  'Null distributions: the score of permuted samples and of Gaussian data of the same size. Real correlations: Bartlett’s and Rao’s tests of how many canonical correlations are more than chance. Interval: a delete-block jackknife over samples. Enough samples: the score against the number of samples. Everything random is drawn from seed 0.';

/** What is asked, but for what the controls say. */
const fixed = {
  seed: numberOptions.seed.usual,
  blocks: numberOptions.blocks.usual,
  level: numberOptions.level.usual,
};

/** How far the scores of a pair can be trusted, but for remarks that stand at the report. */
export function trustSection(actions: SectionContext<'trust'>): PairSection<'trust'> {
  const scores = { pair: scoreChoice<ScoreName>('trust-measure'), frequencies: scoreChoice('trust-measure-dft') };
  let byFrequency = false;
  const parts = trustParts.map((part) => {
    const control = checkbox(partWords[part], () => undefined, { 'data-test': `trust-${part}-wanted` });
    control.set(true);
    return { part, control };
  });
  const permutations = wholeField('permutations', 'Draws', numberOptions.permutations, ask);
  const status = extraStatus(
    'The score is checked.',
    () => actions.cancel(),
    () => actions.showLog(),
  );
  const words = element('div', { class: 'trust-words' });
  const charts = actions.figures();
  const tables = element('div');
  const save = button([icon('save', 'start'), 'JSON'], () => shown && actions.saveJson(shown), {
    'data-test': 'save-trust',
    'aria-label': 'Save these results as JSON',
    title: 'Save these results as JSON',
  });
  const result = element(
    'div',
    { class: 'extra-result', 'data-test': 'trust-result' },
    words,
    charts.node,
    tables,
    save,
  );
  const node = element(
    'section',
    { class: 'extra', 'aria-labelledby': 'trust-title', 'data-test': 'trust', hidden: true },
    element('h2', { id: 'trust-title' }, tip(['How far can this be trusted?'], explanation)),
    element(
      'div',
      { class: 'fields' },
      scores.pair.node,
      scores.frequencies.node,
      permutations.node,
      element('div', { class: 'field-checks' }, ...parts.map(({ control }) => control.node)),
      element('div', { class: 'field-end' }, button(['Check'], ask, { 'data-test': 'check-trust' })),
    ),
    status.node,
    result,
  );
  let shown: TrustOutcome | undefined;

  function ask(): void {
    const draws = permutations.read();
    const wanted = parts.filter(({ control }) => control.get()).map(({ part }) => part);
    const measure = scores[byFrequency ? 'frequencies' : 'pair'].get();
    if (draws !== undefined && wanted.length > 0) actions.ask({ measure, wanted, permutations: draws, ...fixed });
  }

  function draw(): void {
    const outcome = shown;
    charts.show(
      (palette) =>
        outcome
          ? [nullFigure(outcome, palette), curveFigure(outcome, palette)].filter((figure) => figure !== undefined)
          : [],
      readPalette(),
    );
  }

  return {
    node,
    update(extra, report) {
      node.hidden = !report;
      byFrequency = report?.dft !== undefined;
      scores.pair.node.hidden = byFrequency;
      scores.frequencies.node.hidden = !byFrequency;
      if (report && !byFrequency) scores.pair.show(definedScores(report));
      scores.frequencies.show(frequencyMeasures);
      status.update(extra);
      const outcome = extra?.status === 'done' ? extra.outcome : undefined;
      result.hidden = !outcome;
      if (outcome === shown) return;
      shown = outcome;
      const remarks = remarksBeyond(outcome, report);
      words.replaceChildren(...(remarks ? [remarks] : []), ...(outcome ? sentences(outcome) : []));
      const { dimensions } = outcome ?? {};
      tables.replaceChildren(...(dimensions && 'tests' in dimensions ? [testsTable(dimensions.tests)] : []));
      draw();
    },
    redraw: draw,
  };
}

/** The scores that a report has, or could have: a measure that is undefined for the pair cannot be checked either. */
function definedScores(report: ComparisonReport): ScoreName[] {
  return scoreNames.filter((name) => !report.skipped.some(({ measure }) => measure === measureOf(name)));
}

/** The choice of a score; as long as the chosen one is among those shown it stays, else it is the first. */
function scoreChoice<T extends ScoreName>(
  hook: string,
): { node: HTMLElement; show(names: readonly T[]): void; get(): T } {
  let chosen: T | undefined;
  const { node, show } = choice<T>('Score', hook, (name) => (chosen = name));
  return {
    node,
    show(names) {
      if (chosen === undefined || !names.includes(chosen)) chosen = names[0]!;
      show(scoreChoices(names), chosen);
    },
    get: () => chosen!,
  };
}

/** What was found, a line for each thing that was asked. */
function sentences(outcome: TrustOutcome): HTMLElement[] {
  const { null: nulls, dimensions, interval, enough } = outcome;
  const lines: HTMLElement[] = [];
  const say = (hook: string, text: string, value?: number) =>
    lines.push(element('p', { 'data-test': hook, 'data-value': value }, text));
  say(
    'trust-value',
    `${scoreFacts(outcome.measure).label} ${score(outcome.value)} over ${count(outcome.samples)} samples${readTogether(outcome)}${outcome.standing ? ` – ${standings[outcome.standing].meaning}` : ''}.`,
    outcome.value ?? undefined,
  );
  if (nulls && outcome.value !== null) {
    say('trust-permutation', readNull(outcome, nulls.permutation, 'permutation'), nulls.permutation.p ?? undefined);
    say('trust-gaussian', readNull(outcome, nulls.gaussian, 'gaussian'), nulls.gaussian.p ?? undefined);
  }
  if (dimensions && 'tests' in dimensions)
    say('trust-dimensions', readDimensions(dimensions, fixed.level), dimensions.significant.bartlett);
  else if (dimensions) say('trust-dimensions', dimensions.reason);
  if (interval && 'low' in interval) say('trust-interval', readInterval(outcome, interval), interval.standardError);
  else if (interval) say('trust-interval', interval.reason);
  if (enough) say('trust-enough', 'reading' in enough ? enough.reading : enough.reason);
  return lines;
}

function testsTable(tests: readonly DimensionTest[]): HTMLElement {
  const number = (value: number, text: string) => ({ text, value });
  const size = (value: number) => number(value, magnitude(value));
  const head = ['From number', 'Correlation', 'Bartlett’s χ²', 'df', 'p', 'Rao’s F', 'df 1', 'df 2', 'p'];
  const rows = tests.map(({ k, correlation, bartlett, rao }) => [
    String(k + 1),
    number(correlation, score(correlation)),
    size(bartlett.statistic),
    size(bartlett.df),
    number(bartlett.p, probability(bartlett.p, digits)),
    size(rao.F),
    size(rao.df1),
    size(rao.df2),
    number(rao.p, probability(rao.p, digits)),
  ]);
  return plainTable('Are the correlations from this number on more than chance?', head, rows, 'trust-tests');
}
