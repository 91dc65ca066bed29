import { compareCheckpoints } from './checkpointOrder';

interface Named {
  model: string;
  checkpoint: string;
  layer: string;
  include: boolean;
}

/**
 * The group of each array: what models are called without their numbers, `memorizing` for memorizing0 and memorizing1, for the layers of each
 * model's last checkpoint. undefined: in none; all are in none unless two groups have two models each and a layer in common.
 */
export function groupsOf(arrays: readonly Named[]): (string | undefined)[] {
  const last = new Map<string, string>();
  for (const { model, checkpoint, include } of arrays) {
    if (!include) continue;
    const known = last.get(model);
    if (known === undefined || compareCheckpoints(checkpoint, known) > 0) last.set(model, checkpoint);
  }
  const members = new Map<string, Set<string>>();
  for (const model of last.keys()) {
    const name = familyOf(model);
    members.set(name, (members.get(name) ?? new Set()).add(model));
  }
  const found = arrays.map(({ model, checkpoint, include }) => {
    const name = familyOf(model);
    return include && last.get(model) === checkpoint && members.get(name)!.size > 1 && name !== '' ? name : undefined;
  });
  const groupsByLayer = new Map<string, Set<string>>();
  found.forEach((group, i) => {
    const { layer } = arrays[i]!;
    if (group !== undefined) groupsByLayer.set(layer, (groupsByLayer.get(layer) ?? new Set()).add(group));
  });
  const shared = [...groupsByLayer.values()].some((groups) => groups.size > 1);
  return shared ? found : found.map(() => undefined);
}

/** What a model is called without its number: `memorizing0`, `memorizing/seed1` and `memorizing_run-2` are of `memorizing`. */
function familyOf(model: string): string {
  const run =
    /^(.+?)[/_\-=. ]+(?:model|net|network|seed|run|trial|rep|replica|fold|exp|experiment|version|member)?[-_=. ]*\d+$/i;
  return run.exec(model)?.[1] ?? model.replace(/[-_=. ]*\d+$/, '');
}
