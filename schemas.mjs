// Writes into the schemas of media what src/facts says of measures, scores and options: npm run schemas.
import { readFileSync, writeFileSync } from 'node:fs';
import { schemaFacts } from './src/facts/schemaFacts.ts';

for (const [name, withFacts] of Object.entries(schemaFacts)) {
  const file = `media/${name}`;
  writeFileSync(file, `${JSON.stringify(withFacts(JSON.parse(readFileSync(file, 'utf8'))))}\n`);
}
