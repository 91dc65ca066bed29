import { settleRecipes } from '../../analysis/recipes/settleRecipes';
import { LensError } from '../../facts/errors';
import type { CompareSpec } from '../../protocol/worker';
import type { Notice } from '../../facts/reportParts';
import { readShapes } from './readShapes';

/** A comparison of which nothing about the axes of its arrays is left open. */
export interface SettledSpec extends CompareSpec {
  /** What was decided for the person. */
  decided: Notice[];
  /** Whether maps are compared frequency by frequency. */
  dft: boolean;
}

/**
 * Reads the headers of a pair and decides how its arrays become samples x neurons; addresses that say it already stay as they are.
 * @throws LensError `ambiguous-layout`, `recipe-mismatch`; the errors of openArray.
 */
export async function settlePair(spec: CompareSpec): Promise<SettledSpec> {
  const { a, b, options } = spec;
  if (a.recipe || b.recipe) return { ...spec, decided: [], dft: false };
  const { pair, notices } = settleRecipes(await readShapes([a, b]), options.recipe);
  const settled = pair(0, 1);
  if ('code' in settled) throw new LensError(settled.code, settled.message);
  return {
    ...spec,
    a: settled.a ? { ...a, recipe: settled.a } : a,
    b: settled.b ? { ...b, recipe: settled.b } : b,
    decided: notices,
    dft: settled.dft,
  };
}
