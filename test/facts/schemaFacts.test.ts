import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { schemaFacts } from '../../src/facts/schemaFacts';

describe('facts/schemaFacts', () => {
  for (const [name, withFacts] of Object.entries(schemaFacts)) {
    it(`are what media/${name} says (npm run schemas writes them)`, () => {
      const text = readFileSync(`media/${name}`, 'utf8');
      const committed = JSON.parse(text) as Record<string, unknown>;
      // In the order of keys, too, which is that of the lists.
      assert.equal(JSON.stringify(withFacts(committed)), JSON.stringify(committed));
    });
  }

  it('refers to nothing that is not there', () => {
    for (const name of Object.keys(schemaFacts)) {
      const text = readFileSync(`media/${name}`, 'utf8');
      const { $defs = {} } = JSON.parse(text) as { $defs?: Record<string, unknown> };
      const used = new Set([...text.matchAll(/"#\/\$defs\/(\w+)"/g)].map(([, definition]) => definition!));
      assert.deepEqual([...used].sort(), Object.keys($defs).sort(), name);
    }
  });
});
