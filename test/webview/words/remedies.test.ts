import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { defaultOptions, type CompareOptions } from '../../../src/facts/options';
import { measureNames } from '../../../src/facts/measures';
import { offerAllSteps, remediesFor } from '../../../webview/words/remedies';

/** The remedies that compute with other options, as label and options. */
function computing(code: string, options: CompareOptions): { label: string; options: CompareOptions }[] {
  return remediesFor({ code }, options).filter((remedy) => 'options' in remedy);
}

describe('webview/remedies', () => {
  it('leaves out non-finite samples', () => {
    const [remedy, ...others] = computing('non-finite', defaultOptions);
    assert.equal(remedy.label, 'Leave Out Non-Finite Samples');
    assert.equal(remedy.options.dropNonFinite, true);
    assert.equal(others.length, 0);
  });

  it('offers the turn that fits when the sample counts differ, and nothing where none does', () => {
    assert.deepEqual(remediesFor({ code: 'sample-count-mismatch' }, defaultOptions), []);
    assert.deepEqual(remediesFor({ code: 'sample-count-mismatch', stacks: true }, defaultOptions), [
      { label: 'Compare Layer by Layer', layers: true },
    ]);
    const offered = (
      [
        [{ orientation: 'neurons' }, 'Read Both as Neurons × Samples'],
        [{ orientation: 'samples' }, 'Read Both as Samples × Neurons'],
        [{ transposeA: true, transposeB: true }, 'Read Both as Neurons × Samples'],
        [{ transposeB: true }, 'Read b as Neurons × Samples'],
        [{ transposeA: false }, 'Read a as Samples × Neurons'],
      ] as const
    ).map(([turn, words]) => ({ turn, words }));
    for (const { turn, words } of offered) {
      const [remedy] = remediesFor({ code: 'sample-count-mismatch', turn }, defaultOptions);
      assert.deepEqual(remedy, { label: words, options: { ...defaultOptions, ...turn } });
    }
  });

  it('offers what is defined for too few samples', () => {
    const [without] = computing('too-few-samples', defaultOptions);
    const measures = without.options.measures ?? [];
    const canonical = ['cca', 'pwcca', 'gulp'] as const;
    assert.deepEqual(
      measures,
      measureNames.filter((measure) => !canonical.some((one) => one === measure)),
    );
  });

  it('tries the robust variant, repeats what was interrupted, and promises nothing else', () => {
    assert.equal(computing('not-converged', defaultOptions)[0].options.robust, true);
    for (const code of ['cancelled', 'worker-stopped', 'file-changed']) {
      assert.deepEqual(computing(code, defaultOptions)[0].options, defaultOptions);
    }
    assert.deepEqual(remediesFor({ code: 'npy-format' }, defaultOptions), []);
  });

  it('takes all steps where a mask is none, and keeps the rest of the recipe', () => {
    const options: CompareOptions = { ...defaultOptions, recipe: { sequence: 'mean' } };
    const [remedy] = computing('step-mask', options);
    assert.deepEqual(remedy.options.recipe, { sequence: 'mean', mask: 'none' });
    let applied: CompareOptions | undefined;
    const offered = offerAllSteps(options, (chosen) => (applied = chosen))({ code: 'steps-masked', message: '' });
    offered!.apply();
    assert.deepEqual(applied, remedy.options);
    assert.equal(offerAllSteps(options, () => undefined)({ code: 'other', message: '' }), undefined);
  });

  it('offers both layouts where they must be chosen, and keeps the rest of the recipe', () => {
    const options: CompareOptions = { ...defaultOptions, recipe: { conv: 'pool' } };
    assert.deepEqual(
      computing('ambiguous-layout', options).map(({ label, options: { recipe } }) => [label, recipe]),
      [
        ['Channels Last', { conv: 'pool', layout: 'nhwc' }],
        ['Channels First', { conv: 'pool', layout: 'nchw' }],
      ],
    );
  });

  it('takes back a recipe that does not fit, but not the layout', () => {
    const options: CompareOptions = { ...defaultOptions, transposeA: true, recipe: { conv: 'dft', layout: 'nhwc' } };
    const [suggested, averaged] = computing('recipe-mismatch', options);
    assert.deepEqual(suggested.options.recipe, { layout: 'nhwc' });
    assert.equal(suggested.options.transposeA, undefined);
    assert.equal(averaged.options.recipe?.conv, 'pool');
  });

  it('leads to the setting when the memory is not enough, and repeats after it was changed', () => {
    assert.deepEqual(remediesFor({ code: 'memory-budget' }, defaultOptions), [
      { label: 'Change the Memory Budget', setting: 'memoryBudget' },
      { label: 'Compute Again', options: defaultOptions },
    ]);
  });
});
