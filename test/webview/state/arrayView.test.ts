import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { firstView, readView } from '../../../webview/state/arrayView';
import { sharesFigure } from '../../../webview/charts/sharesFigure';
import { WindowFailure, windowClient } from '../../../webview/state/windowClient';
import type { FromArray } from '../../../src/protocol/arrayMessages';
import { samplePalette } from '../sampleReport';

describe('webview/arrayView', () => {
  it('comes back as it was kept, through JSON', () => {
    const roles = { rows: 2, columns: 0, fixed: [0, 3, 0] };
    const view = { member: 'fc1', part: 'neurons' as const, roles, heat: true, place: [120, 7] as [number, number] };
    assert.deepEqual(readView(JSON.parse(JSON.stringify(view))), view);
  });

  it('is the first view where nothing that is understood was kept', () => {
    for (const kept of [undefined, null, 'x', {}, { part: 'none', place: [1], heat: 1, member: 5 }])
      assert.deepEqual(readView(kept), firstView);
  });
});

describe('webview/charts/sharesFigure', () => {
  it('marks the directions that hold 90% and 99%, and says so in words', () => {
    const outcome = {
      path: 'x.npy',
      samples: 50,
      neurons: 4,
      rank: 3,
      shares: [0.7, 0.25, 0.05],
      participationRatio: 1.8,
      effectiveRank: 2.1,
      dimensions: [
        { share: 0.9, count: 2 },
        { share: 0.99, count: 3 },
      ],
      notices: [],
    };
    const figure = sharesFigure(outcome, samplePalette);
    assert.match(figure.label, /3 principal directions.*first holds 70%.*90% of the variance is in 2 directions/);
    assert.deepEqual(figure.table.rows[1]!.slice(0, 2), [2, 0.25]);
    assert.ok(Math.abs(figure.table.rows[2]![2]! - 1) < 1e-12);
    assert.equal(figure.config.data.datasets.length, 4);
  });
});

describe('webview/windowClient', () => {
  it('gives each answer to whom asked for it', async () => {
    const sent: FromArray[] = [];
    const client = windowClient((message) => sent.push(message));
    const heard: number[] = [];
    const one = client.ask({ ranges: [[0, 1]], axes: [0] }, true, (fraction) => heard.push(fraction));
    const other = client.ask({ ranges: [[1, 2]], axes: [0] }, false);
    const [first, second] = sent as Extract<FromArray, { type: 'window' }>[];
    client.hear({ type: 'window', id: first!.id, status: 'loading', fraction: 0.5 });
    client.hear({ type: 'window', id: second!.id, status: 'failed', error: { code: 'x', message: 'No.' } });
    client.hear({ type: 'window', id: first!.id, status: 'done', outcome: { values: Float64Array.of(3) } });
    assert.equal((await one).values[0], 3);
    await assert.rejects(other, (error) => error instanceof WindowFailure && error.told.code === 'x');
    assert.deepEqual(heard, [0.5]);
  });
});
