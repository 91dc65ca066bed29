import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { calibratedTables } from '../../../../src/facts/analyses/calibratedParts';
import { defaultOptions } from '../../../../src/facts/options';
import { stoppedResult } from '../../../../src/facts/partialResult';
import { analysisReport } from '../../../../webview/export/report/analysisReport';
import { sampleClasses, sampleDynamics, sampleGroups, sampleMatrix, sampleSelection } from '../../sampleAnalyses';

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

  it('says how scores were calibrated, with the best of many layers and every calibrated number', () => {
    const options = { ...defaultOptions, calibrate: { permutations: 199, alpha: 0.05, seed: 8 } };
    const reason = 'All permuted scores are equal.';
    const held = (values: readonly (readonly (number | null)[])[]) =>
      calibratedTables(
        values.map((row, i) =>
          row.map((_value, j) =>
            i === 0 && j === 0 ? { reason, threshold: 1 } : { value: 0.1234, threshold: 0.3, p: 0.005 },
          ),
        ),
      );
    const matrix = { ...sampleMatrix(1, 3), options };
    const { measure, values } = matrix;
    const best = { row: 0, column: 2, cells: 3, score: 0.7, median: 0.2, threshold: 0.3, value: 0.57, p: 0.005 };
    const dynamics = { ...sampleDynamics(), options };
    for (const model of dynamics.models) model.calibrated = held(model.values);
    const groups = { ...sampleGroups(), options };
    groups.cells[0].calibrated = { value: 0.1234, threshold: 0.3, p: 0.005 };
    const pages = [{ ...matrix, calibrated: { measure, ...held(values[measure]!), best } }, dynamics, groups];
    for (const html of pages.map((result) => reportOf(result))) {
      assert.match(html, /199 permutations of the samples of one side \(seed 8\).*\(1 − 0\.05\)/);
      assert.match(html, /0\.1234 \(p 0\.0050\)/);
    }
    const [ofMatrix, ofDynamics, ofGroups] = pages.map((result) => reportOf(result)) as [string, string, string];
    assert.match(ofMatrix, /<dt>Best of many layers<\/dt><dd>model0 layer1 against model0 layer3, 0\.5700 calibrated/);
    assert.match(ofMatrix, /Not calibrated: 1 number\. All permuted scores are equal\./);
    assert.match(ofDynamics, /All permuted scores are equal\./);
    assert.match(ofGroups, /<th scope="col">Threshold<\/th>/);
    assert.doesNotMatch(reportOf(sampleMatrix(1, 3)) + reportOf(sampleGroups()), /[Cc]alibrated/);
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
