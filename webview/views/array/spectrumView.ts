import type { ArrayHeader } from '../../../src/protocol/arrayFile';
import type { ArrayState } from '../../../src/protocol/arrayMessages';
import type { SpectrumOutcome } from '../../../src/protocol/arraySpectrum';
import type { RecipeChoice } from '../../../src/facts/pairOptions';
import { sharesFigure } from '../../charts/sharesFigure';
import { element } from '../../element';
import { count, magnitude, percent } from '../../../src/facts/numbers';
import { recipeText } from '../../../src/facts/recipe';
import { readPalette } from '../../theme';
import { choice } from '../field';
import { figureGrid } from '../figureGrid';
import { notices } from '../notices';
import { askedPart } from './askedPart';
import { fact } from '../summaryFacts';
import type { PartActions } from './neuronsView';

type Spectrum = Extract<ArrayState, { status: 'done' }>['spectrum'];
type SpectrumAs = 'auto' | 'pool-nhwc' | 'pool-nchw' | 'flatten-nhwc' | 'flatten-nchw' | 'mean' | 'last' | 'flatten';

const readings: Record<number, [SpectrumAs, string][]> = {
  3: [
    ['mean', 'Mean of the steps'],
    ['last', 'Last step'],
    ['flatten', 'Every step a sample'],
  ],
  4: [
    ['auto', 'Mean over positions'],
    ['pool-nhwc', 'Mean over positions, channels last'],
    ['pool-nchw', 'Mean over positions, channels first'],
    ['flatten-nhwc', 'Every position a sample, channels last'],
    ['flatten-nchw', 'Every position a sample, channels first'],
  ],
};

/** How an array of more than two axes is to be read; undefined for the way that its shape suggests. */
function recipeOf(reading: SpectrumAs): RecipeChoice | undefined {
  const [conv, layout] = reading.split('-') as ['pool' | 'flatten', 'nhwc' | 'nchw' | undefined];
  if (layout) return { conv, layout };
  if (reading === 'last' || reading === 'flatten') return { sequence: reading };
  return undefined;
}

/** The PCA spectrum of the array and how many directions it uses. */
interface SpectrumView {
  node: HTMLElement;
  update(header: ArrayHeader, spectrum: Spectrum): void;
  /** Draws the chart again, when it comes into sight or the theme has changed. */
  refresh(): void;
  /** How more than two axes are to be read. */
  recipe(): RecipeChoice | undefined;
}

/** A part without a spectrum. */
export function spectrumView(actions: PartActions): SpectrumView {
  let outcome: SpectrumOutcome | undefined;
  let reading: SpectrumAs = 'auto';
  let axes = 2;
  const status = askedPart('The spectrum', actions);
  const way = choice<SpectrumAs>('Samples', 'spectrum-reading', (next) => {
    reading = next;
    actions.compute();
  });
  const none = element('p', { class: 'small-print', hidden: true });
  const facts = element('dl', { class: 'facts facts-wide' });
  const card = element('article', { class: 'card' }, element('h2', {}, 'Effective dimension'), facts);
  const remarks = element('div', { class: 'remarks' });
  const charts = figureGrid(actions.subject, (figure, content, extension) =>
    actions.save(content, figure.id, extension),
  );
  const found = element('div', { class: 'result', hidden: true }, card, remarks, charts.node);
  const node = element('div', {}, element('div', { class: 'fields' }, way.node), none, status.node, found);

  function draw(): void {
    if (node.offsetParent === null && charts.node.children.length === 0) return;
    const shown = outcome;
    charts.show((palette) => (shown ? [sharesFigure(shown, palette)] : []), readPalette());
  }

  function showFacts({
    samples,
    neurons,
    rank,
    participationRatio,
    effectiveRank,
    dimensions,
    recipe,
  }: SpectrumOutcome): void {
    facts.replaceChildren(
      fact('Samples', 'spectrum-samples', count(samples)),
      fact('Neurons', 'spectrum-neurons', count(neurons)),
      fact('Rank', 'rank', count(rank)),
      fact('Participation ratio', 'participation-ratio', magnitude(participationRatio)),
      fact('Effective rank', 'effective-rank', magnitude(effectiveRank)),
      ...dimensions.map(({ share, count: directions }) =>
        fact(`Directions for ${percent(share)}`, `directions-${Math.round(100 * share)}`, count(directions)),
      ),
      ...(recipe ? [fact('Read as', 'read-as', recipeText(recipe, true))] : []),
    );
  }

  return {
    node,
    update(header, spectrum) {
      if (header.shape.length !== axes) reading = header.shape.length === 3 ? 'mean' : 'auto';
      axes = header.shape.length;
      const choices = readings[axes];
      way.node.hidden = !choices;
      if (choices) way.show(choices, reading);
      const possible = header.real && axes >= 2 && axes <= 4;
      none.hidden = possible;
      none.textContent = header.real
        ? 'A spectrum needs samples x neurons, or maps or sequences of them: an array of two, three or four axes.'
        : `The spectrum is that of real numbers, and this array holds ${header.text ? 'texts' : 'complex ones'}.`;
      status.update(possible ? spectrum : undefined);
      const next = spectrum?.status === 'done' ? spectrum.outcome : undefined;
      found.hidden = !next;
      if (next === outcome) return;
      outcome = next;
      if (!next) return;
      showFacts(next);
      const warnings = notices(next.notices);
      remarks.replaceChildren(...(warnings ? [warnings] : []));
      draw();
    },
    refresh: draw,
    recipe: () => recipeOf(reading),
  };
}
