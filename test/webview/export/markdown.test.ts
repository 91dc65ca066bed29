import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { comparisonMarkdown } from '../../../webview/export/markdown';
import { scoreRows } from '../../../webview/words/scoreRows';
import { sampleReport } from '../sampleReport';

describe('webview/export/markdown', () => {
  const text = comparisonMarkdown(sampleReport(), ['left.npy', 'all.npz::fc1']);
  const lines = text.split('\n');

  it('heads with the pair and says how each side was read', () => {
    assert.equal(lines[0], '### left.npy ↔ all.npz::fc1');
    assert.ok(text.includes('rows are samples: 21 samples × 4 neurons (rank 3, 1 dropped)'));
    assert.ok(text.includes('columns are samples: 21 samples × 3 neurons (rank 3)'));
    assert.ok(text.includes('SVCCA cut: 99% of variance; CCA epsilon: 0; threshold: 0.9; route: qr'));
  });

  it('has a table row for every score, each of four cells', () => {
    const rows = lines.filter((line) => line.startsWith('| ')).slice(2);
    assert.equal(rows.length, scoreRows(sampleReport()).length);
    for (const row of rows) assert.equal(row.split(/(?<!\\)\|/).length, 6, row);
    assert.ok(rows[0].startsWith('| Mean CCA | 0.5000 | 0.3000 | '));
  });

  it('escapes what Markdown would take for its own', () => {
    assert.ok(text.includes('Few samples \\| hold against chance.'));
    const odd = comparisonMarkdown(sampleReport(), ['a_b*c|d.npy', '<img>.npy']);
    assert.ok(odd.startsWith('### a\\_b\\*c\\|d.npy ↔ \\<img\\>.npy'));
  });

  it('falls back on the paths of the report', () => {
    assert.ok(comparisonMarkdown(sampleReport(), []).startsWith('### /runs/left, first.npy ↔ /runs/all.npz::fc1'));
  });

  it('carries the conventions of the scores it shows, and of no other', () => {
    const report = sampleReport();
    delete report.pwcca;
    report.skipped = [{ measure: 'pwcca', code: 'too-few-samples', message: 'Too few.' }];
    const part = comparisonMarkdown(report, []);
    assert.ok(part.includes('| PWCCA | – |  | Too few. |'));
    assert.ok(part.includes('- **Linear CKA**:'));
    assert.ok(!part.includes('- **PWCCA'));
  });

  it('has a column of calibrated scores where there are some, and how they were found', () => {
    const report = sampleReport();
    const drawn = { permutations: 200, seed: 3 };
    report.cka = { ...report.cka!, calibrated: { cka: { value: 0.25, threshold: 0.1, p: 1 / 201, ...drawn } } };
    report.options = { ...report.options, calibrate: { permutations: 200, alpha: 0.05, seed: 3 } };
    const part = comparisonMarkdown(report, []);
    assert.ok(part.includes('| Measure | Value | Unrelated data | Calibrated | Reading |'));
    assert.match(part, /\| Linear CKA \| 0\.\d+ \| .*\| 0\.2500 \(p 0\.0050\) \|/);
    assert.match(part, /- \*\*Calibrated\*\*: .*200 permutations .*\(seed 3\).*arXiv 2602\.14486/);
    for (const row of part.split('\n').filter((line) => line.startsWith('| ')))
      assert.equal(row.split(/(?<!\\)\|/).length, 7, row);
  });
});
