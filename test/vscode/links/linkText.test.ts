import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { savedComparison } from '../../../src/analysis/selection/comparisonDocument';
import { defaultOptions, type CompareOptions } from '../../../src/facts/options';
import { linkText, mostLinkLength, parseLink, type LinkedView } from '../../../src/vscode/links/linkText';
import { everything, selectionOf } from '../../analysis/selections';

const pair = savedComparison({ a: { path: 'x/a.npy' }, b: { path: 'm.npz::b/c' }, options: defaultOptions });
const selection = selectionOf('matrix', everything(['m'], ['c'], ['l1', 'l2']), { measure: 'cka' });

/** What measures of samples are asked, and calibrating. */
const further: Partial<CompareOptions> = {
  neighbours: 5,
  bandwidth: 0.5,
  measures: ['cka'],
  calibrate: { permutations: 19, alpha: 0.1, seed: 3 },
};

/** The link of any value, as one who means harm would make it. */
const hostile = (value: unknown) => `view=${Buffer.from(JSON.stringify(value)).toString('base64url')}`;
const sentence = (query: string, path = '/open') => {
  try {
    parseLink(path, query);
    return 'followed';
  } catch (error) {
    assert.equal((error as { code?: string }).code, 'link', String(error));
    return (error as Error).message;
  }
};

describe('links to views', () => {
  it('ask for what they were made of, in letters that nothing on the way changes', () => {
    const views: LinkedView[] = [
      { folder: 'exp "1" ↔ 2', view: pair },
      { folder: 'exp', view: selection },
      { folder: 'exp', view: { ...pair, options: { ...pair.options, ...further } } },
      { folder: 'exp', view: { ...selection, options: { ...selection.options, ...further } } },
      { folder: 'exp', document: 'sub/choice.ccalens.json' },
    ];
    for (const linked of views) {
      const link = linkText('vscode', 'cca-lens.cca-lens', linked);
      const [, path, query] = /^vscode:\/\/cca-lens\.cca-lens(\/open)\?(view=[A-Za-z0-9_-]+)$/.exec(link) ?? [];
      assert.deepEqual(parseLink(path!, query!), linked);
    }
  });

  it('are refused in one sentence for whatever else they ask', () => {
    const view = { link: 1, folder: 'exp', view: pair };
    assert.equal(sentence(hostile(view)), 'followed');
    for (const [query, said] of [
      ['', /it has no view, or something beside it/],
      ['view=', /it has no view/],
      [`${hostile(view)}&command=workbench.action.terminal.new`, /something beside it/],
      [`${hostile(view)}&${hostile(view)}`, /something beside it/],
      ['view=%7B%7D', /it has no view/],
      ['view=AAAA', /no JSON/],
      [hostile([]), /its view is no JSON object/],
      [hostile(7), /its view is no JSON object/],
      [hostile({}), /link is missing; folder is missing; view is missing/],
      [hostile({ ...view, link: 2 }), /link must be 1, not 2/],
      [hostile({ ...view, folder: { x: 1 } }), /folder must be a text/],
      [hostile({ ...view, command: 'x' }), /command is not known/],
      [hostile({ ...view, setting: { 'ccaLens.memoryBudget': 1 } }), /setting is not known/],
      [hostile({ ...view, document: 'x.ccalens.json' }), /view is not known/],
      [
        hostile({ ...view, view: { ...pair, command: 'x' } }),
        /its view is not a saved comparison .*command is not known/,
      ],
      [hostile({ ...view, view: { ...pair, kind: 'cca-lens-command' } }), /kind must be/],
      [
        hostile({ ...view, view: { ...pair, options: { ...defaultOptions, epsilon: -1 } } }),
        /options\.epsilon must be/,
      ],
      [
        hostile({ ...view, view: { ...pair, options: { ...defaultOptions, workers: 9 } } }),
        /options\.workers is not known/,
      ],
      [hostile({ ...view, view: { ...selection, arrays: [{}] } }), /its view is not a selection/],
      [hostile({ link: 1, folder: 'exp', document: 'run.sh' }), /run\.sh is no \*\.ccalens\.json file/],
      [hostile({ link: 1, folder: 'exp', document: '../x.ccalens.json' }), /leads out of its folder/],
      [hostile({ link: 1, folder: 'exp', document: ['x'] }), /document must be/],
    ] as const) {
      const message = sentence(query);
      assert.match(message, said);
      assert.match(
        message,
        /^This link to CCA Lens was not followed: .*\. Ask for it again, or open the files yourself\.$/,
      );
    }
    for (const path of ['', '/', '/Open', '/open/', '/run', '/open/../run'])
      assert.match(sentence(hostile(view), path), /cannot do/);
    assert.match(sentence(`view=${'A'.repeat(mostLinkLength)}`), /more than 16,000 characters/);
    const deep = `view=${Buffer.from('['.repeat(5000) + ']'.repeat(5000)).toString('base64url')}`;
    assert.match(sentence(deep), /no JSON object/);
  });

  it('have no path that is absolute, an address, or goes up, in any place that has one', () => {
    const bad = {
      '/etc/passwd': /absolute path/,
      'C:\\x.npy': /absolute path/,
      'c:x.npy': /absolute path/,
      '\\\\host\\share\\x.npy': /absolute path/,
      '\\x.npy': /absolute path/,
      '//host/x.npy': /absolute path/,
      'file:///etc/x.npy': /absolute path/,
      'vscode-remote://x/y.npy': /absolute path/,
      '../x.npy': /leads out of its folder/,
      'a/../../x.npy': /leads out of its folder/,
      'a\\..\\x.npy': /leads out of its folder/,
      'm.npz::../x': /leads out of its folder/,
      '..': /leads out of its folder/,
      'x\0.npy': /is no path/,
    };
    const of = (view: unknown) => sentence(hostile({ link: 1, folder: 'exp', view }));
    const [first] = selection.arrays;
    for (const [path, said] of Object.entries(bad)) {
      for (const a of [
        { path },
        { path: 'x.npy', more: [path] },
        { path: 'x.npy', mask: path },
        { path: 'x.npy', order: { own: path, wanted: 'y.npy' } },
        { path: 'x.npy', order: { own: 'y.npy', wanted: path } },
      ]) {
        assert.match(of({ ...pair, a }), said);
        assert.match(of({ ...pair, b: a }), said);
      }
      for (const array of [{ path }, { more: [path] }, { ids: path }, { mask: path }, { path, include: false }])
        assert.match(of({ ...selection, arrays: [{ ...first, ...array }] }), said);
      assert.match(of({ ...selection, classes: { labels: path, logits: 'columns' } }), said);
      assert.match(of({ ...selection, classes: { labels: 'l.npy', names: path, logits: 'columns' } }), said);
    }
    for (const path of ['a..b/..c.npy', 'a/.hidden.npy', 'file.npz::layer:0', '层/é x.npy'])
      assert.equal(of({ ...pair, a: { path } }), 'followed', path);
  });
});
