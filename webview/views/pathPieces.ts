import { element } from '../element';
import { titleParts } from '../words/titleParts';
import { breakable } from './breakable';

/** A path beside another one as pieces for an element of class `path-pieces`: where there is no room, folders that both have are cut first. */
export function pathPieces(path: string, other: string): HTMLElement[] {
  const { shared, own, file } = titleParts(path, other);
  const piece = (name: string, text: string) => element('span', { class: `path-${name}` }, text);
  const inLines = (name: string, text: string) => element('span', { class: `path-${name}` }, ...breakable(text));
  // A line may end between the two as well: else it would within the file's name.
  const rest = element('span', { class: 'path-rest' }, inLines('own', own), element('wbr'), inLines('file', file));
  return [piece('shared', shared), rest];
}
