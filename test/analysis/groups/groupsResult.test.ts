import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { groupsPlan } from '../../../src/analysis/groups/groupsPlan';
import { groupsResult } from '../../../src/analysis/groups/groupsResult';
import { betweenInterval, withinInterval } from '../../../src/analysis/groups/networkBootstrap';
import type { SelectedArray } from '../../../src/protocol/selection';
import type { GroupCell } from '../../../src/facts/analyses/groups';
import { uniform } from '../../linalg/random';
import { everything, names, outcomesOf, perhapsReordered, scored, selectionOf } from '../selections';

function group(name: string, models: string[], layers: string[]): SelectedArray[] {
  return everything(models, ['end'], layers).map((array) => ({ ...array, group: name }));
}

describe('the bootstrap over networks', () => {
  const noise = (seed: number): ((i: number, j: number) => number) => {
    const values = Array.from({ length: 400 }, uniform(seed));
    return (i, j) => values[20 * Math.min(i, j) + Math.max(i, j)]!;
  };

  it('needs five networks on each side', () => {
    assert.equal(
      withinInterval(4, () => 0.5),
      null,
    );
    assert.equal(
      betweenInterval(5, 4, () => 0.5),
      null,
    );
    assert.notEqual(
      withinInterval(5, () => 0.5),
      null,
    );
  });

  it('has no width when all pairs are alike, and never counts a network with itself', () => {
    const within = withinInterval(6, (i, j) => {
      assert.ok(i < j, 'pairs come in order, no network with itself');
      return 0.25;
    });
    assert.deepEqual(within, [0.25, 0.25]);
    assert.deepEqual(
      betweenInterval(5, 7, () => 0.25),
      [0.25, 0.25],
    );
  });

  it('lies about the mean, within the range, and is the same every time', () => {
    const similarity = noise(4);
    const values: number[] = [];
    for (let i = 0; i < 8; i++) for (let j = i + 1; j < 8; j++) values.push(similarity(i, j));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const [low, high] = withinInterval(8, similarity)!;
    assert.ok(Math.min(...values) <= low && low < mean && mean < high && high <= Math.max(...values));
    assert.deepEqual(withinInterval(8, similarity), [low, high]);
  });

  it('narrows as networks are added', () => {
    const width = ([low, high]: [number, number]): number => high - low;
    assert.ok(width(withinInterval(18, noise(9))!) < width(withinInterval(5, noise(9))!));
  });

  it('is wider than single pairs would make believe when networks differ from each other', () => {
    // A pair is as alike as its two networks are good: the 15 pairs of 6 networks tell of 6 things, not of 15.
    const quality = [0.1, 0.3, 0.4, 0.6, 0.8, 0.9];
    const similarity = (i: number, j: number): number => (quality[i]! + quality[j]!) / 2;
    const values: number[] = [];
    for (let i = 0; i < 6; i++) for (let j = i + 1; j < 6; j++) values.push(similarity(i, j));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 14);
    const [low, high] = withinInterval(6, similarity)!;
    assert.ok(high - low > (2 * 1.96 * spread) / Math.sqrt(15));
  });

  it('passes over pairs without a value, and has no interval without any', () => {
    const [low, high] = withinInterval(6, (i, j) => (i === 0 ? null : (i + j) / 10))!;
    assert.ok(low >= 0.3 && high <= 0.9);
    assert.equal(
      withinInterval(5, () => null),
      null,
    );
  });
});

describe('groupsResult', () => {
  const layers = ['x', 'y'];
  const good = group('good', names('g', 3), layers);
  const bad = group('bad', names('b', 2), layers);
  const plan = groupsPlan(selectionOf('groups', [...good, ...bad]));
  const outcomes = outcomesOf(plan, (a, b) => {
    if (a.path === 'g0/end/x.npy' && b.path === 'g1/end/x.npy') return scored(0.6);
    if (a.path === 'g0/end/x.npy' && b.path === 'g2/end/x.npy') return scored(0.9, { cka: 0.3 });
    if (a.group === 'good' && b.group === 'good') return scored(0.75);
    if (a.group === 'bad') return b.layer === 'y' ? { error: { code: 'no-variance', message: 'Flat.' } } : scored(0.4);
    return scored(0.2);
  });
  const result = groupsResult(plan, outcomes, 'svcca');
  const cell = (layer: string, a: string, b: string): GroupCell =>
    result.cells.find((each) => each.layer === layer && each.a === a && each.b === b)!;

  it('has means, ranges and single pairs', () => {
    const within = cell('x', 'good', 'good');
    assert.ok(Math.abs(within.mean! - 0.75) < 1e-15);
    assert.ok(Math.abs(within.means.cka! - (0.6 + 0.3 + 0.75) / 3) < 1e-15);
    assert.deepEqual([within.range, within.interval], [[0.6, 0.9], null]);
    assert.deepEqual(within.pairs[1], {
      a: 'g0/end/x.npy',
      b: 'g2/end/x.npy',
      modelA: 'g0',
      modelB: 'g2',
      value: 0.9,
    });
    assert.ok(Math.abs(within.nullCca! - 0.1) < 1e-15);
    assert.equal(cell('y', 'good', 'bad').pairs.length, 6);
  });

  it('has no mean where all pairs were refused, which are listed', () => {
    const refused = cell('y', 'bad', 'bad');
    assert.deepEqual([refused.mean, refused.range, refused.pairs[0]!.value], [null, null, null]);
    assert.deepEqual(
      result.refused.map(({ code }) => code),
      ['no-variance'],
    );
  });

  it('says which group is more alike, and where groups are apart', () => {
    assert.equal(
      result.reading,
      'Networks are most alike within their group: of good in x (svcca; furthest ahead in x, 0.750 against 0.400). good and bad are less alike than the networks within either in x.',
    );
    const alone = groupsPlan(selectionOf('groups', good));
    assert.match(
      groupsResult(
        alone,
        outcomesOf(alone, () => scored(0.5)),
        'cka',
      ).reading,
      /^No two groups/,
    );
  });

  it('says when all layers of two networks are no more alike than chance, as samples in another order are', () => {
    const chance = outcomesOf(plan, (a, b) =>
      a.model === 'g0' && (a.layer === 'x' || b.model === 'g1') ? perhapsReordered(0.1) : scored(0.5),
    );
    const [warning, ...others] = groupsResult(plan, chance, 'cca').warnings;
    assert.match(warning!.message, /\(g0 with g1\): the samples may be in another order/);
    assert.deepEqual(others, []);
    const noise = outcomesOf(plan, () => scored(0.1));
    assert.deepEqual(groupsResult(plan, noise, 'cca').warnings, [], 'where there are other reasons');
  });

  const readingOf = (value: (a: SelectedArray, b: SelectedArray) => number, chance = 0.1): string =>
    groupsResult(
      plan,
      outcomesOf(plan, (a, b) => scored(value(a, b), { nullCca: chance, nullSvcca: chance })),
      'svcca',
    ).reading;

  it('looks at what is within and across alike', () => {
    const across = readingOf((a, b) => (a.group === b.group ? (a.group === 'good' ? 0.86 : 0.7) : 0.904));
    assert.equal(across, 'good and bad are more alike than the networks within either in x and y.');
  });

  it('gives no verdict from ties or at the null level', () => {
    for (const tie of [
      readingOf((a, b) => (a.group === b.group && a.group === 'good' ? 0.509 : 0.5)),
      readingOf((a, b) => (a.group === b.group && a.group === 'good' ? 0.96 : 0.94), 0.956),
    ]) {
      assert.match(tie, /^Groups are tied in every layer/);
      assert.doesNotMatch(tie, /ahead|most alike within/);
    }
  });

  it('has the same numbers and says the same of groups and networks in another order', () => {
    const value = (a: SelectedArray, b: SelectedArray): number =>
      ([a, b].reduce((sum, { path }) => sum + path.charCodeAt(1) + 3 * path.charCodeAt(0), 0) % 17) / 20;
    const cellOf = (a: SelectedArray, b: SelectedArray) => {
      const [x, y] = a.path < b.path ? [0.3, 0.5] : [0.5, 0.3];
      return scored(value(a, b), { pwcca: { a: value(a, b) * x, b: value(a, b) * y, side: 'a', tie: true } });
    };
    const [g, b] = [group('good', names('g', 6), layers), group('bad', names('b', 5), layers)];
    const means = (arrays: SelectedArray[]): Map<string, unknown> => {
      const turned = groupsPlan(selectionOf('groups', arrays));
      const { cells } = groupsResult(turned, outcomesOf(turned, cellOf), 'pwcca');
      return new Map(
        cells.map(({ layer, a, b: other, mean, interval }) => [
          `${layer} ${[a, other].sort().join(' ')}`,
          [mean, ...(interval ?? [])].map((number) => number!.toFixed(12)),
        ]),
      );
    };
    const expected = means([...g, ...b]);
    assert.equal(expected.size, 6);
    for (const arrays of [
      [...b, ...g],
      [...[...g].reverse(), ...b],
      [...[...b].reverse(), ...[...g].reverse()],
    ]) {
      const found = means(arrays);
      for (const [key, numbers] of expected) assert.deepEqual(found.get(key), numbers, key);
    }
  });

  it('turns round for a distance', () => {
    const { reading } = groupsResult(plan, outcomes, 'procrustesDistance');
    assert.equal(reading, 'good and bad are more alike than the networks within either in x.');
  });

  it('has an interval from five networks a side on', () => {
    const many = groupsPlan(
      selectionOf('groups', [...group('good', names('g', 5), ['x']), ...group('bad', names('b', 6), ['x'])]),
    );
    const { cells } = groupsResult(
      many,
      outcomesOf(many, (a, b) => scored((a.model.charCodeAt(1) + b.model.charCodeAt(1)) / 200)),
      'cca',
    );
    for (const { interval, range, mean } of cells) {
      assert.ok(interval![0] > range![0] - 1e-12 && interval![1] < range![1] + 1e-12);
      assert.ok(interval![0] < mean! && mean! < interval![1]);
    }
  });
});
