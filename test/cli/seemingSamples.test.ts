import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import type { MatrixOutcome } from '../../src/protocol/worker';
import type { ComparisonReport, Notice } from '../../src/similarity/report';
import { mapped, representation } from '../jobs/relatedPairs';
import { saveArray } from '../jobs/savedArrays';
import { projectFolder } from '../workbench/paths';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { printed, printedJson } from './calls';

const cases = join(projectFolder, '..', 'shared', 'cases');
const shared = existsSync(join(cases, 'README.md'));
if (!shared) process.stdout.write("    (../shared/cases is absent; the project's own small arrays are tested)\n");

/** A test of a shared case; where the cases are absent the rule is tested on data of its own alone. */
const ofCase = shared ? it : it.skip;
const path = (...parts: string[]): string => join(cases, ...parts);

const messages = (warnings: readonly Notice[], code: string): string[] =>
  warnings.filter((notice) => notice.code === code).map(({ message }) => message);

describe('samples that are not what they seem, in files given to the command line', () => {
  let folder: string;
  before(() => {
    folder = temporaryFolder('cli-samples');
  });

  describe('in another order', () => {
    it('are told by compare and null, and once by matrix', async () => {
      const X = representation(200, 6, 1);
      const Y = representation(200, 6, 2);
      const turned = mapped(Y, (_, __, i, j) => Y.data[((i * 77 + 13) % 200) * 6 + j]!);
      const [a, b, c] = [
        await saveArray(folder, 'x', X),
        await saveArray(folder, 'y', turned),
        await saveArray(folder, 'same-order', Y),
      ];
      const { warnings } = await printedJson<ComparisonReport>('compare', a, b);
      assert.deepEqual(messages(warnings, 'at-null'), [
        'The two arrays are no more alike than chance (x.npy with y.npy): the samples may be in another order in these files.',
      ]);
      assert.match(await printed('compare', a, b), /^! The two arrays are no more alike than chance/m);
      assert.match(
        await printed('null', a, b, '--permutations', '20'),
        /^! The two arrays are no more alike than chance/m,
      );
      const ordered = await printedJson<ComparisonReport>('compare', a, c);
      assert.deepEqual(messages(ordered.warnings, 'at-null'), []);
      const set = await printedJson<MatrixOutcome>('matrix', a, b);
      assert.equal(messages(set.warnings, 'at-null').length, 1);
    });

    ofCase('of the shared case', async () => {
      const files = [path('shuffled-samples', 'X.npy'), path('shuffled-samples', 'Yshuf.npy')];
      const { warnings } = await printedJson<ComparisonReport>('compare', ...files);
      assert.equal(messages(warnings, 'at-null').length, 1);
    });
  });

  describe('that are not finite, or dominate, of the shared cases', () => {
    ofCase('leave one set of samples for a matrix', async () => {
      const layers = [1, 2, 3].map((i) => path('nonfinite-set', `layer${i}.npy`));
      const { values, warnings } = await printedJson<MatrixOutcome>('matrix', ...layers, '--drop-nonfinite');
      assert.equal(values.cka[0]![2]!.toFixed(4), '0.5222');
      assert.match(messages(warnings, 'non-finite-dropped')[0]!, /^90 of 100 samples were left out of all 3 arrays/);
    });

    for (const [a, b, debiased] of [
      ['X', 'Y', 0.125758948333604],
      ['A', 'B', 0.125715005603066],
    ] as const) {
      ofCase(`keep the digits of debiased CKA of ${a}, ${b}, and name sample 0`, async () => {
        const files = [path('dominating-sample', `${a}.npy`), path('dominating-sample', `${b}.npy`)];
        const { cka, warnings } = await printedJson<ComparisonReport>('compare', ...files);
        assert.ok(Math.abs(cka!.debiased! - debiased) < 1e-10, String(cka!.debiased));
        const told = messages(warnings, 'dominating-sample');
        assert.equal(told.length, 2);
        told.forEach((message) => assert.match(message, /sample 0 holds .*% of the variance/));
      });
    }
  });
});
