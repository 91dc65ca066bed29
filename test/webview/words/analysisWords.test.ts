import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { analysisRemedies } from '../../../webview/words/analysisRemedies';
import { resultFacts } from '../../../webview/words/analysisWords';
import { duration, estimateText } from '../../../webview/words/estimateText';
import { numberInField, optional } from '../../../webview/state/fieldValue';
import { sampleClasses, sampleDynamics, sampleGroups, sampleMatrix, smallMatrix } from '../sampleAnalyses';

describe('webview/estimateText', () => {
  it('says times as people do', () => {
    assert.deepEqual([0.2, 8.4, 89, 119, 5400, 9000].map(duration), [
      'under a second',
      '8 s',
      '89 s',
      '2 min',
      '1 h 30 min',
      '2 h 30 min',
    ]);
    assert.equal(duration(7200), '2 h');
  });

  it('fits into one line', () => {
    const estimate = {
      arrays: 12,
      pairs: 66,
      knownPairs: 12,
      bytesToRead: 1.2 * 2 ** 30,
      seconds: 118,
      memoryBytes: 340 * 2 ** 20,
      problems: [],
      notices: [],
    };
    assert.equal(estimateText(estimate, 'pair'), '66 pairs, 12 known; reads 1.2 GiB; about 2 min; 340 MiB of memory');
    assert.equal(
      estimateText({ ...estimate, pairs: 1, knownPairs: 0, seconds: 0.1 }, 'layer'),
      '1 layer; reads 1.2 GiB; under a second; 340 MiB of memory',
    );
  });
});

describe('webview/analysisWords', () => {
  it('says what each result is made of', () => {
    assert.equal(
      resultFacts({ ...sampleMatrix(2, 3), known: 4 }),
      '6 layers · 1,000 samples · 4 known from before · 3 s',
    );
    const differing = { ...sampleMatrix(2, 3), warnings: [{ code: 'samples-differ', message: '' }] };
    assert.match(resultFacts(differing), / · up to 1,000 samples · /);
    assert.match(resultFacts(smallMatrix()), /^2 × 3 layers/);
    assert.match(resultFacts(sampleDynamics()), /^1 model · 6 checkpoints/);
    assert.match(resultFacts(sampleGroups()), /^2 groups · 4 layers/);
    assert.match(resultFacts(sampleClasses(5)), /^5 classes · 12 layers/);
  });
});

describe('webview/analysisRemedies', () => {
  const sent = (code: string, subject = true) => analysisRemedies(code, subject).map(({ message }) => message.type);
  it('offers what may help, and never nothing', () => {
    assert.deepEqual(sent('memory-budget'), ['showMemoryBudget', 'setup', 'run']);
    assert.deepEqual(sent('cancelled'), ['run', 'setup']);
    assert.deepEqual(sent('anything'), ['setup', 'run']);
    assert.deepEqual(sent('anything', false), ['again']);
    assert.deepEqual(sent('selection-format', false), ['openAsText']);
  });
});

describe('webview/fieldValue', () => {
  const share = numberInField((value) => value > 0 && value <= 1, 'Enter a share.');
  it('reads numbers, with a comma as well, and says what to enter instead of others', () => {
    assert.equal(share.read(' 0,5 '), 0.5);
    for (const text of ['', '2', 'x']) assert.throws(() => share.read(text), { message: 'Enter a share.' });
    assert.equal(optional(share).read(' '), undefined);
    assert.throws(() => optional(share).read('2'), RangeError);
    assert.equal(optional(share).write(undefined), '');
  });
});
