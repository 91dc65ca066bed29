import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { RecentComparison } from '../../src/protocol/inline';
import { defaultOptions } from '../../src/facts/options';
import { mostRecent, parseRecent, withNewest, without } from '../../src/vscode/inline/keptRecent';

const pair = (a: string, b: string, svcca: number | null = 0.5): RecentComparison => ({
  a: { path: a },
  b: { path: b },
  names: { a, b },
  svcca,
});

describe('keptRecent', () => {
  it('puts the newest in front, once, and lets the oldest of too many go', () => {
    let list: RecentComparison[] = [];
    for (let i = 0; i < mostRecent + 2; i++) list = withNewest(list, pair('a.npy', `b${i}.npy`));
    assert.equal(list.length, mostRecent);
    list = withNewest(list, pair('a.npy', 'b5.npy', 0.9));
    assert.deepEqual(list[0], pair('a.npy', 'b5.npy', 0.9));
    assert.equal(list.filter(({ b }) => b.path === 'b5.npy').length, 1);
  });

  it('takes the same arrays on other sides, or read otherwise, for another comparison', () => {
    const list = [pair('a.npy', 'b.npy')];
    const asBfloat16 = { ...pair('a.npy', 'b.npy'), b: { path: 'b.npy', as: 'bfloat16' as const } };
    assert.equal(withNewest(list, pair('b.npy', 'a.npy')).length, 2);
    assert.equal(withNewest(list, asBfloat16).length, 2);
    assert.deepEqual(without(list, asBfloat16), list);
    assert.deepEqual(without(list, pair('a.npy', 'b.npy', null)), []);
  });

  it('reads back what it keeps, and leaves out what is not exactly that', () => {
    const withOptions = { ...pair('e.npy', 'f.npy'), options: { ...defaultOptions, transposeA: true } };
    const dated = { ...pair('g.npy', 'h.npy'), at: 1_796_000_000_000 };
    const kept = [pair('a.npy', 'b.npz::fc1'), pair('c.npy', 'd.npy', null), withOptions, dated];
    assert.deepEqual(parseRecent(JSON.parse(JSON.stringify(kept))), kept);
    const wrong = [null, 1, {}, { ...kept[0], svcca: '1' }, { ...kept[0], names: { a: 'a' } }, { ...kept[0], a: {} }];
    assert.deepEqual(parseRecent([...wrong, kept[1]]), [kept[1]]);
    for (const value of [undefined, null, 'x', {}]) assert.deepEqual(parseRecent(value), []);
  });
});
