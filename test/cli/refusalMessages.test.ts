import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { refusalMessages } from '../../src/cli/refusalMessages';

describe('reasons of refusals', () => {
  const reasons = (count: number) => Array.from({ length: count }, (_, i) => ({ message: `Reason ${i}.` }));

  it('are written out, each once', () => {
    assert.deepEqual(refusalMessages([...reasons(3), ...reasons(3)]), ['Reason 0.', 'Reason 1.', 'Reason 2.']);
    assert.equal(refusalMessages(reasons(21)).length, 21);
  });

  it('are counted where there are many', () => {
    const said = refusalMessages(reasons(1020));
    assert.equal(said.length, 21);
    assert.deepEqual(said.slice(19), ['Reason 19.', 'There are 1,000 more such reasons; --json lists all.']);
  });
});
