import { largestOf, smallestOf } from '../../src/facts/extremes';
import type { DynamicsOfModel } from '../../src/facts/analyses/dynamics';
import type { ScoreName } from '../../src/facts/measures';
import { counted, score } from '../../src/facts/numbers';
import { scoreFacts } from '../../src/facts/measures/scores';
import type { Figure, Palette, Point } from './figure';
import { frame, line, type Series } from './frame';
import { namedAxis } from './namedAxis';
import { axisEnds } from './scoreScale';
import { seriesColour, seriesShape } from './seriesColour';

/** The label of all dashed lines of chance. */
export const unrelatedData = 'Unrelated data';

/** One column of checkpoints x layers over the positions of the checkpoints; gaps where there is no value. */
function over(positions: readonly number[], table: readonly (readonly (number | null)[])[], layer: number): Point[] {
  return positions.map((x, checkpoint) => ({ x, y: table[checkpoint]?.[layer] ?? NaN }));
}

/** Similarity of every layer at every checkpoint with itself at the final one: a line for each layer. */
export function dynamicsFigure(
  dynamics: DynamicsOfModel,
  measure: ScoreName,
  threshold: number,
  palette: Palette,
): Figure {
  const { checkpoints, positions, layers, values, nulls, final } = dynamics;
  const facts = scoreFacts(measure);
  const { label, distance, bound } = facts;
  const [first, last] = [smallestOf(positions), largestOf(positions)];
  const lines = layers.map((layer, index): Series => {
    const colour = seriesColour(index, layers.length);
    return line(layer, over(positions, values, index), colour, { pointStyle: seriesShape(index) });
  });
  const dashed = { borderDash: [5, 4], borderWidth: 1, pointRadius: 0, pointHoverRadius: 0, pointHitRadius: 0 };
  const hasLevel = nulls.some((row) => row.some((level) => level !== null));
  const chance = hasLevel
    ? layers.map((_layer, index) =>
        line(unrelatedData, over(positions, nulls, index), seriesColour(index, layers.length), dashed),
      )
    : [];
  const edge = `Threshold ${threshold}`;
  const level = distance ? [] : [first, last].map((x) => ({ x, y: threshold }));
  const limit = level.length > 0 ? [line(edge, level, palette.muted, { ...dashed, borderDash: [1, 3] })] : [];
  const places = positions.every((position, index) => position === index);
  const plan = {
    x: 'Checkpoint',
    y: label,
    xFrom: first,
    xTo: last,
    item: 'Checkpoint',
    ...axisEnds(facts),
  };
  const config = namedAxis(frame([...lines, ...limit, ...chance], plan, palette), {
    ticks: places ? checkpoints : undefined,
    title: (x) => checkpoints[positions.indexOf(x)] ?? '',
    quiet: [unrelatedData, edge],
  });
  const said = layers.map((layer, index) => `${layer} ${score(values[0]?.[index])}`).join(', ');
  return {
    id: 'dynamics',
    title: `${label} with the final checkpoint`,
    label: `${label} of ${counted(layers.length, 'layer')} at ${counted(checkpoints.length, 'checkpoint')} with the same layer at ${final}. At ${checkpoints[0]}: ${said}.`,
    caption: `Each layer at each checkpoint against itself at ${final}, which is itself the last point.${hasLevel ? ` Dashed: what unrelated data of that size give${bound ? `, ${bound.words}` : ''}.` : ''}`,
    config,
    table: { head: [], rows: [] },
  };
}
