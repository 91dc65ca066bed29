import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { tableText } from '../../src/cli/tableText';

describe('tableText', () => {
  const columns = Array.from({ length: 12 }, (_, layer) => `model.layers.${layer}.post_attention_layernorm`);
  const values = [columns.map((_, layer) => layer / 20), columns.map(() => null)];

  it('says once above a wide table what the names of its columns have in common', () => {
    const [shared, head, first, second] = tableText(values, { rows: ['step_0', 'step_100'], columns });
    assert.equal(shared, '(columns: model.layers.*.post_attention_layernorm)');
    assert.deepEqual(head!.trim().split(/\s+/), ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11']);
    assert.match(first!, /^step_0 {4}0\.0000 {2}0\.0500 .* 0\.5500$/);
    assert.match(second!, /^step_100( {7}-){12}$/);
  });

  it('leaves names of a narrow table, and such as have nothing in common, as they are', () => {
    assert.match(tableText([[0.5, 1]], { columns: ['model.a', 'model.b'] })[0]!, /^ +model\.a {2}model\.b$/);
    const apart = columns.map((_, layer) => `${'abcdefghijkl'[layer]}${'x'.repeat(12)}`);
    assert.deepEqual(tableText(values, { columns: apart })[0]!.trim().split(/\s+/), apart);
  });
});
