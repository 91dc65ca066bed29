import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { areCounted, batchIn, missingParts, splitName } from '../../src/facts/splitName';

describe('names of files that are parts of one array', () => {
  const cases: [string, [whole: string, part: string, said: boolean] | undefined][] = [
    ['layer1_batch0', ['layer1', 'batch0', true]],
    ['layer1.part-000', ['layer1', 'part-000', true]],
    ['features-00000-of-00002', ['features', '00000-of-00002', true]],
    ['layer1 shard_3', ['layer1', 'shard_3', true]],
    ['features_01', ['features', '01', true]],
    ['acts_000', ['acts', '000', true]],
    ['net/logits_07', ['net/logits', '07', true]],
    // The name tells neither.
    ['unit_00', ['unit', '00', false]],
    // Layers, by the word or by a number that is not padded.
    ['layer_00', undefined],
    ['hidden_02', undefined],
    ['conv_01', undefined],
    ['h.11', undefined],
    ['features_1', undefined],
    ['batch_norm1', undefined],
    ['layer1', undefined],
  ];
  for (const [name, read] of cases) {
    it(`reads ${name}`, () => {
      const found = splitName(name);
      assert.deepEqual(found && [found.whole, found.part, found.said], read);
    });
  }

  it('reads a name that is nothing but a part as that of a folder', () => {
    assert.deepEqual(batchIn('batch_0'), { whole: '', part: 'batch_0' });
    assert.equal(splitName('batch_0'), undefined);
  });

  it('counts parts from 0 or 1 on without a gap, in numbers of one length', () => {
    for (const parts of [['00', '01', '02'], ['02', '01'], ['000']]) assert.ok(areCounted(parts), parts.join());
    for (const parts of [
      ['00', '02'],
      ['02', '03'],
      ['00', '001'],
    ])
      assert.ok(!areCounted(parts), parts.join());
  });

  it('tells which numbers are missing, of numbers that count parts', () => {
    assert.deepEqual(missingParts(['00', '02', '05']), ['01', '03', '04']);
    assert.deepEqual(missingParts(['003', '001']), ['002']);
    for (const parts of [['00', '01'], ['02', '04'], ['00', '002'], ['00', '99'], []])
      assert.deepEqual(missingParts(parts), [], parts.join());
  });
});
