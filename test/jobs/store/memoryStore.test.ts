import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { MemoryStore } from '../../../src/jobs/store/memoryStore';

const numbers = (count: number): Float64Array => new Float64Array(count);

describe('MemoryStore', () => {
  it('gives back what was put last', () => {
    const store = new MemoryStore(1000);
    const value = { X: numbers(3), name: 'a' };
    store.put('a', value);
    assert.equal(store.get('a'), value);
    store.put('a', numbers(1));
    assert.deepEqual(store.get('a'), numbers(1));
    assert.equal(store.get('b'), undefined);
  });

  it('lets the least recently used go first, and never holds more than it may', () => {
    const store = new MemoryStore(8 * 10);
    store.put('a', numbers(4));
    store.put('b', numbers(4));
    store.get('a');
    store.put('c', numbers(4));
    assert.deepEqual(
      ['a', 'b', 'c'].map((key) => store.get(key) !== undefined),
      [true, false, true],
    );
    assert.equal(store.bytes, 64);
    store.put('d', numbers(10));
    assert.deepEqual(
      ['a', 'c', 'd'].map((key) => store.get(key) !== undefined),
      [false, false, true],
    );
    assert.equal(store.bytes, 80);
    for (let i = 0; i < 100; i++) {
      store.put(`${i % 13}`, numbers(i % 11));
      assert.ok(store.bytes <= 80);
    }
  });

  it('counts what nested values hold, and a key once', () => {
    const store = new MemoryStore(1000);
    store.put('a', { side: { X: numbers(5), columns: new Int32Array(3), list: [1, 2] }, text: 'name' });
    assert.equal(store.bytes, 40 + 12 + 16 + 8);
    store.put('a', numbers(2));
    assert.equal(store.bytes, 16);
  });

  it('does not take what alone is too large, and forgets what was under that key', () => {
    const store = new MemoryStore(80);
    store.put('a', numbers(5));
    store.put('b', numbers(2));
    store.put('a', numbers(11));
    assert.equal(store.get('a'), undefined);
    assert.ok(store.get('b'));
    assert.equal(store.bytes, 16);
  });
});
