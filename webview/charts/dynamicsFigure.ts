import { largestOf, smallestOf } from '../../src/facts/extremes';
import type { DynamicsOfModel } from '../../src/facts/analyses/dynamics';
import { thresholdOf } from '../../src/facts/calibratedWords';
import { dynamicsWords, permutationThreshold, unrelatedData } from '../../src/facts/figureWords';
import type { ScoreName } from '../../src/facts/measures';
import { counted, score } from '../../src/facts/numbers';
import { axisEnds } from '../../src/facts/measures/scoreScale';
import { scoreFacts } from '../../src/facts/measures/scores';
import type { Figure, Palette, Point } from './figure';
import { frame, line, type Series } from './frame';
import { depthLimit } from './depthColour';
import { depthScale, withDepth } from './depthScale';
import { namedAxis } from './namedAxis';
import { seriesColour, seriesShape } from './seriesColour';

/** One column of checkpoints x layers over the positions of the checkpoints; gaps where there is no value. */
function over(positions: readonly number[], table: readonly (readonly (number | null)[])[], layer: number): Point[] {
  return positions.map((x, checkpoint) => ({ x, y: table[checkpoint]?.[layer] ?? NaN }));
}

/** Similarity of every layer at every checkpoint with itself at the final one: a line for each layer, coloured by depth where they are many. */
export function dynamicsFigure(
  dynamics: DynamicsOfModel,
  measure: ScoreName,
  threshold: number,
  palette: Palette,
): Figure {
  const { checkpoints, positions, layers, values, nulls, final, calibrated } = dynamics;
  const facts = scoreFacts(measure);
  const { label, distance, bound } = facts;
  const [first, last] = [smallestOf(positions), largestOf(positions)];
  const depth = layers.length > depthLimit ? depthScale(dynamicsWords.layer, layers, palette) : undefined;
  const colourOf = (index: number): string => depth?.colours[index] ?? seriesColour(index, layers.length);
  const thin = { borderWidth: 1.25, pointRadius: 0, pointHoverRadius: 4 };
  const lines = layers.map((layer, index): Series => {
    const style = depth ? thin : { pointStyle: seriesShape(index) };
    return line(layer, over(positions, values, index), colourOf(index), style);
  });
  const dashed = { borderDash: [5, 4], borderWidth: 1, pointRadius: 0, pointHoverRadius: 0, pointHitRadius: 0 };
  const hasLevel = nulls.some((row) => row.some((level) => level !== null));
  const levels = depth ? ends(nulls) : nulls;
  const chance = hasLevel
    ? (levels[0] ?? []).map((_level, index) =>
        line(unrelatedData, over(positions, levels, index), depth ? palette.muted : colourOf(index), dashed),
      )
    : [];
  // A threshold by permutations stands in place of the level of unrelated data, which it is above.
  const tau = calibrated?.thresholds.map((row) =>
    row.map((value) => thresholdOf({ threshold: value ?? undefined }, facts) ?? null),
  );
  const limits = tau && (depth ? ends(tau) : tau);
  const permuted = (limits?.[0] ?? []).map((_level, index) =>
    line(permutationThreshold, over(positions, limits!, index), depth ? palette.muted : colourOf(index), {
      ...dashed,
      borderDash: [2, 2],
    }),
  );
  const edge = dynamicsWords.threshold(threshold);
  const level = distance ? [] : [first, last].map((x) => ({ x, y: threshold }));
  const limit = level.length > 0 ? [line(edge, level, palette.muted, { ...dashed, borderDash: [1, 3] })] : [];
  const places = positions.every((position, index) => position === index);
  const plan = {
    x: dynamicsWords.x,
    y: label,
    xFrom: first,
    xTo: last,
    item: 'Checkpoint',
    ...axisEnds(facts),
  };
  const config = namedAxis(frame([...lines, ...limit, ...(tau ? permuted : chance)], plan, palette), {
    ticks: places ? checkpoints : undefined,
    title: (x) => checkpoints[positions.indexOf(x)] ?? '',
    quiet: [unrelatedData, permutationThreshold, edge],
  });
  const told = depth ? [0, layers.length - 1] : layers.map((_layer, index) => index);
  const said = told.map((index) => `${layers[index]} ${score(values[0]?.[index])}`).join(depth ? ' to ' : ', ');
  const dashes = depth ? 'the least and the most that unrelated data give' : 'what unrelated data of that size give';
  const below = tau
    ? ` Dotted: ${depth ? 'the least and the most of the thresholds' : 'the thresholds'} by permutations of the samples.`
    : hasLevel
      ? ` Dashed: ${dashes}${bound ? `, ${bound.words}` : ''}.`
      : '';
  return {
    id: 'dynamics',
    title: dynamicsWords.title(label),
    label: `${label} of ${counted(layers.length, 'layer')} at ${counted(checkpoints.length, 'checkpoint')} with the same layer at ${final}. At ${checkpoints[0]}: ${said}.`,
    caption: `Each layer at each checkpoint against itself at ${final}, which is itself the last point.${below}`,
    config: depth ? withDepth(config, depth, palette) : config,
    table: { head: [], rows: [] },
    depth,
  };
}

/** The least and the largest level at each checkpoint, or one of them where all layers have the same. */
function ends(nulls: readonly (readonly (number | null)[])[]): (number | null)[][] {
  const rows = nulls.map((row) => {
    const known = row.filter((level) => level !== null);
    return known.length > 0 ? [smallestOf(known), largestOf(known)] : [null, null];
  });
  return rows.every(([least, most]) => least === most) ? rows.map(([least]) => [least]) : rows;
}
