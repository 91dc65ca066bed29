import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import type { Tally } from './tally';

/**
 * Runs test files with mocha in this process, prints as its `spec` reporter does, and leaves the tally where the environment's
 * CCA_LENS_TALLY says. A test that is skipped, or alone (`only`), counts as failed.
 * @param timeout of each test that sets none itself, in milliseconds.
 * @returns what was counted; a file that cannot be loaded rejects.
 */
export function runMocha(files: readonly string[], timeout: number): Promise<Tally> {
  const mocha = new Mocha({ ui: 'bdd', timeout, color: false, forbidOnly: true, forbidPending: true });
  for (const file of files) mocha.addFile(file);
  return new Promise((resolve) => {
    const runner = mocha.run((failed) => {
      const tally = { passed: runner.stats?.passes ?? 0, failed };
      const file = process.env.CCA_LENS_TALLY;
      if (file) writeFileSync(file, JSON.stringify(tally));
      resolve(tally);
    });
  });
}
