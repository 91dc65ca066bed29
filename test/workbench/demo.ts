import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { makeSample } from '../../src/jobs/makeSample';
import type { SampleOutcome } from '../../src/protocol/writing';
import { onPath } from './onPath';
import { buildExtension } from './buildExtension';
import { runGroup } from './childProcesses';
import { startCodeServer } from './codeServer';
import { hasDisplay } from './desktop';
import type { FirstLook } from './firstLook';
import { linkExtension } from './linkExtension';
import { cacheFolder, projectFolder } from './paths';
import { temporaryFolder } from './temporaryFolder';
import { writeUserSettings } from './userSettings';

/**
 * Run as `npm run demo [-- FOLDER]`: makes the sample activations in a folder that stays (unless they are there), and opens it in a VS Code
 * that has the extension: the installed desktop, or else the VS Code server, whose address is printed.
 */
async function main(): Promise<void> {
  const folder = resolve(process.argv[2] ?? join(homedir(), 'cca-lens-sample'));
  console.log('Training six small networks for the sample activations ...');
  const sample = await makeSample(folder);
  const [a, b] = sample.suggested.map((file) => relative(folder, file));
  console.log(`The sample is in ${folder}; it is yours to keep.`);
  const code = hasDisplay() && process.getuid?.() !== 0 ? onPath('code') : undefined;
  if (code) {
    console.log('Opening it in the installed VS Code, in a window that has CCA Lens.');
    // In a place that stays, as the command may return before its window is there.
    const firstLook = join(cacheFolder, 'first-look');
    await buildFirstLook(sample, firstLook);
    const developed = [projectFolder, firstLook].map((path) => `--extensionDevelopmentPath=${path}`);
    process.exitCode = await runGroup(code, ['--new-window', ...developed, folder]);
  } else {
    console.log(`\n  VS Code with CCA Lens:  ${await serve(sample)}\n`);
    console.log('Open this address in a browser of this machine; Ctrl-C ends it.');
  }
  console.log(`It shows ${a} and how similar ${b} is;`);
  console.log('for other comparisons select two files in the explorer and right-click them.');
}

/** Starts a VS Code server with the extension, which runs as long as this process; yields the address of the sample in it. */
async function serve(sample: SampleOutcome): Promise<string> {
  const root = temporaryFolder('demo');
  const [userData, extensions] = [join(root, 'user'), join(root, 'extensions')];
  linkExtension(extensions);
  await buildFirstLook(sample, join(extensions, 'cca-lens.first-look-0.0.1'));
  await writeUserSettings(userData, { trusted: true });
  const server = await startCodeServer({ userData, extensions, trusted: true });
  return server.address(sample.folder);
}

function buildFirstLook({ suggested }: SampleOutcome, folder: string): Promise<void> {
  const told: FirstLook = { pair: suggested, run: randomUUID() };
  const manifest = {
    publisher: 'cca-lens',
    name: 'first-look',
    activationEvents: ['*'],
    extensionKind: ['workspace'],
    capabilities: { untrustedWorkspaces: { supported: true } },
  };
  return buildExtension('test/workbench/firstLook.ts', { ...manifest, ...told }, folder);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
