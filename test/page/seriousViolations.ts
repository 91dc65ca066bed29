import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { projectFolder } from '../workbench/paths';

const axe = readFileSync(createRequire(join(projectFolder, 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');

/** Rules of moderate impact that hold as well. */
const ofHeadings = new Set(['heading-order', 'page-has-heading-one', 'empty-heading']);

/**
 * What axe-core finds in a page, or in one of its frames, of impact serious or critical, and of headings: a line for each rule with the elements that break it.
 * Once transitions have ended, as colours on their way are none of a theme's.
 * @param only of these rules; of all when absent.
 */
export async function seriousViolations(page: Page | Frame, only?: readonly string[]): Promise<string[]> {
  // Evaluated by the debugger, which no policy of the page forbids.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe);
  await page.evaluate(async () => {
    const passing = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    // One that is cut short has ended as well.
    await Promise.allSettled(passing.map(({ finished }) => finished));
  });
  const options = { resultTypes: ['violations'], ...(only && { runOnly: only }) };
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  return violations
    .filter(({ id, impact }) => impact === 'serious' || impact === 'critical' || ofHeadings.has(id))
    .map(({ id, help, nodes }) => {
      const where = nodes.slice(0, 5).map(({ target, failureSummary }) => {
        return `${target.join(' ')} (${failureSummary?.split('\n').slice(1, 2).join(' ').trim()})`;
      });
      return `${id}: ${help}, ${nodes.length} x: ${where.join('; ')}`;
    });
}
