import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { chosenClasses, namesOfClasses, parseClassNames } from '../../../src/analysis/classes/classNames';
import { LabelsError, type Labels } from '../../../src/analysis/classes/labels';

const files = { labels: 'labels.npy', names: 'classes.txt' };
const vector: Labels = { kind: 'classes', from: 'vector', labels: Int32Array.of(0, 2), classes: 3 };
const oneHot: Labels = { kind: 'classes', from: 'one-hot', labels: Int32Array.of(0, 2), classes: 3 };

function refused(sentence: RegExp, call: () => unknown): void {
  assert.throws(call, (error) => error instanceof LabelsError && sentence.test(error.message));
}

describe('parseClassNames', () => {
  it('takes one name a line, of any line ends, and none from empty lines at the end', () => {
    assert.deepEqual(parseClassNames('cat\r\ndog \n\nhorse\n\n', 'names.txt'), ['cat', 'dog', '', 'horse']);
    assert.deepEqual(parseClassNames('\uFEFFcat\rdog', 'names'), ['cat', 'dog']);
  });

  it('takes a JSON list', () => {
    assert.deepEqual(parseClassNames('["cat", "dog, brown", 7]', 'names.JSON'), ['cat', 'dog, brown', '7']);
  });

  it('refuses other JSON', () => {
    refused(/^names\.json is not JSON; write the names of the classes as a list/, () =>
      parseClassNames('cat\n', 'names.json'),
    );
    refused(/^names\.json holds something else than a list of names/, () =>
      parseClassNames('{"0": "cat"}', 'names.json'),
    );
    refused(/something else/, () => parseClassNames('[["cat"]]', 'names.json'));
  });
});

describe('namesOfClasses', () => {
  it('numbers classes that have no names', () => {
    assert.deepEqual(namesOfClasses(vector, undefined, files), ['0', '1', '2']);
  });

  it('takes more names than a vector has classes, since the last may be absent, and as many as a matrix has columns', () => {
    assert.deepEqual(namesOfClasses(vector, ['a', 'b', 'c', 'd'], files), ['a', 'b', 'c', 'd']);
    assert.deepEqual(namesOfClasses(oneHot, ['a', 'b', 'c'], files), ['a', 'b', 'c']);
  });

  it('refuses names that do not fit, saying how many there are and should be', () => {
    refused(/^classes\.txt has 2 names, and labels\.npy numbers classes up to 2, so that 3 names are needed\.$/, () =>
      namesOfClasses(vector, ['a', 'b'], files),
    );
    refused(/^classes\.txt has 4 names, and labels\.npy has 3 columns, so that as many/, () =>
      namesOfClasses(oneHot, ['a', 'b', 'c', 'd'], files),
    );
  });
});

describe('chosenClasses', () => {
  it('takes all, or those that are listed, each once', () => {
    assert.deepEqual(chosenClasses(3, undefined), [0, 1, 2]);
    assert.deepEqual(chosenClasses(3, []), [0, 1, 2]);
    assert.deepEqual(chosenClasses(6, [5, 0, 5]), [5, 0]);
  });

  it('refuses a class that there is not', () => {
    for (const wrong of [6, -1, 1.5])
      refused(/There is no class .*numbered from 0 to 5/, () => chosenClasses(6, [0, wrong]));
  });
});
