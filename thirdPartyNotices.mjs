// The licences of what is bundled, as one text: made by the build out of what the bundles really contain, so that no package is forgotten.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Licences under which code may be passed on with nothing but its notices, by their SPDX ids. */
const known = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT']);

/**
 * Packages whose licence has no SPDX id, by name and version: each was looked at. h5wasm is NIST's (any use, its notice kept whole and changes stated) and the
 * HDF5 library in it The HDF Group's (BSD-3-Clause and a grant for what is contributed); both texts are in its LICENSE.txt.
 */
const lookedAt = {
  'h5wasm 0.10.3': {
    licence: 'NIST software licence, and BSD-3-Clause for the HDF5 library in it',
    change:
      'CCA Lens contains its program for browsers and, parted from that and packed, its WebAssembly binary; nothing else of it was changed (2026).',
  },
};

/** Files of a package that say under which terms it is passed on. */
const noticeFile = /^(?:licen[cs]e|copying|copyright|notice)/i;

/** What the MIT licence says, for packages that name it and have no file of it. */
const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the
"Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish,
distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the
following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY
CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE
SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/**
 * The folders of the packages of which esbuild has read something for a bundle, each once. Of some of them nothing may be left in it; they are named all the
 * same, so that nobody has to find out of how many.
 */
export function bundledFolders(metafiles) {
  const folders = new Set();
  for (const path of metafiles.flatMap(({ inputs }) => Object.keys(inputs))) {
    const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
    if (folder !== undefined) folders.add(folder);
  }
  return [...folders];
}

/**
 * The notices of packages: name, version, licence and its whole text of each, in the order of their names. A package that names the MIT licence and has no
 * file of it is given the text of that licence, with its author.
 * @throws Error for a package whose licence is not known or whose text is nowhere: it must be looked at before it is passed on.
 */
export function thirdPartyNotices(folders) {
  const byName = (one, other) => (one.title < other.title ? -1 : 1);
  const packages = folders.map(packageOf).sort(byName);
  // The same version may lie in several folders.
  const different = packages.filter(
    ({ title, text }, at) => !packages.slice(0, at).some((one) => one.title === title && one.text === text),
  );
  const head = 'CCA Lens contains code of these packages, under the licences that follow.';
  const list = different.map(({ title, licence }) => `- ${title}: ${licence}`).join('\n');
  const line = '-'.repeat(80);
  return `${[`${head}\n\n${list}`, ...different.map(({ title, licence, text }) => `${title}\nLicence: ${licence}\n\n${text}`)].join(`\n\n${line}\n\n`)}\n`;
}

function packageOf(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const title = `${name} ${version}`;
  const own = lookedAt[title];
  if (!known.has(license) && !own) {
    throw new Error(
      `${title} is bundled, and its licence (${JSON.stringify(license) ?? 'none is named'}) is not among those that may be: look at it, and add it to thirdPartyNotices.mjs or leave the package out.`,
    );
  }
  const files = readdirSync(folder).filter((file) => noticeFile.test(file));
  const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
  return {
    title,
    licence: own?.licence ?? license,
    text: [
      ...(own ? [own.change] : []),
      texts.length > 0 ? texts.join('\n\n') : standardText(title, license, author),
    ].join('\n\n'),
  };
}

function standardText(title, license, author) {
  const holder = typeof author === 'string' ? author : author?.name;
  if (license !== 'MIT' || !holder) {
    throw new Error(
      `${title} is bundled and has no file with the text of its licence (${license}): look at it before it is passed on.`,
    );
  }
  return `The package has no file of its licence; its package.json names it and the author.\n\nCopyright (c) ${holder}\n\n${mit}`;
}
