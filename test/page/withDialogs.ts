import type { Page } from 'playwright-core';

const driver = '&quot;enableSmokeTestDriver&quot;:';

/**
 * Lets VS Code show its modal dialogs on a page that is opened next: with its driver for smoke tests, which the server offers, it refuses
 * each one as an error.
 */
export async function withDialogs(page: Page): Promise<void> {
  await page.route(
    ({ pathname, searchParams }) => pathname === '/' && searchParams.has('folder'),
    async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(`${driver}true`, `${driver}false`);
      await route.fulfill({ response, body });
    },
  );
}
