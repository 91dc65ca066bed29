import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readHeader } from '../../src/formats/npy/header';
import { trailingBytes } from '../../src/formats/trailingBytes';
import { counting, memorySource, npyFile } from './sources';

describe('trailingBytes', () => {
  it('is silent when the data fill the file, and counts what follows them', async () => {
    const bytes = npyFile(counting(6), [2, 3], 'f4');
    const exact = memorySource(bytes);
    assert.equal(trailingBytes(await readHeader(exact, 'x.npy'), exact, 'x.npy'), undefined);
    const longer = memorySource(Buffer.concat([bytes, new Uint8Array(11)]));
    assert.match(trailingBytes(await readHeader(longer, 'x.npy'), longer, 'x.npy')!.message, /for 11 bytes.*\(2, 3\)/);
  });
});
