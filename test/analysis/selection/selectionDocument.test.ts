import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { parseSelection } from '../../../src/analysis/selection/parseSelection';
import { rescanned } from '../../../src/analysis/selection/rescanned';
import { firstSelection } from '../../../src/analysis/selection/firstSelection';
import { selectionText } from '../../../src/analysis/selection/selectionDocument';
import { readSelection } from './readSelection';
import type { ScanOutcome } from '../../../src/protocol/scan';
import type { Selection } from '../../../src/protocol/selection';
import { defaultOptions } from '../../../src/facts/options';
import { followSchema, type Schema } from '../../cli/followSchema';

/** Every property that there is. */
const whole: Selection = {
  schema: 1,
  kind: 'cca-lens-selection',
  analysis: 'classes',
  arrays: [
    {
      path: '/data/runs/model0/layer1_batch0.npy',
      more: ['/data/runs/model0/layer1_batch1.npy'],
      model: 'model0',
      checkpoint: '',
      layer: 'layer1',
      group: 'generalizing "networks"',
      ids: '/data/ids.npy',
      mask: '/data/attention_mask.npy',
      include: true,
    },
    { path: '/elsewhere/m.npz::a/b', as: 'bfloat16', model: '', checkpoint: 'epoch_1', layer: '层', include: false },
  ],
  options: {
    svcca: { rule: 'dimensions', count: 20 },
    epsilon: 1e-6,
    threshold: 0.98,
    orientation: 'neurons',
    transposeA: true,
    transposeB: false,
    recipe: { conv: 'pool', layout: 'nchw', sequence: 'last', mask: 'none', subsample: { every: 5, seed: 3 } },
    dropNonFinite: true,
    robust: false,
    rank: 'exact',
    measures: ['cca', 'svcca'],
  },
  measure: 'pwcca',
  matrix: { rows: 'model0', columns: '' },
  dynamics: { final: 'epoch_1', threshold: 0.9, grid: true },
  groups: ['b', 'a'],
  classes: { labels: '/data/labels.npy', names: '/data/classes.txt', subset: [0, 3], logits: 'argmax' },
};
const least: Selection = {
  schema: 1,
  kind: 'cca-lens-selection',
  analysis: 'matrix',
  arrays: [],
  options: defaultOptions,
  measure: 'svcca',
};

describe('the document of a selection', () => {
  it('is refused in one sentence where brackets go deeper than any program follows', () => {
    const deep = '['.repeat(300_000) + ']'.repeat(300_000);
    const document = JSON.parse(selectionText(least, '/x')) as Record<string, unknown>;
    for (const [key, value] of [
      ['arrays', `[${deep}]`],
      ['options', deep],
      ['measure', deep],
    ] as const) {
      const text = JSON.stringify({ ...document, [key]: 'here' }).replace('"here"', value);
      assert.throws(() => readSelection(text, 'deep.ccalens.json', '/x'), {
        code: 'selection-format',
        message: /^deep\.ccalens\.json is not a selection .*brackets within brackets/,
      });
    }
    assert.throws(() => readSelection(deep, 'deep.ccalens.json', '/x'), { code: 'selection-format' });
  });

  it('reads as it was written, in every property', () => {
    for (const selection of [whole, least]) {
      for (const folder of ['/data/runs', '/data', '/', '/somewhere/else']) {
        assert.deepEqual(readSelection(selectionText(selection, folder), 'x', folder), selection);
      }
    }
  });

  it('is as its schema says, in every property', () => {
    const schema = JSON.parse(readFileSync('media/selection.schema.json', 'utf8')) as Schema;
    for (const selection of [whole, least]) followSchema(JSON.parse(selectionText(selection, '/data')), schema, schema);
    const wrong = { ...whole, options: { ...whole.options, orientation: 'columns' } };
    assert.throws(() => followSchema(wrong, schema, schema), /orientation/);
  });

  it('has relative paths, a line for each array, and the same text each time', () => {
    const text = selectionText(whole, '/data/runs');
    assert.match(text, /\n {4}\{"path":"model0\/layer1_batch0\.npy","more":\["model0\/layer1_batch1\.npy"\],/);
    assert.match(text, /"path":"\.\.\/\.\.\/elsewhere\/m\.npz::a\/b"/);
    assert.match(text, /"labels": "\.\.\/labels\.npy"/);
    const again = selectionText(readSelection(text, 'x', '/data/runs'), '/data/runs');
    assert.equal(again, text);
    const shuffled = Object.fromEntries(Object.entries(whole).reverse()) as unknown as Selection;
    assert.equal(selectionText(shuffled, '/data/runs'), text, 'whatever the order of its properties');
    assert.equal(
      selectionText(least, '/data').split('\n').length,
      JSON.stringify(least, null, 2).split('\n').length + 1,
    );
  });

  it('moves with its folder', () => {
    const moved = readSelection(selectionText(whole, '/data/runs'), 'x', '/new/place');
    assert.equal(moved.arrays[0]!.path, '/new/place/model0/layer1_batch0.npy');
    assert.equal(moved.classes?.names, '/new/classes.txt');
    const windows = readSelection(selectionText(whole, '/data/runs'), 'x', 'C:\\new\\place');
    assert.equal(windows.arrays[0]!.path, 'C:\\new\\place\\model0\\layer1_batch0.npy');
    assert.equal(windows.arrays[1]!.path, 'C:\\elsewhere\\m.npz::a/b');
  });

  it('is refused in one sentence that names the document and every problem', () => {
    const broken = structuredClone(whole) as unknown as Record<string, unknown> & { arrays: Record<string, unknown>[] };
    broken.schema = 2;
    broken.colour = 'red';
    delete broken.arrays[0]!.layer;
    broken.arrays[1]!.include = 'yes';
    (broken.options as Record<string, unknown>).epsilon = -1;
    (broken.classes as Record<string, unknown>).logits = 'rows';
    assert.throws(() => readSelection(JSON.stringify(broken), 'my.ccalens.json', '/data'), {
      code: 'selection-format',
      message:
        'my.ccalens.json is not a selection of CCA Lens: colour is not known; schema must be 1, not 2; arrays[0].layer is missing; ' +
        'arrays[1].include must be true or false, not "yes"; options.epsilon must be a number from 0 to below 1, not -1; ' +
        'classes.logits must be "columns" or "argmax", not "rows".',
    });
  });

  it('says what is wrong with a text that is no object', () => {
    const sentence = (text: string) => {
      try {
        readSelection(text, 'x.ccalens.json', '/data');
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    };
    assert.match(sentence(''), /^x\.ccalens\.json is not a selection of CCA Lens: it is empty\.$/);
    assert.match(sentence('{'), /: it is no JSON \([^\n]+\)\.$/);
    assert.match(sentence('[1]'), /: it is no JSON object\.$/);
    assert.match(sentence('null'), /: it is no JSON object\.$/);
    assert.match(
      sentence('{}'),
      /: schema is missing; kind is missing; analysis is missing; arrays is missing; options is missing; measure is missing\.$/,
    );
    const many = { ...least, arrays: Array.from({ length: 20 }, () => ({})) };
    assert.match(sentence(JSON.stringify(many)), /; and 92 more\.$/);
  });

  it('has no array twice, and nothing that is out of its range', () => {
    const problemsOf = (change: (selection: Selection) => void) => {
      const selection = structuredClone(whole) as Selection;
      change(selection);
      const parsed = parseSelection(selection);
      return 'problems' in parsed ? parsed.problems : [];
    };
    assert.deepEqual(
      problemsOf(() => undefined),
      [],
    );
    assert.deepEqual(
      problemsOf(({ arrays }) => (arrays[1]!.path = arrays[0]!.path)),
      ['arrays[1].path is that of arrays[0]'],
    );
    assert.deepEqual(
      problemsOf((selection) => (selection.groups = ['a', 'b', 'a'])),
      ['groups has "a" twice'],
    );
    assert.deepEqual(
      problemsOf((selection) => (selection.dynamics!.threshold = 1.1)),
      ['dynamics.threshold must be a number from 0 to 1, not 1.1'],
    );
    assert.deepEqual(
      problemsOf((selection) => (selection.classes!.subset = [1.5])),
      ['classes.subset[0] must be a whole number from 0, not 1.5'],
    );
    assert.deepEqual(
      problemsOf((selection) => (selection.options.svcca = { rule: 'variance', fraction: 0 })),
      ['options.svcca.fraction must be a number above 0 up to 1, not 0'],
    );
    assert.deepEqual(
      problemsOf((selection) => (selection.options.orientation = 'columns' as 'samples')),
      ['options.orientation must be "samples" or "neurons", not "columns"'],
    );
    assert.deepEqual(
      problemsOf((selection) => (selection.options.recipe!.subsample!.every = 0)),
      ['options.recipe.subsample.every must be a whole number above 0, not 0'],
    );
  });

  it('takes null for absent where something may be absent, as a page that keeps JSON has it', () => {
    const kept = JSON.parse(JSON.stringify({ ...least, groups: null, classes: null, $schema: 'x' })) as unknown;
    assert.deepEqual(parseSelection(kept), { selection: least });
  });
});

describe('firstSelection and rescanned', () => {
  const found: ScanOutcome = {
    arrays: ['a', 'b'].map((layer) => ({
      path: `/data/${layer}.npy`,
      model: '',
      checkpoint: '',
      layer,
      include: true,
      shape: [10, 3],
      dtype: '<f4',
    })),
    beside: [
      { path: '/data/labels.npy', kind: 'labels', reason: '' },
      { path: '/names.txt', kind: 'names', reason: '' },
      { path: '/data/classes.txt', kind: 'names', reason: '' },
    ],
    unreadable: [],
    notices: [],
    proposals: [
      { analysis: 'matrix', reason: '' },
      { analysis: 'classes', reason: '' },
    ],
  };

  it('begin with the first proposal and the labels that fit, and give a sound document', () => {
    const selection = firstSelection(found, defaultOptions);
    assert.equal(selection.analysis, 'matrix');
    assert.deepEqual(selection.classes, { labels: '/data/labels.npy', names: '/data/classes.txt', logits: 'columns' });
    assert.deepEqual(parseSelection(selection), { selection });
    const without = firstSelection({ ...found, proposals: [] }, defaultOptions);
    assert.equal(without.classes, undefined, 'labels that fit nothing are not taken');
  });

  it('keep what people chose for files that are still there', () => {
    const before = firstSelection(found, defaultOptions);
    before.arrays[1] = { ...before.arrays[1]!, layer: 'mine', group: 'g', include: false };
    before.measure = 'cka';
    const now = { ...found, arrays: [found.arrays[1]!, { ...found.arrays[0]!, path: '/data/c.npy', layer: 'c' }] };
    const after = rescanned(before, now, ['/data']);
    assert.deepEqual(
      after.arrays.map(({ path, layer, group, include }) => [path, layer, group, include]),
      [
        ['/data/b.npy', 'mine', 'g', false],
        ['/data/c.npy', 'c', undefined, true],
      ],
    );
    assert.equal(after.measure, 'cka');
  });

  it('keep the order of layers that people gave them, with new ones where they are found', () => {
    const [a, b] = found.arrays as [ScanOutcome['arrays'][number], ScanOutcome['arrays'][number]];
    const before = firstSelection({ ...found, arrays: [b, a] }, defaultOptions);
    const now = { ...found, arrays: [a, { ...a, path: '/data/a2.npy', layer: 'a2' }, b] };
    assert.deepEqual(
      rescanned(before, now, ['/data']).arrays.map(({ layer }) => layer),
      ['b', 'a2', 'a'],
    );
  });

  it('take ids and batches as they are on disk now, but for ids that lie elsewhere', () => {
    const [a, b] = found.arrays as [ScanOutcome['arrays'][number], ScanOutcome['arrays'][number]];
    const before = firstSelection(
      { ...found, arrays: [{ ...a, ids: '/data/ids.npy', more: ['/data/a2.npy'] }, b] },
      defaultOptions,
    );
    before.arrays[1] = { ...before.arrays[1]!, ids: '/other/ids.npy' };
    assert.deepEqual(
      rescanned(before, found, ['/data']).arrays.map(({ ids, more }) => [ids, more]),
      [
        [undefined, undefined],
        ['/other/ids.npy', undefined],
      ],
    );
    const again = { ...found, arrays: [{ ...a, more: ['/data/b.npy'] }] };
    const split = { ...before, arrays: [{ ...a, layer: 'a part' }, b] };
    const layersOf = ({ arrays }: Selection) => arrays.map(({ layer, more }) => [layer, more]);
    assert.deepEqual(
      layersOf(rescanned(split, again, ['/data'])),
      [
        ['a part', undefined],
        ['b', undefined],
      ],
      'what was split by hand stays so',
    );
    assert.deepEqual(
      layersOf(rescanned(split, again, ['/data'], true)),
      [['a', ['/data/b.npy']]],
      'until it is chosen',
    );
    const joined = { ...before, arrays: [{ ...a, layer: 'both', more: ['/data/b.npy'] }] };
    assert.deepEqual(
      layersOf(rescanned(joined, found, ['/data'])),
      [['both', ['/data/b.npy']]],
      'and so what was joined',
    );
    assert.deepEqual(layersOf(rescanned(joined, found, ['/data'], true)), [
      ['a', undefined],
      ['b', undefined],
    ]);
    const wider = { ...found, arrays: [a, { ...b, shape: [10, 4] }] };
    assert.equal(rescanned(joined, wider, ['/data']).arrays.length, 2, 'what cannot be joined any more is apart');
    const now = { ...found, arrays: [{ ...a, ids: '/data/new_ids.npy' }, b] };
    assert.equal(rescanned(before, now, ['/data']).arrays[0]!.ids, '/data/new_ids.npy');
  });
});
