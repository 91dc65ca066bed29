import { apartNames } from '../../src/facts/apartNames';
import { element } from '../element';
import { titleParts } from '../words/titleParts';
import { breakable } from './breakable';

/**
 * A path beside another one as pieces for an element of class `path-pieces`: where there is no room, folders that both have are cut first, and all else
 * goes on in further lines. What both have in common is fainter than what tells them apart.
 */
export function pathPieces(path: string, other: string): HTMLElement[] {
  const { shared } = titleParts(path, other);
  const { before, after } = apartNames([path, other]);
  const from = Math.max(shared.length, before.length);
  const to = Math.max(from, path.length - after.length);
  const piece = (name: string, text: string) => element('span', { class: `path-${name}` }, ...breakable(text));
  const rest = [
    piece('common', path.slice(shared.length, from)),
    piece('apart', path.slice(from, to)),
    piece('common', path.slice(to)),
  ];
  return [element('span', { class: 'path-shared' }, shared), element('span', { class: 'path-rest' }, ...rest)];
}
