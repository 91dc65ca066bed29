import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';

describe('wording', () => {
  it('is that of the sources which say what is kept, in every program that keeps it', () => {
    const hash = createHash('sha256');
    for (const room of ['analysis', 'facts', 'jobs', 'formats', 'similarity'])
      for (const name of readdirSync(join('src', room), { recursive: true, encoding: 'utf8' }).sort())
        if (name.endsWith('.ts')) hash.update(readFileSync(join('src', room, name)));
    const digest = hash.digest('hex').slice(0, 16);
    for (const program of ['worker', 'cli']) {
      const code = readFileSync(join('dist', `${program}.js`), 'utf8');
      assert.ok(code.includes(digest), program);
      assert.ok(!code.includes('CCA_LENS_WORDING'), program);
    }
  });
});
