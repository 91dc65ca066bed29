import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { sparkHeight, sparkline, sparkWidth } from '../../../webview/charts/sparkline';

describe('webview/charts/sparkline', () => {
  it('draws from the left edge to the right one, high values at the top', () => {
    const { line, level } = sparkline([0, 0.5, 1], [0.25, 0.25, 0.25], 0, 1);
    assert.equal(line, `M0 ${sparkHeight}L${sparkWidth / 2} ${sparkHeight / 2}L${sparkWidth} 0`);
    assert.equal(level, `M0 33L60 33L120 33`);
  });

  it('breaks where a value is missing, and shows one that stands alone', () => {
    assert.equal(sparkline([1, null, 0], [], 0, 1).line, `M0 0h0.01M120 ${sparkHeight}h0.01`);
  });

  it('draws what lies beyond the scale on its edge', () => {
    assert.equal(sparkline([-2, 3], [], 0, 1).line, `M0 ${sparkHeight}L120 0`);
  });
});
