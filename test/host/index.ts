import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runMocha } from '../runner/runMocha';

/** Called by VS Code in the extension host: runs every suite that was bundled beside this file. */
export async function run(): Promise<void> {
  const suites = readdirSync(__dirname).filter((name) => name.endsWith('.test.js'));
  const { failed } = await runMocha(
    suites.sort().map((name) => join(__dirname, name)),
    300_000,
  );
  if (failed > 0) throw new Error(`${failed} failed`);
}
