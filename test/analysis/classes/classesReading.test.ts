import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { classesReading } from '../../../src/analysis/classes/classesReading';
import type { ClassesResult } from '../../../src/facts/analyses/classes';

type Read = Parameters<typeof classesReading>[0];

const named = (count: number): ClassesResult['classes'] =>
  Array.from({ length: count }, (_, index) => ({ index, name: `c${index}`, count: 10 }));

/** Layers of which nothing but their number is read where there is a ranking. */
const layers = (count: number) => Array.from({ length: count }, () => ({})) as Read['layers'];

function ranked(count: number, places: readonly number[], more: Partial<Read['ranking'][number]> = {}): Read {
  const order = places.map((place, i) => ({ class: i, name: `c${i}`, early: place, place }));
  return { classes: named(count), layers: layers(3), ranking: [{ model: 'm', over: 'layers', order, ...more }] };
}

describe('what classes say', () => {
  it('names the first and the last, and counts those that are never there', () => {
    assert.equal(
      classesReading(ranked(5, [1, 2, 3])),
      'Over the layers of m c0 can be read first and c2 last; 2 of 5 classes never.',
    );
  });

  it('names none of a tie', () => {
    assert.equal(
      classesReading(ranked(3, [1, 1, 1])),
      'Over the layers of m 3 classes can be read, none told apart as earlier than the others.',
    );
  });

  it('names none of one network whose classes are not half a layer apart, and says class before a number', () => {
    const read = ranked(2, [1, 2]);
    read.ranking[0]!.order.forEach((one) => (one.name = String(one.class)));
    assert.equal(classesReading(read), 'Over the layers of m class 0 can be read first and class 1 last.');
    read.ranking[0]!.order[1]!.early = 1.4;
    assert.equal(
      classesReading(read),
      'Over the layers of m 2 classes can be read, none half a layer earlier than another.',
    );
  });

  it('says that none is there, or that it cannot be told', () => {
    assert.equal(classesReading(ranked(3, [])), 'Over the layers of m no class ever stands clear of unrelated data.');
    assert.match(classesReading(ranked(3, [], { repeats: true })), /is not given, as samples repeat/);
  });

  it('says of a single layer which classes stand clear', () => {
    const layer = { name: 'fc', R: [0.9, 0.1, null], atChance: [1] } as unknown as Read['layers'][number];
    const one = { classes: named(3), layers: [layer], ranking: [] };
    assert.equal(classesReading(one), '1 of 3 classes can be read from fc: it stands clear of unrelated data.');
    assert.equal(
      classesReading({ ...one, layers: [{ ...layer, R: [0.1, 0.1, 0.1], atChance: [0, 1, 2] }] }),
      'None of 3 classes can be read from fc: none stands clear of unrelated data.',
    );
    assert.match(
      classesReading({ ...one, layers: [{ ...layer, saturated: true }] }),
      /cannot be told: it is saturated/,
    );
  });

  it('stays short of 1,000 classes and many models', () => {
    const one = ranked(
      1000,
      Array.from({ length: 990 }, (_, i) => (i < 500 ? 1 : 501)),
    );
    const many = { ...one, ranking: Array.from({ length: 20 }, () => one.ranking[0]!) };
    assert.ok(classesReading(many).length < 800);
    assert.match(classesReading(one), /c0, c1, c2 and 497 more can be read first/);
  });
});
