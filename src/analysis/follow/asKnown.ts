import type { SelectedArray } from '../../protocol/selection';

/** Of the arrays whose value is one of these, all have the same other value; undefined where they differ. */
type Renamed = Map<string, string | undefined>;

/**
 * Arrays that were found, with what people have put right in those that are known put right in the new ones, too: where all known arrays that are read as a model
 * have another name, so have the new ones of it; the same of layers and checkpoints of a model, and of groups, masks and what is included of a layer. Those
 * that are known stay as they were found.
 */
export function asKnown<Found extends SelectedArray>(
  known: readonly SelectedArray[],
  found: readonly Found[],
): Found[] {
  const chosen = new Map(known.map((array) => [array.path, array]));
  const [models, layers, checkpoints, groups] = [new Map(), new Map(), new Map(), new Map()] as Renamed[];
  const included = new Map<string, boolean>();
  for (const read of found) {
    const own = chosen.get(read.path);
    if (!own) continue;
    note(models!, read.model, own.model);
    note(layers!, layerKey(read), own.layer);
    note(checkpoints!, checkpointKey(read), own.checkpoint);
    note(groups!, own.model, own.group ?? '');
    included.set(layerKey(own), included.get(layerKey(own)) === true || own.include);
  }
  const masks = new Set(known.map(({ mask }) => mask));
  const [mask] = masks.size === 1 ? masks : [];
  return found.map((read) => {
    if (chosen.has(read.path)) return read;
    const names = {
      model: models!.get(read.model) ?? read.model,
      checkpoint: checkpoints!.get(checkpointKey(read)) ?? read.checkpoint,
      layer: layers!.get(layerKey(read)) ?? read.layer,
    };
    const group = groups!.get(names.model) ?? read.group;
    const include = read.include && included.get(layerKey(names)) !== false;
    return inGroup({ ...read, ...names, ...(mask !== undefined && { mask }), include }, group);
  });
}

/** An array in another group, or in none. */
export function inGroup<A extends SelectedArray>(array: A, group: string | undefined): A {
  const changed = { ...array };
  if (group) changed.group = group;
  else delete changed.group;
  return changed;
}

function note(of: Renamed, read: string, chosen: string): void {
  of.set(read, of.has(read) && of.get(read) !== chosen ? undefined : chosen);
}

function layerKey({ model, layer }: Pick<SelectedArray, 'model' | 'layer'>): string {
  return [model, layer].join('\0');
}

function checkpointKey({ model, checkpoint }: Pick<SelectedArray, 'model' | 'checkpoint'>): string {
  return [model, checkpoint].join('\0');
}
