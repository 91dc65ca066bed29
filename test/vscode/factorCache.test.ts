import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CompareSpec, KnownFactors, SideIdentity } from '../../src/protocol/worker';
import { defaultOptions } from '../../src/similarity/options';
import type { SideFactors } from '../../src/similarity/pairFactors';
import { FactorCache } from '../../src/vscode/factorCache';

function side(name: string, features: number, rank: number): SideFactors {
  return {
    name,
    features,
    mean: new Float64Array(features),
    columns: new Int32Array(features),
    dropped: [],
    rank,
    singularValues: new Float64Array(rank),
    scaleExponent: 0,
    squaredRowNorms: new Float64Array(10),
  };
}

function identity(path: string): SideIdentity {
  return { address: { path }, byteLength: 1, modifiedMs: 1, shape: [10, 1], dtype: '<f8', transposed: false };
}

/** Factors of a 3-neuron and a 2-neuron side. */
function knownPair(a: string, b: string): KnownFactors {
  return {
    factors: {
      samples: 10,
      a: side(a, 3, 3),
      b: side(b, 2, 2),
      cross: { rows: 3, columns: 2, data: Float64Array.of(1, 2, 3, 4, 5, 6) },
      route: { name: 'qr', condition: { a: 7, b: 8 }, reason: 'because' },
      notices: [],
    },
    a: identity(a),
    b: identity(b),
  };
}

const spec = (a: string, b: string, change: Partial<CompareSpec['options']> = {}): CompareSpec => ({
  a: { path: a },
  b: { path: b },
  options: { ...defaultOptions, ...change },
});

describe('FactorCache', () => {
  it('knows a pair whatever the options that only use the factors', () => {
    const cache = new FactorCache(1e6);
    const known = knownPair('a', 'b');
    cache.set(spec('a', 'b'), known);
    assert.equal(cache.get(spec('a', 'b', { threshold: 0.5, epsilon: 1 })), known);
    assert.equal(cache.get(spec('a', 'c')), undefined);
    assert.equal(cache.get(spec('a', 'b', { dropNonFinite: true })), undefined);
  });

  it('knows it the other way round, every part exchanged', () => {
    const cache = new FactorCache(1e6);
    cache.set(spec('a', 'b'), knownPair('a', 'b'));
    const turned = cache.get(spec('b', 'a'));
    assert.ok(turned);
    assert.deepEqual([turned.a.address.path, turned.b.address.path], ['b', 'a']);
    assert.deepEqual([turned.factors.a.name, turned.factors.b.name], ['b', 'a']);
    assert.deepEqual(turned.factors.route.condition, { a: 8, b: 7 });
    assert.deepEqual(turned.factors.cross, { rows: 2, columns: 3, data: Float64Array.of(1, 3, 5, 2, 4, 6) });
  });

  it('lets the pair go that was not asked for the longest', () => {
    const one = new FactorCache(1e6);
    one.set(spec('a', 'b'), knownPair('a', 'b'));
    const cache = new FactorCache(2 * one.bytes);
    cache.set(spec('a', 'b'), knownPair('a', 'b'));
    cache.set(spec('c', 'd'), knownPair('c', 'd'));
    cache.get(spec('a', 'b'));
    cache.set(spec('e', 'f'), knownPair('e', 'f'));
    assert.ok(cache.get(spec('a', 'b')));
    assert.equal(cache.get(spec('c', 'd')), undefined);
    assert.ok(cache.get(spec('e', 'f')));
    assert.equal(cache.bytes, 2 * one.bytes);
  });

  it('does not hold what is larger than all it may hold', () => {
    const cache = new FactorCache(10);
    cache.set(spec('a', 'b'), knownPair('a', 'b'));
    assert.equal(cache.bytes, 0);
  });
});
