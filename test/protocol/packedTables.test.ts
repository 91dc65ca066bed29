import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { packTables, unpackTables } from '../../src/protocol/packedTables';

describe('packTables', () => {
  const table = (rows: number, columns: number) =>
    Array.from({ length: rows }, (_, i) =>
      Array.from({ length: columns }, (_, j) => ((i + j) % 7 ? i / (j + 1) : null)),
    );

  it('makes bytes of large tables wherever they are, and of nothing else', () => {
    const small = { rows: ['a', 'b'], values: table(3, 3), bytes: new Uint8Array(2000) };
    const message = {
      type: 'state',
      state: { small, grids: [table(40, 40), table(40, 40)], values: { cca: table(64, 16) } },
    };
    const packed = packTables(message);
    const text = JSON.stringify(packed, (_key, value: unknown) =>
      value instanceof Float64Array ? value.length : value,
    );
    assert.equal(packed.state.small, small);
    assert.deepEqual(text.match(/"numbers":\d+/g), ['"numbers":1600', '"numbers":1600', '"numbers":1024']);
    assert.deepEqual(unpackTables(packed), message);
  });

  it('leaves alone what is not a table of finite numbers and null throughout', () => {
    const ragged = table(40, 40);
    ragged[7]!.pop();
    for (const list of [ragged, [...table(40, 40), ['a']], [[], []], table(2000, 0)])
      assert.equal(packTables(list), list);
    const unclear = table(40, 40);
    unclear[3]![3] = NaN;
    assert.equal(packTables(unclear), unclear);
    const list = Array.from({ length: 2000 }, (_, i) => i);
    assert.equal(packTables({ list }).list, list);
    assert.equal(unpackTables(undefined), undefined);
  });
});
