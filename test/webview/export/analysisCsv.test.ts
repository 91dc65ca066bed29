import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { analysisCsv } from '../../../webview/export/analysisCsv';
import { sampleClasses, sampleDynamics, sampleGroups, smallMatrix } from '../sampleAnalyses';

function lines(csv: string): string[] {
  assert.ok(csv.endsWith('\n'));
  return csv.slice(0, -1).split('\n');
}

describe('webview/export/analysisCsv', () => {
  it('writes every cell of every score that has any, missing ones empty', () => {
    const rows = lines(analysisCsv(smallMatrix()));
    assert.equal(rows[0], 'a,b,measure,value');
    assert.equal(rows.length, 1 + 2 * 6);
    assert.equal(rows[1], '/runs/model0//layer1.npy,/runs/model1//layer1.npy,svcca,0.9');
    assert.equal(rows[3], '/runs/model0//layer1.npy,/runs/model1//layer3.npy,svcca,');
  });

  it('writes dynamics by model, checkpoint and layer', () => {
    const result = sampleDynamics();
    const rows = lines(analysisCsv(result));
    assert.equal(rows[0], 'model,checkpoint,layer,measure,value');
    assert.equal(rows.length, 1 + 6 * 5);
    assert.equal(rows[2], `model0,epoch_0,layer2,svcca,${result.models[0].values[0][1]}`);
  });

  it('writes groups with their intervals, empty where there is none', () => {
    const rows = lines(analysisCsv(sampleGroups(3)));
    assert.equal(rows[0], 'layer,group_a,group_b,measure,mean,low,high,pairs');
    assert.match(rows[2], /^layer1,generalizing,memorizing,svcca,0\.\d+,,,9$/);
    assert.match(
      lines(analysisCsv(sampleGroups(5)))[1],
      /^layer1,generalizing,generalizing,svcca,0\.\d+,0\.\d+,0\.\d+,10$/,
    );
  });

  it('writes both quantities of every class, none for an absent one', () => {
    const result = sampleClasses(5);
    result.classes[1].name = 'cat, "big"';
    const rows = lines(analysisCsv(result));
    assert.equal(rows[0], 'model,checkpoint,layer,class,R,adjusted');
    assert.equal(rows.length, 1 + 12 * 5);
    assert.match(rows[2], /^model0,epoch_0,layer1,"cat, ""big""",0\.\d+,0\.\d+$/);
    assert.equal(rows[5], 'model0,epoch_0,layer1,class 4,,');
  });
});
