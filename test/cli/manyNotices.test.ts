import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { resultText } from '../../src/cli/resultText';
import type { AnalysisResult } from '../../src/facts/analyses';
import { defaultOptions } from '../../src/facts/options';

/** More than a call takes as arguments. */
const many = 300_000;

describe('a result with very many notices', () => {
  it('is told whole, whatever the analysis', () => {
    const warnings = Array.from({ length: many }, (_, i) => ({
      code: 'unreadable',
      message: `layer${i}.npy is torn.`,
    }));
    const all = { samples: 3, measure: 'cka', options: defaultOptions, warnings, refused: [] };
    const results = [
      { ...all, analysis: 'matrix', rows: [], columns: [], square: true, values: { cka: [] } },
      { ...all, analysis: 'dynamics', models: [] },
      { ...all, analysis: 'groups', groups: [], layers: [], cells: [], reading: 'Nothing.' },
      { ...all, analysis: 'classes', layers: [], classes: [], labels: 'l.npy', target: 'indicator', ranking: [] },
    ];
    for (const result of results) {
      const lines = resultText(result as unknown as AnalysisResult).split('\n');
      assert.equal(lines.filter((line) => /^! layer\d+\.npy is torn\.$/.test(line)).length, many, result.analysis);
    }
  });
});
