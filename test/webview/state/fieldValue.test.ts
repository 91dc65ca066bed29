import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { numberOptions } from '../../../src/facts/numberOptions';
import { optional, optionInField } from '../../../webview/state/fieldValue';

describe('webview/state/fieldValue', () => {
  const share = optionInField(numberOptions.fraction);
  it('reads numbers, with a comma as well, and says what to enter instead of others', () => {
    assert.equal(share.read(' 0,5 '), 0.5);
    for (const text of ['', '2', 'x'])
      assert.throws(() => share.read(text), { message: numberOptions.fraction.advice });
    assert.equal(optional(share).read(' '), undefined);
    assert.throws(() => optional(share).read('2'), RangeError);
    assert.equal(optional(share).write(undefined), '');
  });
});
