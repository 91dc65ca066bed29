import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const projectFolder = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** What tests and the demo install and build for themselves; ignored by git, safe to delete. */
export const cacheFolder = join(projectFolder, '.cache');

/** Screenshots: of failed tests, and of every page where CCA_LENS_PICTURES=1 asks for them; ignored by git. */
export const resultsFolder = join(projectFolder, 'test-results');

/** Where the runner of tests puts the packaged extension that it installs. */
export const packagedExtension = join(cacheFolder, 'cca-lens.vsix');
