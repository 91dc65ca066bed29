import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { analysisCsv, matrixCsv } from '../../src/protocol/analysisCsv';
import { sampleClasses, sampleDynamics, sampleGroups, smallMatrix } from '../webview/sampleAnalyses';

function lines(csv: string): string[] {
  assert.ok(csv.endsWith('\n'));
  return csv.slice(0, -1).split('\n');
}

describe('analysisCsv', () => {
  it('writes every cell of every score that has any, missing ones empty', () => {
    const rows = lines(analysisCsv(smallMatrix()));
    assert.equal(rows[0], 'a,b,measure,value,standing');
    assert.equal(rows.length, 1 + 2 * 6);
    assert.equal(rows[1], '/runs/model0//layer1.npy,/runs/model1//layer1.npy,svcca,0.9,saturated');
    assert.match(rows[6], /layer3\.npy,svcca,0\.1,chance$/);
    assert.match(rows[2], /,0\.25,$/, 'no level is known');
    assert.equal(rows[3], '/runs/model0//layer1.npy,/runs/model1//layer3.npy,svcca,,');
  });

  it('says which scores stand clear of their null level, and writes the wanted ones alone', () => {
    const result = smallMatrix();
    result.nulls = { svcca: result.values.svcca.map((row) => row.map(() => 0.1)) };
    const paths = [result.rows, result.columns].map((arrays) => arrays.map(({ path }) => path));
    const rows = lines(matrixCsv(paths[0]!, paths[1]!, result, ['svcca']));
    assert.deepEqual(rows, lines(analysisCsv(result)).slice(0, 1 + 6));
    assert.deepEqual(
      rows.slice(1).map((row) => row.split(',').at(-1)),
      ['saturated', 'clear', '', 'clear', 'clear', 'chance'],
    );
    const course = sampleDynamics();
    course.models[0].nulls = course.models[0].values.map((row) => row.map(() => 0.1));
    course.models[0].atChance = [[0, 1]];
    const standings = lines(analysisCsv(course)).map((row) => row.split(',').at(-1));
    assert.deepEqual(standings.slice(1, 4), ['clear', 'chance', 'clear']);
    assert.equal(standings.at(-1), '', 'the final checkpoint against itself');
    const classes = sampleClasses(5);
    classes.layers[0].atChance = [2];
    classes.layers[1].saturated = true;
    classes.layers[1].whole!.saturated = true;
    classes.layers[2].repeats = true;
    classes.layers[2].atChance = [1];
    assert.deepEqual(
      lines(analysisCsv(classes))
        .slice(1, 19)
        .map((row) => row.split(',').at(-1)),
      [
        ...['clear', 'clear', 'chance', 'clear', '', 'clear'],
        ...['saturated', 'saturated', 'saturated', 'saturated', '', 'saturated'],
        ...['', 'chance', '', '', '', ''],
      ],
    );
    const groups = sampleGroups(3);
    groups.cells[0].atChance = true;
    assert.match(lines(analysisCsv(groups))[1], /,chance$/);
  });

  it('writes no name in such a way that a spreadsheet runs it', () => {
    const formula = '=cmd|x!A1';
    const [matrix, course, groups, classes] = [smallMatrix(), sampleDynamics(), sampleGroups(3), sampleClasses(5)];
    matrix.rows[0].path = formula;
    course.models[0].layers[0] = formula;
    groups.cells[0].a = formula;
    classes.classes[0].name = formula;
    for (const result of [matrix, course, groups, classes]) {
      const text = analysisCsv(result);
      assert.match(text, /(?:^|,)'=cmd\|x!A1,/m, result.analysis);
      assert.doesNotMatch(text, /(?:^|,)=/m, result.analysis);
    }
    assert.match(
      matrixCsv([formula], ['x'], { values: { ...matrix.values, cka: [[-0.5]] } }, ['cka']),
      /^'=cmd\|x!A1,x,cka,-0\.5,$/m,
    );
  });

  it('writes dynamics by model, checkpoint and layer', () => {
    const result = sampleDynamics();
    const rows = lines(analysisCsv(result));
    assert.equal(rows[0], 'model,checkpoint,layer,measure,value,standing');
    assert.equal(rows.length, 1 + 6 * 5);
    assert.equal(rows[2], `model0,epoch_0,layer2,svcca,${result.models[0].values[0][1]},clear`);
  });

  it('writes groups with their intervals, empty where there is none', () => {
    const rows = lines(analysisCsv(sampleGroups(3)));
    assert.equal(rows[0], 'layer,group_a,group_b,measure,mean,low,high,min,max,pairs,standing');
    assert.match(rows[2], /^layer1,generalizing,memorizing,svcca,0\.\d+,,,0\.\d+,0\.\d+,9,clear$/);
    assert.match(
      lines(analysisCsv(sampleGroups(5)))[1],
      /^layer1,generalizing,generalizing,svcca,0\.\d+,0\.\d+,0\.\d+,0\.\d+,0\.\d+,10,clear$/,
    );
  });

  it('writes both quantities of every class, none for an absent one, and the mean CCA of all at once', () => {
    const result = sampleClasses(5);
    result.classes[1].name = 'cat, "big"';
    const rows = lines(analysisCsv(result));
    assert.equal(rows[0], 'model,checkpoint,layer,class,R,adjusted,standing');
    assert.equal(rows.length, 1 + 12 * 6);
    assert.match(rows[2], /^model0,epoch_0,layer1,"cat, ""big""",0\.\d+,0\.\d+,clear$/);
    assert.equal(rows[5], 'model0,epoch_0,layer1,class 4,,,');
    assert.equal(rows[6], 'model0,epoch_0,layer1,all classes (mean CCA),0.4,,clear');
    result.layers[0].whole = null;
    assert.equal(lines(analysisCsv(result))[6], 'model0,epoch_0,layer1,all classes (mean CCA),,,');
  });
});
