import type { GroupCell } from '../../protocol/analysis';
import type { MatrixMeasure } from '../../protocol/worker';
import { listed } from '../pairs/inOrder';
import { isDistance } from '../pairs/scoreOf';

/** What the means say: in which layers which group's networks are most alike, and in which two groups are less alike than either is within itself. */
export function groupsReading(
  groups: readonly string[],
  layers: readonly string[],
  cells: readonly GroupCell[],
  measure: MatrixMeasure,
): string {
  const meanOf = (layer: string, a: string, b: string): number | null =>
    cells.find((cell) => cell.layer === layer && cell.a === a && cell.b === b)?.mean ?? null;
  const sentences = [mostAlike(groups, layers, meanOf, measure), apart(groups, layers, meanOf, measure)];
  const said = sentences.filter((sentence) => sentence !== undefined);
  return said.length > 0 ? said.join(' ') : 'No two groups can be held against each other in any layer.';
}

type MeanOf = (layer: string, a: string, b: string) => number | null;

/** For each layer the group whose networks are most alike among themselves. */
function mostAlike(
  groups: readonly string[],
  layers: readonly string[],
  meanOf: MeanOf,
  measure: MatrixMeasure,
): string | undefined {
  const leaders = new Map<string, string[]>();
  let gap = { layer: '', high: 0, low: 0, size: -1 };
  for (const layer of layers) {
    const within = groups.flatMap((name) => {
      const mean = meanOf(layer, name, name);
      return mean === null ? [] : [{ name, mean }];
    });
    if (within.length < 2) continue;
    within.sort((x, y) => (isDistance(measure) ? x.mean - y.mean : y.mean - x.mean));
    const [first, second] = [within[0]!, within[1]!];
    leaders.set(first.name, [...(leaders.get(first.name) ?? []), layer]);
    const size = Math.abs(first.mean - second.mean);
    if (size > gap.size) gap = { layer, high: first.mean, low: second.mean, size };
  }
  if (leaders.size === 0) return undefined;
  const parts = [...leaders].map(([name, where]) => `of ${name} in ${listed(where)}`);
  return `Networks are most alike within their group: ${parts.join('; ')} (${measure}; furthest ahead in ${gap.layer}, ${gap.high.toFixed(3)} against ${gap.low.toFixed(3)}).`;
}

/** Pairs of groups that differ more than the networks of either do. */
function apart(
  groups: readonly string[],
  layers: readonly string[],
  meanOf: MeanOf,
  measure: MatrixMeasure,
): string | undefined {
  const sentences: string[] = [];
  groups.forEach((a, at) => {
    for (const b of groups.slice(at + 1)) {
      const where = layers.filter((layer) => {
        const [between, one, other] = [meanOf(layer, a, b), meanOf(layer, a, a), meanOf(layer, b, b)];
        if (between === null || one === null || other === null) return false;
        return isDistance(measure) ? between > Math.max(one, other) : between < Math.min(one, other);
      });
      if (where.length > 0)
        sentences.push(`${a} and ${b} are less alike than the networks within either in ${listed(where)}.`);
    }
  });
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}
