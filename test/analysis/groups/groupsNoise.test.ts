import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { groupsPlan } from '../../../src/analysis/groups/groupsPlan';
import { groupsResult } from '../../../src/analysis/groups/groupsResult';
import { seededRandom } from '../../../src/linalg/random';
import type { SelectedArray } from '../../../src/protocol/selection';
import { names, outcomesOf, scored, selected, selectionOf } from '../selections';

describe('groups of networks that differ by chance', () => {
  const random = seededRandom(11);
  const sets = 100;

  /** How many of the sets are said to tell groups apart: each network is more or less like all others, and each pair by itself; `apart`: A's are more alike. */
  function told({ count, apart }: { count: number; apart: number }): number {
    let said = 0;
    for (let set = 0; set < sets; set++) {
      const arrays = ['A', 'B'].flatMap((group) =>
        names(group, count).map((model) => selected(model, 'end', 'layer', { group })),
      );
      const own = new Map(arrays.map(({ path }) => [path, 0.01 * random.normal()]));
      const score = (a: SelectedArray, b: SelectedArray): number =>
        0.6 +
        (a.group === 'A' && b.group === 'A' ? apart : 0) +
        own.get(a.path)! +
        own.get(b.path)! +
        0.01 * random.normal();
      const plan = groupsPlan(selectionOf('groups', arrays));
      const { reading } = groupsResult(
        plan,
        outcomesOf(plan, (a, b) => scored(score(a, b))),
        'cca',
      );
      said += Number(!reading.startsWith('Groups are tied'));
    }
    return said;
  }

  it('are hardly ever told apart from three networks on, and groups that differ are', () => {
    for (const count of [3, 5]) {
      const chance = told({ count, apart: 0 });
      assert.ok(chance <= 0.05 * sets, `${chance} of ${sets} sets of ${count} networks`);
      const real = told({ count, apart: 0.15 });
      assert.ok(real >= 0.9 * sets, `${real} of ${sets} sets of ${count} networks`);
    }
  });
});
