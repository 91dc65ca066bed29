import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'mocha';
import { fixture, goldenOrNotice } from '../golden';
import { everyKernels, forEveryKernels } from '../linalg/everyKernels';
import { checkPair, checkRegularised, checkTwentyDimensions, type ExpectedPair } from './expectedPair';

function pairsOf(file: string): ExpectedPair[] {
  return (JSON.parse(readFileSync(file, 'utf8')) as { pairs: ExpectedPair[] }).pairs;
}

function checkAll(folder: string, pairs: ExpectedPair[]): void {
  for (const pair of pairs) {
    it(`${pair.a} and ${pair.b}`, async () => {
      await checkPair(folder, pair);
      await checkTwentyDimensions(folder, pair);
      await checkRegularised(folder, pair);
    });
  }
}

forEveryKernels((kernels) => {
  describe('pairs of trained networks in the fixtures', () => {
    const expected = fixture('activations/expected.json');
    checkAll(dirname(dirname(expected)), pairsOf(expected));
  });

  describe('pairs of the golden data', () => {
    const folder = goldenOrNotice('golden pairs');
    if (folder === undefined) return;
    for (const name of ['groups', 'dynamics', 'cross_layers', 'real']) {
      const pairs = pairsOf(join(folder, 'expected', `${name}.json`));
      // Layers of the same networks: the kernels that jobs take hold every pair, the others every fifth.
      const some = kernels === everyKernels.at(-1) ? pairs : pairs.filter((_, i) => i % 5 === 0);
      describe(name, () => checkAll(folder, some));
    }
  });
});
