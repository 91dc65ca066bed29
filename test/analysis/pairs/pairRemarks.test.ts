import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { PairCell } from '../../../src/analysis/pairs/pairScores';
import { pairRemarks } from '../../../src/analysis/pairs/pairRemarks';
import { noticesOf } from '../../../src/facts/noticesOf';
import type { ScoreName } from '../../../src/facts/measures';
import { scored, scoresFrom } from '../selections';

const saying = (...notices: [string, string][]): PairCell => ({
  ...(scored(0.5) as Extract<PairCell, { scores: unknown }>),
  notices: notices.map(([code, message]) => ({ code, message })),
});
const nameOf = (array: number): string => `layer${array}`;

describe('pairRemarks', () => {
  it('says what one pair says of all in its own words', () => {
    const remarks = pairRemarks([[0, 1]], [saying(['noise-added', 'Few.'])], nameOf);
    assert.deepEqual(remarks, [{ code: 'noise-added', message: 'Few.' }]);
  });

  it('names the one pair of several that has something to say', () => {
    const remarks = pairRemarks(
      [
        [0, 1],
        [0, 2],
      ],
      [saying(), saying(['noise-added', 'Few.'])],
      nameOf,
    );
    assert.deepEqual(remarks, [{ code: 'noise-added', message: 'layer0 with layer2: Few.' }]);
  });

  it('counts pairs that say the same, names the first, and leaves out an array against itself', () => {
    const pairs = [0, 1, 2, 3, 4].flatMap((i): [number, number][] => [
      [i, i],
      [i, 5],
    ]);
    const cells = pairs.map(([, b]) => saying(['noise-added', b === 5 ? 'Few.' : 'Not told.']));
    cells[1] = saying(['noise-added', 'First.']);
    assert.deepEqual(pairRemarks(pairs, cells, nameOf), [
      {
        code: 'noise-added',
        message:
          '5 of 5 pairs (layer0 with layer5, layer1 with layer5, layer2 with layer5 and 2 more), of the first: First.',
      },
    ]);
  });

  it('says of each score what it has to say of it: that it is saturated, and what is about it', () => {
    const cell = saying(
      ['saturated', 'As it was kept.'],
      ['few-samples', 'Few.'],
      ['tied-coefficients', 'Ties.'],
      ['forced-ones', 'Forced.'],
    );
    assert.ok('scores' in cell);
    const wide: PairCell = {
      ...cell,
      scores: {
        ...cell.scores,
        ...scoresFrom({
          cca: 0.98,
          nullCca: 0.97,
          ccaSquared: 0.5,
          nullCcaSquared: 0.4,
          pwcca: { a: 0.98, b: 0.98, side: 'a', tie: true },
          cka: 0.98,
          nullCka: 0.96,
          ckaDebiased: 0.4,
          nullCkaDebiased: 0,
        }).scores,
      },
    };
    const remarks = pairRemarks([[0, 1]], [wide], nameOf);
    assert.deepEqual(
      remarks.map(({ code }) => code),
      ['few-samples', 'tied-coefficients', 'forced-ones', 'saturated'],
    );
    assert.match(remarks.at(-1)!.message, / give mean CCA 0\.970 and linear CKA 0\.960, so/);
    const of = (measure: ScoreName): string[] => noticesOf(remarks, measure).map(({ message }) => message);
    const told: Partial<Record<ScoreName, (string | RegExp)[]>> = {
      cca: ['Few.', 'Forced.', /^Saturated: unrelated data of this size give mean CCA 0\.970, so/],
      ccaSquared: ['Few.', 'Forced.'],
      pwcca: ['Few.', 'Ties.', 'Forced.', /^Saturated: unrelated data of this size give PWCCA 0\.970, so/],
      cka: ['Few.', /^Saturated: unrelated data of this size give linear CKA 0\.960, so/],
      ckaDebiased: [],
    };
    for (const [measure, words] of Object.entries(told)) {
      const found = of(measure as ScoreName);
      assert.equal(found.length, words.length, `${measure}: ${found.join(' | ')}`);
      words.forEach((word, i) => assert.match(found[i]!, new RegExp(word)));
    }
    assert.ok(noticesOf(remarks, 'cca').every((notice) => !('byScore' in notice)));
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
