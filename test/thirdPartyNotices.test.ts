import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import { before, describe, it } from 'mocha';
import { projectFolder } from './workbench/paths';
import { temporaryFolder } from './workbench/temporaryFolder';

interface Notices {
  bundledFolders(metafiles: Metafile[]): string[];
  thirdPartyNotices(folders: string[]): string;
}

const script = (name: string): string => pathToFileURL(join(projectFolder, name)).href;
const shipped = () => readFileSync(join(projectFolder, 'dist', 'ThirdPartyNotices.txt'), 'utf8');

/** What the notices call licences that have no id. */
const lookedAt: Record<string, string | undefined> = {
  'h5wasm 0.10.3': 'NIST software licence, and BSD-3-Clause for the HDF5 library in it',
};

describe('notices of third parties', () => {
  let notices: Notices;
  before(async () => (notices = (await import(script('thirdPartyNotices.mjs'))) as Notices));

  /** The folder of a package made for a test. */
  function packageOf(manifest: object, files: Record<string, string> = {}): string {
    const folder = join(temporaryFolder('package'), 'node_modules', 'made');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'made', version: '1.2.3', ...manifest }));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return folder;
  }

  it('name every package that is bundled, with its version and the text of its licence', async () => {
    const { bundles } = (await import(script('bundles.mjs'))) as { bundles: BuildOptions[] };
    const text = shipped();
    const seen = new Set<string>(['node_modules/assemblyscript']);
    for (const options of bundles) {
      const made = await build({
        ...options,
        minify: true,
        write: false,
        metafile: true,
        absWorkingDir: projectFolder,
      });
      for (const path of Object.keys(made.metafile!.inputs)) {
        const at = path.lastIndexOf('node_modules/');
        if (at < 0) continue;
        const parts = path.slice(at).split('/');
        seen.add(path.slice(0, at) + parts.slice(0, parts[1]!.startsWith('@') ? 3 : 2).join('/'));
      }
    }
    assert.ok(seen.size > 5, [...seen].join(' '));
    for (const folder of seen) {
      const path = join(projectFolder, folder, 'package.json');
      const { name, version, license } = createRequire(path)(path) as Record<string, string>;
      const licence = lookedAt[`${name} ${version}`] ?? license;
      const [, part] = text.split(`\n${name} ${version}\nLicence: ${licence}\n\n`);
      assert.ok(part !== undefined && part.split('-'.repeat(80))[0]!.length > 500, `${name} ${version}`);
      assert.ok(text.includes(`\n- ${name} ${version}: ${licence}\n`), `${name} in the list`);
    }
  });

  it('go with both archives', () => {
    const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: projectFolder,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
    assert.ok(files.some(({ path }) => path === 'dist/ThirdPartyNotices.txt'));
    const { files: wanted } = createRequire(script('package.json'))('./package.json') as { files: string[] };
    assert.ok(wanted.includes('dist'), 'by which vsce, too, decides what goes into the .vsix');
  });

  it('are of every package that was read, wherever it lies', () => {
    const paths = [
      'src/extension.ts',
      'node_modules/plain/index.js',
      'node_modules/plain/other.js',
      'node_modules/@scope/name/lib/node_modules/inner/x.js',
      '../elsewhere/node_modules/@scope/name/x.js',
    ];
    const inputs = Object.fromEntries(paths.map((path) => [path, {}]));
    assert.deepEqual(notices.bundledFolders([{ inputs } as unknown as Metafile]).sort(), [
      '../elsewhere/node_modules/@scope/name',
      'node_modules/@scope/name/lib/node_modules/inner',
      'node_modules/plain',
    ]);
  });

  it('have every file that says something of the terms', () => {
    const files = {
      'LICENSE.md': 'the licence',
      NOTICE: 'the notice',
      'CopyrightNotice.txt': 'the owner',
      'README.md': 'no',
    };
    const text = notices.thirdPartyNotices([packageOf({ license: 'Apache-2.0' }, files)]);
    assert.match(text, /\nmade 1\.2\.3\nLicence: Apache-2\.0\n\nthe owner\n\nthe licence\n\nthe notice\n$/);
    assert.doesNotMatch(text, /\bno\b/);
  });

  it('have the text of the MIT licence with the author where a package names it and has no file', () => {
    for (const author of ['Ada', { name: 'Ada', url: 'https://example.org' }]) {
      const text = notices.thirdPartyNotices([packageOf({ license: 'MIT', author })]);
      assert.match(text, /Copyright \(c\) Ada\n\nPermission is hereby granted, free of charge/);
    }
  });

  it('are not made where a licence is not known, or has no text: the build fails', () => {
    const wrong: [object, Record<string, string>, RegExp][] = [
      [{}, { LICENSE: 'text' }, /^Error: made 1\.2\.3 is bundled, and its licence \(none is named\)/],
      [{ license: 'UNLICENSED' }, { LICENSE: 'text' }, /its licence \("UNLICENSED"\) is not among those that may be/],
      [{ license: 'GPL-3.0' }, { LICENSE: 'text' }, /"GPL-3\.0"/],
      [{ license: 'SEE LICENSE IN x' }, {}, /"SEE LICENSE IN x"/],
      [{ license: 'MIT' }, {}, /has no file with the text of its licence \(MIT\)/],
      [{ license: 'ISC', author: 'Ada' }, {}, /has no file with the text of its licence \(ISC\)/],
    ];
    for (const [manifest, files, sentence] of wrong)
      assert.throws(() => notices.thirdPartyNotices([packageOf(manifest, files)]), sentence);
  });
});
