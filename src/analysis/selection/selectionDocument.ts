import { withFile } from '../../facts/address';
import { analyses } from '../../facts/analyses';
import { choicesWithPaths } from '../../facts/analyses/choices';
import type { Selection } from '../../protocol/selection';
import { relativePath } from '../names/portablePaths';

/**
 * The document of a selection with absolute paths: JSON whose keys and lines always come in the same order, one line for each array, so that two
 * documents can be compared line by line. Reading it in the same folder gives the same selection.
 */
export function selectionText(selection: Selection, folder: string): string {
  const { arrays, ...rest } = withSelectionPaths(selection, (path) => relativePath(folder, path));
  const { schema, kind, analysis, options, measure } = rest;
  const choices = Object.fromEntries(analyses.map(({ id }) => [id, rest[id]]));
  const head = { schema, kind, analysis, measure, ...choices, options };
  const lines = arrays.map(({ path, more, as, model, checkpoint, layer, group, ids, mask, include }) =>
    JSON.stringify({ path, more, as, model, checkpoint, layer, group, ids, mask, include }),
  );
  const body = lines.length === 0 ? '[]' : `[\n    ${lines.join(',\n    ')}\n  ]`;
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "arrays": ${body}\n}\n`;
}

/** The selection with every path in it, of archives' members that of the archive, changed. */
export function withSelectionPaths(selection: Selection, change: (path: string) => string): Selection {
  const changed = (path: string) => withFile(path, change);
  const { arrays, ...rest } = selection;
  return {
    ...choicesWithPaths(rest, changed),
    arrays: arrays.map((array) => ({
      ...array,
      path: changed(array.path),
      ...(array.more && { more: array.more.map(changed) }),
      ...(array.ids !== undefined && { ids: changed(array.ids) }),
      ...(array.mask !== undefined && { mask: changed(array.mask) }),
    })),
  };
}
