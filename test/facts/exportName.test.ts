import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { pairNames } from '../../src/facts/distinctNames';
import { exportName } from '../../src/facts/exportName';
import { analysisExportName, placeName, placeTitles } from '../../src/facts/placeName';

describe('exportName', () => {
  it('is one that any file system takes', () => {
    assert.equal(exportName(['a.npy', 'b.npz::fc1'], 'csv'), 'a-vs-b-fc1.csv');
    assert.equal(exportName(['C:\\x\\mod el?.npy'], 'png'), 'C-x-mod-el.png');
    assert.equal(exportName([], 'json'), 'comparison.json');
    assert.equal(exportName(['..', '.npy'], 'csv'), 'comparison.csv');
  });

  it('says of both sides what tells them apart', () => {
    const names = pairNames('runs/model0/epoch_20/layer1.npy', 'runs/model1/epoch_20/layer1.npy');
    assert.equal(exportName(names, 'spectrum.png'), 'model0-layer1-vs-model1-layer1.spectrum.png');
  });
});

describe('placeName', () => {
  it('is the document, the folder, or the first of several', () => {
    assert.equal(placeName('runs/choice.ccalens.json', ['/x']), 'choice');
    assert.equal(placeName(undefined, ['/data/runs']), 'runs');
    assert.equal(placeName(undefined, ['C:\\data\\runs\\']), 'runs');
    assert.equal(placeName(undefined, ['/data/runs', '/data/other', '/x']), 'runs and 2 more');
    assert.equal(placeName(undefined, []), '');
  });

  it('with the analysis and the score makes a name for a file', () => {
    const dynamics = { analysis: 'dynamics', measure: 'svcca' } as const;
    assert.equal(analysisExportName('runs', dynamics, 'csv'), 'runs-dynamics-svcca.csv');
    assert.equal(analysisExportName('runs', dynamics, 'png', 'grid'), 'runs-dynamics-grid-svcca.png');
    const matrix = { analysis: 'matrix', measure: 'svcca' } as const;
    assert.equal(analysisExportName('runs and 2 more', matrix, 'png', 'cka'), 'runs-and-2-more-matrix-cka.png');
    assert.equal(analysisExportName('', matrix, 'json'), 'matrix.json');
  });

  it('as a title is never that of another choice', () => {
    assert.deepEqual(placeTitles([['/a/runs'], ['/b/runs'], ['/c/acts']]), [
      { first: 'a/runs', more: 0 },
      { first: 'b/runs', more: 0 },
      { first: 'acts', more: 0 },
    ]);
    const two = placeTitles([
      ['/a/x', '/a/y'],
      ['/a/x', '/a/z'],
    ]);
    assert.deepEqual(two, [
      { first: 'x, y', more: 0 },
      { first: 'x, z', more: 0 },
    ]);
  });
});
