import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { FromArray } from '../../src/protocol/arrayMessages';
import { parseArrayMessage } from '../../src/vscode/parseArrayMessage';

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('parseArrayMessage', () => {
  const ranges: [number, number][] = [
    [0, 20],
    [3, 4],
    [5, 5],
  ];
  const window: FromArray = { type: 'window', id: 7, ranges, axes: [2, 0], texts: true };

  it('gives back what a page sends', () => {
    const messages: FromArray[] = [
      { type: 'member', name: 'net/kernel' },
      window,
      { type: 'window', id: 1, ranges: [], axes: [], texts: false },
      { type: 'statistics', axis: null, asked: false },
      { type: 'statistics', axis: 3, asked: true },
      { type: 'spectrum', asked: true },
      { type: 'spectrum', recipe: { conv: 'flatten', layout: 'nhwc', subsample: { every: 2 } }, asked: false },
      { type: 'cancel', what: 'window' },
      { type: 'bfloat16' },
    ];
    for (const message of messages) assert.deepEqual(parseArrayMessage(json(message)), message);
    // JSON has no undefined, and what nobody asked for is left out.
    assert.deepEqual(parseArrayMessage({ type: 'spectrum', recipe: null, asked: true, more: 1 }), {
      type: 'spectrum',
      asked: true,
    });
  });

  const wrong: [string, unknown][] = [
    ['nothing', undefined],
    ['a word', 'bfloat16'],
    ['a message that there is not', { type: 'remove' }],
    ['a member that is no name', { type: 'member', name: 3 }],
    ['a window without a number', { ...window, id: undefined }],
    ['a range that ends before it begins', { ...window, ranges: [[4, 3]], axes: [0] }],
    ['half an index', { ...window, ranges: [[0, 1.5]], axes: [0] }],
    ['a range below 0', { ...window, ranges: [[-1, 3]], axes: [0] }],
    ['a range of one end', { ...window, ranges: [[1]], axes: [0] }],
    ['an axis without a range', { ...window, axes: [3] }],
    ['an axis twice', { ...window, axes: [0, 0] }],
    ['ranges that are none', { ...window, ranges: 'all' }],
    ['texts neither wanted nor not', { ...window, texts: null }],
    ['statistics of half an axis', { type: 'statistics', axis: 0.5, asked: true }],
    ['statistics of no axis that is named', { type: 'statistics', asked: true }],
    ['an unknown recipe', { type: 'spectrum', recipe: { conv: 'fold' }, asked: true }],
    ['a spectrum that nobody knows whether it was asked for', { type: 'spectrum' }],
    ['the end of something else', { type: 'cancel', what: 'all' }],
  ];
  for (const [what, message] of wrong) {
    it(`refuses ${what}`, () => assert.equal(parseArrayMessage(message), undefined));
  }
});
