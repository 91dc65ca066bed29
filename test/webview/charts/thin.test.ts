import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { thin } from '../../../webview/charts/thin';

describe('webview/charts/thin', () => {
  const flat = Array.from({ length: 10_000 }, (_unused, x) => ({ x, y: 0 }));

  it('leaves few points alone, in a new list', () => {
    const few = flat.slice(0, 100);
    assert.deepEqual(thin(few, 100), few);
    assert.notEqual(thin(few, 100), few);
  });

  it('keeps every spike, upward and downward, in order', () => {
    const points = flat.map((point) => ({ ...point }));
    points[1234].y = 5;
    points[1235].y = -5;
    points[9999].y = 7;
    const kept = thin(points, 200);
    assert.ok(kept.length <= 202);
    for (const x of [1234, 1235, 9999])
      assert.ok(
        kept.some((point) => point.x === x),
        String(x),
      );
    assert.ok(kept.every((point, index) => index === 0 || point.x > kept[index - 1].x));
  });
});
