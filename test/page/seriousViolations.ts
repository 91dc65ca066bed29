import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { projectFolder } from '../workbench/paths';

const axe = readFileSync(createRequire(join(projectFolder, 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe-core finds in a page, or in one of its frames, of impact serious or critical: a line for each rule with the elements that break it.
 * Animations must have ended.
 * @param only of these rules; of all when absent.
 */
export async function seriousViolations(page: Page | Frame, only?: readonly string[]): Promise<string[]> {
  // Evaluated by the debugger, which no policy of the page forbids.
  await page.evaluate(axe);
  const options = { resultTypes: ['violations'], ...(only && { runOnly: only }) };
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => {
      const where = nodes.slice(0, 5).map(({ target, failureSummary }) => {
        return `${target.join(' ')} (${failureSummary?.split('\n').slice(1, 2).join(' ').trim()})`;
      });
      return `${id}: ${help}, ${nodes.length} x: ${where.join('; ')}`;
    });
}
