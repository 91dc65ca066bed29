import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { stoppedResult } from '../../../../src/facts/partialResult';
import { analysisReport } from '../../../../webview/export/report/analysisReport';
import { sampleClasses, sampleDynamics, sampleMatrix, sampleSelection } from '../../sampleAnalyses';

describe('webview/export/report/analysisReport', () => {
  const selection = sampleSelection(1, 1, 2);
  const names = Object.fromEntries(selection.arrays.map(({ path }) => [path, path.replace('/runs/', '')]));
  const reportOf = (result: Parameters<typeof analysisReport>[0]) =>
    analysisReport(result, { selection, names }, 'runs', new Date(0));

  it('names what was refused and the labels without the paths of the machine', () => {
    const [known] = selection.arrays;
    const refused = [
      { a: known!.path, b: '/home/me/secret/runs/b.npy', code: 'npy', message: 'The file ends within its header.' },
    ];
    const html = reportOf({ ...sampleMatrix(1, 3), refused });
    assert.ok(html.includes(`${names[known!.path]!} with runs/b.npy`));
    assert.doesNotMatch(html, /\/home\/me|"\/runs\/|>\/runs\//);
    const classes = reportOf({ ...sampleClasses(), labels: '/home/me/secret/data/labels.npy' });
    assert.ok(classes.includes('data/labels.npy'));
    assert.doesNotMatch(classes, /\/home\/me/);
  });

  it('says what unrelated data give, and that a result was stopped', () => {
    const whole = sampleMatrix(1, 3);
    const nulls = { [whole.measure]: whole.values[whole.measure]!.map((row) => row.map((_, at) => 0.1 + at / 10)) };
    const html = reportOf({ ...whole, nulls });
    assert.match(html, /<dt>Unrelated data<\/dt><dd>0\.1000 to 0\.3000, by the sizes of the pairs<\/dd>/);
    assert.match(reportOf(sampleDynamics()), /<dt>Unrelated data<\/dt>/);
    const part = reportOf(stoppedResult(sampleMatrix(1, 3, 2))!);
    assert.match(part, /Stopped after \d+ of 6 pairs/);
    assert.match(part, /Hatched: not computed\./);
  });
});
