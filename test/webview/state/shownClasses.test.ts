import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { filterClasses, nullOfClass } from '../../../webview/state/shownClasses';
import { sampleClasses } from '../sampleAnalyses';

describe('shownClasses', () => {
  const result = sampleClasses(12);

  it('finds classes by part of a name, or by number where a number is typed', () => {
    assert.equal(filterClasses(result, '').length, 12);
    assert.deepEqual(filterClasses(result, '1'), [1]);
    assert.deepEqual(filterClasses(result, 'class 1'), [1, 10, 11]);
    assert.deepEqual(filterClasses(result, '2, CLASS 3'), [2, 3]);
    assert.deepEqual(filterClasses(result, 'cat'), []);
  });

  it('knows what unrelated data give', () => {
    const [layer] = result.layers;
    assert.equal(nullOfClass({ ...layer, nullR2: 0.25 }, 'R'), 0.5);
    assert.equal(nullOfClass(layer, 'adjusted'), 0);
  });
});
