import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { Checker } from '../../src/facts/checker';
import { checkOptions } from '../../src/analysis/selection/checkOptions';
import { optionsFrom } from '../../src/cli/compareOptions';
import { LensError } from '../../src/facts/errors';
import { numberOptions, takes, type NumberOption } from '../../src/facts/numberOptions';
import { defaultOptions, type CompareOptions } from '../../src/facts/options';
import { layouts, orientations, rankRules, svccaRules } from '../../src/facts/pairOptions';
import { rangeOf } from '../../src/facts/schemaFacts';
import { parseOptions } from '../../src/vscode/parseRequest';
import { draftOf, readDraft } from '../../webview/state/optionsDraft';

type Field =
  'fraction' | 'dimensions' | 'epsilon' | 'threshold' | 'every' | 'firstRowSeed' | 'neighbours' | 'bandwidth';

/** A number in its place among the options. */
const inOptions: Record<Field, (value: number) => Partial<CompareOptions>> = {
  fraction: (fraction) => ({ svcca: { rule: 'variance', fraction } }),
  dimensions: (count) => ({ svcca: { rule: 'dimensions', count } }),
  epsilon: (epsilon) => ({ epsilon }),
  threshold: (threshold) => ({ threshold }),
  every: (every) => ({ recipe: { subsample: { every } } }),
  firstRowSeed: (seed) => ({ recipe: { subsample: { every: 2, seed } } }),
  neighbours: (neighbours) => ({ neighbours }),
  bandwidth: (bandwidth) => ({ bandwidth }),
};

/** As it is written on a command line. */
const inWords: Record<Field, (value: number) => Record<string, string>> = {
  fraction: (value) => ({ 'svcca-variance': String(value) }),
  dimensions: (value) => ({ 'svcca-dims': String(value) }),
  epsilon: (value) => ({ epsilon: String(value) }),
  threshold: (value) => ({ threshold: String(value) }),
  every: (value) => ({ subsample: String(value) }),
  firstRowSeed: (value) => ({ subsample: `2:${value}` }),
  neighbours: (value) => ({ neighbours: String(value) }),
  bandwidth: (value) => ({ bandwidth: String(value) }),
};

/** As it is typed into a page. */
const inDraft: Record<Field, (value: number) => Parameters<typeof readDraft>[0]> = {
  fraction: (value) => ({ ...draftOf(defaultOptions), fraction: String(value) }),
  dimensions: (value) => ({ ...draftOf(defaultOptions), rule: 'dimensions', dimensions: String(value) }),
  epsilon: (value) => ({ ...draftOf(defaultOptions), epsilon: String(value) }),
  threshold: (value) => ({ ...draftOf(defaultOptions), threshold: String(value) }),
  every: (value) => ({ ...draftOf(defaultOptions), every: String(value) }),
  firstRowSeed: (value) => ({ ...draftOf(defaultOptions), every: '2', seed: String(value) }),
  neighbours: (value) => ({ ...draftOf({ ...defaultOptions, measures: ['knn'] }), neighbours: String(value) }),
  bandwidth: (value) => ({ ...draftOf({ ...defaultOptions, measures: ['rbfCka'] }), bandwidth: String(value) }),
};

const onCommandLine = (values: Record<string, string>): boolean => {
  try {
    optionsFrom(values);
    return true;
  } catch (error) {
    assert.ok(error instanceof LensError && error.code === 'usage');
    return false;
  }
};

const inSelection = (options: CompareOptions): boolean => {
  const check = new Checker();
  checkOptions(check, options, 'options');
  return check.problems.length === 0;
};

describe('facts/numberOptions', () => {
  it('takes its ends or not, whole numbers alone where they are wanted, and nothing that is no number', () => {
    assert.deepEqual(
      [0, 1e-9, 1, 1.1].map((value) => takes(numberOptions.fraction, value)),
      [false, true, true, false],
    );
    assert.deepEqual(
      [0, 0.99, 1].map((value) => takes(numberOptions.epsilon, value)),
      [true, true, false],
    );
    assert.deepEqual(
      [0, 1, 1.5, 2 ** 40].map((value) => takes(numberOptions.every, value)),
      [false, true, false, true],
    );
    for (const value of [NaN, Infinity, '1', null, undefined]) assert.ok(!takes(numberOptions.threshold, value));
  });

  it('has defaults that it takes', () => {
    for (const option of Object.values(numberOptions) as NumberOption[])
      assert.ok(option.usual === undefined || takes(option, option.usual), option.needed);
  });

  for (const field of Object.keys(inOptions) as Field[]) {
    it(`is taken alike by the command line, selections, pages and the host: ${field}`, () => {
      const option: NumberOption = numberOptions[field];
      for (const value of [-1, 0, 1e-3, 0.5, 1, 1.5, 2, 999, 2 ** 31 + 1, 2 ** 32 - 1, 2 ** 32, 2 ** 60]) {
        const options = { ...defaultOptions, ...inOptions[field](value) };
        const readers = [
          onCommandLine(inWords[field](value)),
          inSelection(options),
          readDraft(inDraft[field](value)).options !== undefined,
          parseOptions(options) !== undefined,
        ];
        assert.deepEqual(new Set(readers), new Set([takes(option, value)]), `${field} ${value}: ${readers.join()}`);
      }
    });
  }

  it('is what a command line comes to that says nothing', () => {
    const said = Object.entries(optionsFrom({})).filter(([, value]) => value !== undefined);
    assert.deepEqual(Object.fromEntries(said), defaultOptions);
  });

  it('is what package.json says of settings', () => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      contributes: { configuration: { properties: Record<string, Record<string, unknown>> } };
    };
    const { properties } = contributes.configuration;
    const setting = (name: string): Record<string, unknown> => properties[`ccaLens.${name}`]!;
    const bounds = ['type', 'minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum'];
    for (const [name, option] of [
      ['svccaVariance', numberOptions.fraction],
      ['svccaDimensions', numberOptions.dimensions],
      ['epsilon', numberOptions.epsilon],
      ['threshold', numberOptions.threshold],
      ['neighbours', numberOptions.neighbours],
      ['bandwidth', numberOptions.bandwidth],
    ] as const) {
      const said = Object.fromEntries(Object.entries(setting(name)).filter(([key]) => bounds.includes(key)));
      assert.deepEqual([said, setting(name).default], [rangeOf(option), option.usual], name);
    }
    // 0 leaves it to the engine.
    const workers = setting('workers');
    assert.deepEqual([workers.minimum, workers.maximum, workers.default], [0, numberOptions.workers.most, 0]);
    for (const [name, words] of [
      ['svccaRule', svccaRules],
      ['rank', rankRules],
      ['orientation', orientations],
      ['layout', ['auto', ...layouts]],
    ] as const)
      assert.deepEqual([setting(name).enum, setting(name).default], [words, words[0]], name);
    for (const name of ['dropNonFinite', 'robust'] as const) assert.equal(setting(name).default, defaultOptions[name]);
  });
});
