// A rule of lint: files import each other in no circle, types included, so that each can be read after those that it imports.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** The files that a file names in imports and exports, by the text that stands there. */
function importsOf(file) {
  const names = readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^;']*?'(\.[^']*)'|\bimport\('(\.[^']*)'\)/gm);
  return [...names].flatMap(([, name, later]) => fileNamed(file, name ?? later) ?? []);
}

function fileNamed(from, name) {
  const path = join(dirname(from), name);
  return [`${path}.ts`, join(path, 'index.ts'), path].find((one) => one.endsWith('.ts') && existsSync(one));
}

const imports = new Map();

function importsKept(file) {
  if (!imports.has(file)) imports.set(file, importsOf(file));
  return imports.get(file);
}

/** The shortest way by imports from one file to another, both included; undefined where there is none. */
function wayTo(from, to) {
  const before = new Map([[from, undefined]]);
  for (const file of before.keys()) {
    if (file === to) {
      const way = [];
      for (let at = file; at !== undefined; at = before.get(at)) way.unshift(at);
      return way;
    }
    for (const next of importsKept(file)) if (!before.has(next)) before.set(next, file);
  }
  return undefined;
}

/** Reports each import of a file that leads back to it. */
export const noImportCircles = {
  meta: { type: 'problem', schema: [], messages: { circle: 'These files import each other in a circle: {{way}}.' } },
  create(context) {
    const check = ({ source, ...node }) => {
      if (typeof source?.value !== 'string' || !source.value.startsWith('.')) return;
      const imported = fileNamed(context.filename, source.value);
      const way = imported && wayTo(imported, context.filename);
      if (!way) return;
      const names = [context.filename, ...way].map((file) => relative(context.cwd, file).replaceAll('\\', '/'));
      context.report({ loc: node.loc, messageId: 'circle', data: { way: names.join(' -> ') } });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};
