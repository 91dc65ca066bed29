import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { blockTexts, labelledPlaces, tickTexts, type HeatAxis } from '../../../webview/charts/heatAxis';

const measure = (text: string) => 6 * text.length;

/** An axis of so many blocks of so many layers, numbered. */
function axisOf(blocks: number, layers: number): HeatAxis {
  const names = Array.from({ length: blocks }, (_unused, block) => `model${block}`);
  return {
    title: 'Layers',
    labels: names.flatMap(() => Array.from({ length: layers }, (_unused, layer) => String(layer))),
    blocks: names.map((name, at) => ({ name, from: at * layers, to: (at + 1) * layers })),
  };
}

describe('webview/charts/heatAxis', () => {
  it('names every place that has room, and round steps of the others', () => {
    const axis = { ...axisOf(1, 12), blocks: [] };
    assert.deepEqual(labelledPlaces(axis, 20), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    assert.deepEqual(labelledPlaces(axis, 3), [0, 5, 10]);
  });

  it('begins anew in each block, and keeps away from the first name of the next', () => {
    // Layer 10 of 12 stands 8 pixels before the next block.
    assert.deepEqual(labelledPlaces(axisOf(2, 12), 4), [0, 5, 12, 17, 22]);
    assert.deepEqual(labelledPlaces(axisOf(50, 4), 3), [], 'a block has no room for two names');
  });

  it('writes names in a line, in lines, or as numbers, but cuts none off', () => {
    const axis = { title: '', labels: ['attention.query', 'feed.forward.out'], blocks: [] };
    assert.deepEqual(tickTexts(axis, 20, 100, measure), {
      texts: [
        { at: 10, text: 'attention.query', place: 0 },
        { at: 30, text: 'feed.forward.out', place: 1 },
      ],
      room: 98,
      wrapped: false,
      numbered: false,
    });
    const wrapped = tickTexts(axis, 40, 64, measure);
    assert.deepEqual([wrapped.wrapped, wrapped.room, wrapped.texts[1].text], [true, 64, 'feed.forward.out']);
    const numbered = tickTexts(axis, 20, 30, measure);
    assert.deepEqual([numbered.numbered, numbered.room, numbered.texts.map(({ text }) => text)], [true, 8, ['1', '2']]);
  });

  it('writes names of blocks along the side where all have room, else across it', () => {
    const along = blockTexts(axisOf(2, 12), 10, 100, measure);
    assert.deepEqual(
      [along.along, along.room, along.texts],
      [
        true,
        14,
        [
          { at: 60, text: 'model0', place: 0 },
          { at: 180, text: 'model1', place: 12 },
        ],
      ],
    );
    const across = blockTexts(axisOf(50, 4), 3, 100, measure);
    assert.equal(across.along, false);
    assert.deepEqual(
      across.texts.slice(0, 2).map(({ text }) => text),
      ['model0', 'model2'],
    );
    assert.deepEqual(blockTexts(axisOf(0, 4), 3, 100, measure).texts, []);
  });
});
