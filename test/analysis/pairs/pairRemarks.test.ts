import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { PairCell } from '../../../src/analysis/pairs/pairScores';
import { pairRemarks } from '../../../src/analysis/pairs/pairRemarks';
import type { MatrixMeasure } from '../../../src/protocol/worker';
import { scored } from '../selections';

const saying = (...notices: [string, string][]): PairCell => ({
  ...(scored(0.5) as Extract<PairCell, { scores: unknown }>),
  notices: notices.map(([code, message]) => ({ code, message })),
});
const nameOf = (array: number): string => `layer${array}`;

describe('pairRemarks', () => {
  it('says what one pair says of all in its own words', () => {
    const remarks = pairRemarks([[0, 1]], [saying(['few-samples', 'Few.'])], nameOf);
    assert.deepEqual(remarks, [{ code: 'few-samples', message: 'Few.' }]);
  });

  it('names the one pair of several that has something to say', () => {
    const remarks = pairRemarks(
      [
        [0, 1],
        [0, 2],
      ],
      [saying(), saying(['few-samples', 'Few.'])],
      nameOf,
    );
    assert.deepEqual(remarks, [{ code: 'few-samples', message: 'layer0 with layer2: Few.' }]);
  });

  it('counts pairs that say the same, names the first, and leaves out an array against itself', () => {
    const pairs = [0, 1, 2, 3, 4].flatMap((i): [number, number][] => [
      [i, i],
      [i, 5],
    ]);
    const cells = pairs.map(([, b]) => saying(['few-samples', b === 5 ? 'Few.' : 'Not told.']));
    cells[1] = saying(['few-samples', 'First.']);
    assert.deepEqual(pairRemarks(pairs, cells, nameOf), [
      {
        code: 'few-samples',
        message:
          '5 of 5 pairs (layer0 with layer5, layer1 with layer5, layer2 with layer5 and 2 more), of the first: First.',
      },
    ]);
  });

  it('says that scores are saturated where the one that the analysis is about is', () => {
    const cell = saying(['saturated', 'Saturated: linear CKA.'], ['few-samples', 'Few.']);
    assert.ok('scores' in cell);
    const wide: PairCell = {
      ...cell,
      scores: { ...cell.scores, cka: 0.98, nullCka: 0.97, ckaDebiased: 0.4, nullCkaDebiased: 0, nullCca: 0.3 },
    };
    const codes = (measure?: MatrixMeasure): string[] =>
      pairRemarks([[0, 1]], [wide], nameOf, measure).map(({ code }) => code);
    for (const measure of [undefined, 'cka'] as const) assert.deepEqual(codes(measure), ['saturated', 'few-samples']);
    for (const measure of ['ckaDebiased', 'cca'] as const) assert.deepEqual(codes(measure), ['few-samples'], measure);
  });

  it('says once what concerns an array, whatever it is compared with', () => {
    const dropped = (...arrays: number[]): PairCell =>
      saying(...arrays.map((i): [string, string] => ['neurons-dropped', `layer${i} lost a neuron.`]));
    const pairs: [number, number][] = [
      [0, 0],
      [0, 1],
      [0, 2],
      [3, 4],
    ];
    const remarks = pairRemarks(pairs, [dropped(0), dropped(0, 1), dropped(0, 2), dropped(3, 4)], nameOf);
    assert.deepEqual(remarks, [
      {
        code: 'neurons-dropped',
        message: 'layer0 lost a neuron. layer1 lost a neuron. layer2 lost a neuron. (And so for 2 more.)',
      },
    ]);
  });

  it('passes over pairs that were refused or are not yet computed', () => {
    const refused: PairCell = { error: { code: 'x', message: 'y' } };
    const pairs: [number, number][] = [
      [0, 1],
      [1, 2],
    ];
    assert.deepEqual(pairRemarks(pairs, [refused, undefined], nameOf), []);
  });
});
