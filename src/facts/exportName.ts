import { waysToSplit } from './address';
import { isArrayName, withoutEnding } from './formats';

/** A name for an exported file: of letters, digits, dots, dashes and underscores alone, folders joined by dashes, without the endings of files of arrays. */
export function exportName(parts: readonly string[], extension: string): string {
  return `${exportStem(parts)}.${extension}`;
}

/** The same name without an extension. */
export function exportStem(parts: readonly string[]): string {
  const clean = parts.map((part) => {
    const { file, tail } = waysToSplit(part).find((way) => isArrayName(way.file)) ?? { file: part, tail: '' };
    return (withoutEnding(file) + tail).replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '');
  });
  return clean.filter((part) => part !== '').join('-vs-') || 'comparison';
}
