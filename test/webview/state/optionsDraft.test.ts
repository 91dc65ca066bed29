import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { usualMeasures } from '../../../src/facts/measures';
import { defaultOptions, type CompareOptions } from '../../../src/facts/options';
import { draftOf, readDraft, sameOptions } from '../../../webview/state/optionsDraft';

const everything: CompareOptions = {
  svcca: { rule: 'dimensions', count: 7 },
  epsilon: 1e-6,
  threshold: 0.5,
  transposeA: true,
  transposeB: false,
  dropNonFinite: true,
  robust: true,
  measures: ['pca', 'cka'],
  neighbours: 5,
  bandwidth: 0.5,
  calibrate: { permutations: 19, alpha: 0.1, seed: 3 },
  recipe: { conv: 'dft', layout: 'nhwc', sequence: 'mean', subsample: { every: 3, seed: 0 } },
};

describe('webview/optionsDraft', () => {
  it('loses nothing on the way to the controls and back', () => {
    for (const options of [defaultOptions, everything]) {
      const { options: back } = readDraft(draftOf(options));
      assert.ok(back && sameOptions(back, options));
    }
    assert.equal(draftOf(everything).epsilon, '1e-6');
  });

  it('turns one file, or takes it back, beside what is said of all', () => {
    const turned = (options: Partial<CompareOptions>, choice: 'samples' | 'neurons') =>
      readDraft({ ...draftOf({ ...defaultOptions, ...options }), orientationA: choice }).options?.transposeA;
    assert.equal(draftOf({ ...defaultOptions, orientation: 'neurons' }).orientationA, 'neurons');
    assert.equal(turned({}, 'neurons'), true);
    assert.equal(turned({}, 'samples'), undefined);
    assert.equal(turned({ transposeA: true }, 'samples'), undefined);
    assert.equal(turned({ transposeA: false }, 'samples'), false, 'what was said stays said');
    assert.equal(turned({ orientation: 'neurons' }, 'neurons'), undefined);
    assert.equal(turned({ orientation: 'neurons' }, 'samples'), false);
  });

  it('reports every wrong field at once, each with one sentence', () => {
    const draft = { ...draftOf(defaultOptions), fraction: '0', epsilon: '-1', threshold: '' };
    const { options, problems } = readDraft(draft);
    assert.equal(options, undefined);
    assert.deepEqual(Object.keys(problems ?? {}).sort(), ['epsilon', 'fraction', 'threshold']);
    for (const sentence of Object.values(problems ?? {})) assert.match(sentence, /^[A-Z].*\.$/);
  });

  it('looks only at the field of the rule in use', () => {
    const draft = { ...draftOf(defaultOptions), dimensions: 'many' };
    assert.ok(readDraft(draft).options);
    assert.ok(readDraft({ ...draft, rule: 'dimensions' }).problems?.dimensions);
    assert.ok(readDraft({ ...draft, rule: 'dimensions', dimensions: '2.5' }).problems?.dimensions);
    assert.ok(readDraft({ ...draft, rule: 'dimensions', dimensions: '3', fraction: 'x' }).options);
  });

  it('takes the ends of each range and nothing beyond', () => {
    const base = draftOf(defaultOptions);
    assert.ok(readDraft({ ...base, fraction: '1', threshold: '1', epsilon: '0' }).options);
    assert.ok(readDraft({ ...base, threshold: '0' }).options);
    assert.ok(readDraft({ ...base, fraction: '1.01' }).problems?.fraction);
    assert.ok(readDraft({ ...base, threshold: '1.01' }).problems?.threshold);
    assert.ok(readDraft({ ...base, epsilon: 'Infinity' }).problems?.epsilon);
  });

  it('reads rows to keep and a seed, and nothing where nothing is chosen', () => {
    const base = draftOf(defaultOptions);
    assert.equal(readDraft(base).options?.recipe, undefined);
    assert.equal(readDraft({ ...base, every: '1', seed: '5' }).options?.recipe, undefined);
    assert.deepEqual(readDraft({ ...base, every: '4' }).options?.recipe?.subsample, { every: 4 });
    assert.deepEqual(readDraft({ ...base, every: '4', seed: '9' }).options?.recipe?.subsample, { every: 4, seed: 9 });
    assert.ok(readDraft({ ...base, every: '0' }).problems?.every);
    assert.ok(readDraft({ ...base, every: '2', seed: '-1' }).problems?.seed);
  });

  it('has a list of measures where it is not the usual one, and at least one', () => {
    const base = draftOf(defaultOptions);
    assert.deepEqual(base.measures, [...usualMeasures]);
    assert.equal(readDraft(base).options?.measures, undefined);
    assert.deepEqual(readDraft({ ...base, measures: ['cka'] }).options?.measures, ['cka']);
    assert.ok(readDraft({ ...base, measures: [] }).problems?.measures);
  });

  it('keeps numbers of measures that are not computed, and nothing where they are usual or cannot be', () => {
    const base = draftOf({ ...defaultOptions, neighbours: 20 });
    assert.equal(readDraft(base).options?.neighbours, 20);
    assert.equal(readDraft({ ...base, neighbours: '10' }).options?.neighbours, undefined);
    const { options, problems } = readDraft({ ...base, measures: ['cca'], neighbours: 'many', bandwidth: '0' });
    assert.deepEqual([options?.neighbours, options?.bandwidth, problems], [undefined, undefined, undefined]);
  });

  it('understands a decimal comma', () => {
    assert.equal(readDraft({ ...draftOf(defaultOptions), threshold: ' 0,9 ' }).options?.threshold, 0.9);
  });

  it('tells options apart by what they compute', () => {
    assert.ok(sameOptions(defaultOptions, { ...defaultOptions, transposeA: undefined, measures: undefined }));
    const changes: Partial<CompareOptions>[] = [
      { svcca: { rule: 'unsquared', fraction: 0.99 } },
      { svcca: { rule: 'variance', fraction: 0.9 } },
      { epsilon: 1 },
      { threshold: 0 },
      { transposeA: false },
      { transposeB: true },
      { dropNonFinite: true },
      { robust: true },
      { measures: ['cca'] },
      { neighbours: 5 },
      { bandwidth: 2 },
      { calibrate: { permutations: 19, alpha: 0.05, seed: 0 } },
      { recipe: { conv: 'pool' } },
      { recipe: { layout: 'nchw' } },
      { recipe: { sequence: 'last' } },
      { recipe: { subsample: { every: 2 } } },
    ];
    for (const change of changes) {
      assert.ok(!sameOptions(defaultOptions, { ...defaultOptions, ...change }), JSON.stringify(change));
    }
  });
});
