import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** The folder of golden data shared between projects, beside the checkout; undefined where a checkout stands alone. */
export function goldenFolder(): string | undefined {
  const folder = resolve(here, '../../shared/golden');
  return existsSync(join(folder, 'README.md')) ? folder : undefined;
}

/** Absolute path of a file in test/fixtures. */
export function fixture(name: string): string {
  return join(here, 'fixtures', name);
}

/** The golden folder for a suite; says on standard output, once a suite, that it is absent and what is then still tested. */
export function goldenOrNotice(suite: string): string | undefined {
  const folder = goldenFolder();
  if (folder === undefined)
    process.stdout.write(`    (${suite}: ../shared/golden is absent; the project's own fixtures are tested)\n`);
  return folder;
}
