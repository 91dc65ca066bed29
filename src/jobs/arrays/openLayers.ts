import { settleRecipes, type SettledPair } from '../../analysis/recipes/settleRecipes';
import { LensError } from '../../facts/errors';
import type { ArrayAddress, SideIdentity } from '../../protocol/worker';
import { SampleCountMismatchError } from '../../similarity/errors';
import type { CompareOptions } from '../../facts/options';
import type { RecipeChoice } from '../../facts/pairOptions';
import { chosenForAll, isTurnedFor } from '../../similarity/orientation';
import type { Notice } from '../../facts/reportParts';
import type { MapsSide } from '../passes/runFrequencies';
import { openMapsSide, requireMoreSamplesThanChannels } from './openMaps';
import { openSides } from './openSides';
import { neuronsOf } from '../passes/filePair';
import { readShapes } from './readShapes';
import { shortNames } from '../../facts/shortNames';
import { turnedNotices } from './turnedNotices';

/** Why a layer cannot be used. */
export interface Refusal {
  error: { code: string; message: string };
}

/** A layer whose header was read, and fits. */
export interface OpenedLayer {
  identity: SideIdentity;
  neurons: number;
  /** Maps that are looked at frequency by frequency; their neurons are the channels. */
  maps?: MapsSide | undefined;
}

/** Layers by their place in the selection, as messages call them, and what was decided for the person. */
export interface OpenedLayers {
  names: string[];
  layers: (OpenedLayer | Refusal)[];
  notices: Notice[];
}

/**
 * Headers of layers of which each is looked at by itself against something that has `samples` samples and is called `wanted`. Unless a person chose,
 * samples are the axis of a matrix that is as long as that, rows first (see isTurnedFor); maps are average-pooled and sequences averaged unless chosen otherwise, for
 * then each sample stays one row; by frequency (dft) only maps are taken. A layer that does not fit says why; the others are not touched by it.
 */
export async function openLayers(
  addresses: readonly ArrayAddress[],
  samples: number,
  wanted: string,
  options: CompareOptions,
): Promise<OpenedLayers> {
  const { recipe: choice } = options;
  const names = shortNames(addresses.map(({ path }) => path));
  const shapes: (number[] | Refusal)[] = [];
  for (const address of addresses) shapes.push(await caught(async () => (await readShapes([address]))[0]!.shape));
  const { recipes, notices } = recipesOf(shapes, names, choice);
  const read: { name: string; turned: boolean | undefined }[] = [];

  async function open(i: number): Promise<OpenedLayer> {
    const shape = shapes[i]!;
    if (!Array.isArray(shape)) throw new LensError(shape.error.code, shape.error.message);
    const settled = recipes(i);
    if (settled && 'code' in settled) throw new LensError(settled.code, settled.message);
    if (settled?.dft) return openFrequencies({ ...addresses[i]!, recipe: settled.a }, names[i]!);
    const address = settled?.a ? { ...addresses[i]!, recipe: settled.a } : addresses[i]!;
    const transposed = shape.length === 2 && isTurnedFor(shape, samples, options);
    const identity = (await openSides([address], [transposed], [names[i]!], options.rank)).sides[0]!;
    // Before its recipe, which may make many rows of a sample or leave some out.
    requireSamples(shape[transposed ? 1 : 0]!, names[i]!);
    if (shape.length === 2 && chosenForAll(options) === undefined) read.push({ name: names[i]!, turned: transposed });
    return { identity, neurons: neuronsOf(identity) };
  }

  async function openFrequencies(address: ArrayAddress, name: string): Promise<OpenedLayer> {
    const { side: maps } = await openMapsSide(address, name, options.rank);
    requireSamples(maps.identity.shape[0]!, name);
    requireMoreSamplesThanChannels(maps);
    return { identity: maps.identity, neurons: maps.size.channels, maps };
  }

  function requireSamples(found: number, name: string): void {
    if (found !== samples) throw new SampleCountMismatchError(name, found, wanted, samples, '');
  }

  const layers: (OpenedLayer | Refusal)[] = [];
  for (let i = 0; i < addresses.length; i++) layers.push(await caught(() => open(i)));
  return { names, layers, notices: [...notices, ...turnedNotices(read, wanted, options)] };
}

/** How each array is read; undefined where its two axes say it. Recipes are settled only where some array has more, or rows are left out. */
function recipesOf(
  shapes: readonly (number[] | Refusal)[],
  names: readonly string[],
  choice: RecipeChoice | undefined,
): { recipes: (i: number) => SettledPair | undefined; notices: Notice[] } {
  const stored = shapes.flatMap((shape, i) => (Array.isArray(shape) ? [{ i, name: names[i]!, shape }] : []));
  const deep = stored.filter(({ shape }) => shape.length > 2);
  if (deep.length === 0 && choice?.subsample === undefined) return { recipes: () => undefined, notices: [] };
  const settled = settleRecipes(stored, {
    ...choice,
    conv: choice?.conv ?? 'pool',
    sequence: choice?.sequence ?? 'mean',
  });
  // By frequency nothing is averaged: what is no map is refused.
  const open = choice?.conv === 'dft' ? [] : deep;
  const decided = open.filter(({ shape }) => (shape.length === 3 ? choice?.sequence : choice?.conv) === undefined);
  return {
    recipes(i) {
      const at = stored.findIndex((array) => array.i === i);
      const problem = settled.problems.find(({ arrays }) => arrays.includes(at));
      return problem ? { code: problem.code, message: problem.message } : settled.pair(at, at);
    },
    notices: [...averagedNotice(decided.map(({ name }) => name)), ...settled.notices],
  };
}

function averagedNotice(names: readonly string[]): Notice[] {
  if (names.length === 0) return [];
  const subject = names.length === 1 ? `${names[0]!} was` : `${names.join(', ')} were`;
  const message = `${subject} averaged over positions or steps, so that each sample stays one sample.`;
  return [{ code: 'recipe-averaged', message }];
}

/** What a refusal says, as a value. A file that changes while it is read is no refusal. */
async function caught<T>(attempt: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof LensError) || error.code === 'file-changed') throw error;
    return { error: { code: error.code, message: error.message } };
  }
}
