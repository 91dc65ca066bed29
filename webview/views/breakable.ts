import { element } from '../element';
import { linePieces } from '../words/titleParts';

/** A path or a name as children of an element in which a line may end behind its separators. */
export function breakable(text: string): (string | Node)[] {
  return linePieces(text).flatMap((part, at) => (at === 0 ? [part] : [element('wbr'), part]));
}
