import { element } from '../element';
import { titleParts } from '../titleParts';

/** A path beside another one as pieces for an element of class `path-pieces`: where there is no room, folders that both have are cut first. */
export function pathPieces(path: string, other: string): HTMLElement[] {
  const { shared, own, file } = titleParts(path, other);
  const piece = (name: string, text: string) => element('span', { class: `path-${name}` }, text);
  return [piece('shared', shared), element('span', { class: 'path-rest' }, piece('own', own), piece('file', file))];
}
