import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { fileFacts, hasSpectrum, type ArrayFacts } from '../../../src/vscode/code/arrayFacts';
import { saveTexts } from '../../cli/savedTexts';
import { npyFile, npyWithHeader } from '../../formats/sources';
import { temporaryFolder } from '../../workbench/temporaryFolder';

describe('what a hover knows of an array', () => {
  let folder: string;
  before(() => {
    folder = temporaryFolder('array-facts');
  });
  const factsOf = async (path: string): Promise<ArrayFacts> => {
    const found = await fileFacts(path, undefined);
    assert.ok(found.kind === 'array');
    return found.facts;
  };
  const save = (name: string, bytes: Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };

  it('is that texts and complex numbers have no spectrum, of one axis or two, nor vectors', async () => {
    const complex = `{'descr': '<c8', 'fortran_order': False, 'shape': (3, 2), }\n`;
    const cases: [string, string, boolean, boolean][] = [
      [saveTexts(folder, 'column', ['a', 'bcd', 'e'], '<U', true), 'str96', false, false],
      [saveTexts(folder, 'bytes', ['a', 'bcd', 'e'], '|S', true), 'bytes24', false, false],
      [saveTexts(folder, 'texts', ['a', 'bcd', 'e']), 'str96', false, false],
      [save('complex.npy', npyWithHeader(complex, new Uint8Array(48))), 'complex64', false, false],
      [save('vector.npy', npyFile(Float64Array.of(1, 2, 3), [3], 'f8')), 'float64', true, false],
      [save('empty.npy', npyFile(new Float64Array(0), [0, 3], 'f8')), 'float64', true, false],
      [save('layer.npy', npyFile(Float64Array.of(1, 2, 3, 4), [2, 2], 'f4')), 'float32', true, true],
    ];
    for (const [path, dtype, real, spectrum] of cases) {
      const facts = await factsOf(path);
      assert.deepEqual([facts.dtype, facts.real, hasSpectrum(facts)], [dtype, real, spectrum], path);
    }
  });
});
