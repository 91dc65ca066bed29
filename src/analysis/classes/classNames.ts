import { LabelsError, type Labels } from './labels';

/**
 * The names in a file of class names: a JSON list of texts or numbers for .json, else a text with one name a line (empty lines at the end are
 * none). @throws LabelsError when it is something else.
 */
export function parseClassNames(text: string, file: string): string[] {
  if (/\.json$/i.test(file)) return parseList(text, file);
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  while (lines.length > 0 && lines[lines.length - 1]!.trim() === '') lines.pop();
  return lines.map((line) => line.trim());
}

function parseList(text: string, file: string): string[] {
  let list: unknown;
  try {
    list = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new LabelsError(`${file} is not JSON; write the names of the classes as a list, ["cat", "dog"].`);
  }
  if (!Array.isArray(list) || !list.every((name) => typeof name === 'string' || typeof name === 'number'))
    throw new LabelsError(`${file} holds something else than a list of names; write it as ["cat", "dog"].`);
  return list.map(String);
}

/** Label array and file of names, as messages call them. */
interface LabelFiles {
  labels: string;
  names: string;
}

/**
 * A name for every class, its number where there is no file of names. A vector of labels may leave out the last classes, so there may be more names
 * than classes occur. @throws LabelsError when the names do not fit the labels.
 */
export function namesOfClasses(labels: Labels, names: readonly string[] | undefined, files: LabelFiles): string[] {
  const own = labels.kind === 'classes' ? labels.names : undefined;
  if (names === undefined) return own ?? Array.from({ length: labels.classes }, (_, c) => String(c));
  if (own && labels.kind === 'classes' && labels.from === 'texts') return requireSameNames(own, names, files);
  const open = labels.kind === 'classes' && labels.from === 'vector';
  if (open ? names.length < labels.classes : names.length !== labels.classes) {
    const needed = open
      ? `numbers classes up to ${labels.classes - 1}, so that ${labels.classes} names are needed`
      : `has ${labels.classes} columns, so that as many names are needed`;
    throw new LabelsError(`${files.names} has ${names.length} names, and ${files.labels} ${needed}.`);
  }
  return [...names];
}

/** Texts name their classes; a file of names may have them in another order, and more. @throws LabelsError. */
function requireSameNames(own: string[], names: readonly string[], files: LabelFiles): string[] {
  const missing = own.find((text) => !names.includes(text));
  if (missing === undefined) return own;
  throw new LabelsError(
    `${files.labels} has the class "${missing}", which is not among the names in ${files.names}; leave these out, as labels that are texts name their classes.`,
  );
}

/** The classes wanted, each once: those of `subset` in its order, all when there is none. @throws LabelsError for a number that is no class. */
export function chosenClasses(classes: number, subset: readonly number[] | undefined): number[] {
  if (subset === undefined || subset.length === 0) return Array.from({ length: classes }, (_, c) => c);
  for (const c of subset) {
    if (!Number.isInteger(c) || c < 0 || c >= classes)
      throw new LabelsError(`There is no class ${c}; classes are numbered from 0 to ${classes - 1}.`);
  }
  return [...new Set(subset)];
}
