import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { measureNames, measures } from '../../../src/facts/measures';
import { defaultOptions } from '../../../src/facts/options';
import { compareArrays } from '../../../src/jobs/compare/compareArrays';
import { fixture } from '../../golden';

describe('furtherSeconds', () => {
  const compared = (layer: string, more: Partial<typeof defaultOptions>) => {
    const [a, b] = [0, 1].map((model) => ({ path: fixture(`activations/model${model}_${layer}.npy`) }));
    return compareArrays({ a: a!, b: b!, options: { ...defaultOptions, ...more } }, () => undefined);
  };

  it('tells of each family what it does not have, and of nothing else', async () => {
    const lacking = new Set(measures.flatMap(({ onRequest, family }) => (onRequest ? [family] : [])));
    const { further } = await compared('logits', {});
    assert.deepEqual(new Set(Object.keys(further!)), new Set([...lacking, 'calibrate']));
    for (const seconds of Object.values(further!)) assert.ok(seconds > 0 && seconds < 60, JSON.stringify(further));
    const { further: ofCca } = await compared('logits', { measures: ['cca'] });
    assert.ok(ofCca!.geometry! > further!.geometry!, 'what is usual takes time as well');
    const usual = measureNames.filter((name) => !measures.find(({ id }) => id === name)!.onRequest);
    const alone = usual.filter((name) => name !== 'procrustes');
    assert.ok(
      (await compared('logits', { measures: [...alone, 'rsa', 'rbfCka', 'distanceCorrelation'] })).further!.geometry! <
        further!.geometry!,
    );
  });

  it('tells what calibrating takes where it is not, and counts it in where it is', async () => {
    const calibrate = { permutations: 19, alpha: 0.05, seed: 0 };
    const { further } = await compared('logits', {});
    const { further: calibrated } = await compared('logits', { calibrate });
    assert.ok(further!.calibrate! > 0 && calibrated!.calibrate === undefined);
    for (const family of ['geometry', 'prediction'] as const)
      assert.ok(calibrated![family]! > 2 * further![family]!, `${family} is permuted as well`);
  });
});
