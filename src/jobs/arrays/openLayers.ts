import { settleReadable } from '../../analysis/recipes/settleReadable';
import type { SettledPair } from '../../analysis/recipes/settleRecipes';
import { LensError } from '../../facts/errors';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { SampleCountMismatchError } from '../../similarity/errors';
import type { CompareOptions } from '../../facts/options';
import type { RecipeChoice } from '../../facts/pairOptions';
import { chosenForAll, isTurnedFor } from '../../similarity/orientation';
import type { Notice } from '../../facts/reportParts';
import type { MapsSide } from '../passes/runFrequencies';
import type { Recipe } from '../../facts/recipe';
import { shortNames } from '../../facts/shortNames';
import { neuronsOf } from '../passes/filePair';
import { isStoredTurned, readArrayHeaders, readable, type OpenedHeader, storedShape } from './arrayHeaders';
import { mapsOfHeader, requireMoreSamplesThanChannels } from './mapsOfHeaders';
import { sidesOfHeaders } from './sidesOfHeaders';
import { storedTurnedNotices, turnedNotices } from './turnedNotices';

/** Why a layer cannot be used. */
export interface LayerRefusal {
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
interface OpenedLayers {
  names: string[];
  layers: (OpenedLayer | LayerRefusal)[];
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
  const names = shortNames(addresses.map(({ path }) => path));
  const headers = await readArrayHeaders(addresses, options.recipe);
  const { recipes, notices } = recipesOf(headers, names, options.recipe);
  const read: { name: string; turned: boolean | undefined }[] = [];
  const asWritten: string[] = [];

  function open(i: number): OpenedLayer {
    const header = readable(headers[i]!);
    const { shape } = header.stored;
    const settled = recipes(i);
    if ('code' in settled) throw new LensError(settled.code, settled.message);
    const recipe = settled.a ?? header.address.recipe;
    if (settled.dft) return openFrequencies(header, recipe, names[i]!);
    const transposed = shape.length === 2 && isTurnedFor(shape, samples, options, isStoredTurned(header));
    const identity = sidesOfHeaders([{ header, recipe, transposed }], options.rank).sides[0]!;
    // Before its recipe, which may make many rows of a sample or leave some out.
    requireSamples(shape[transposed ? 1 : 0]!, names[i]!);
    if (shape.length === 2 && chosenForAll(options) === undefined) {
      if (transposed && isStoredTurned(header) && options.orientation === undefined) asWritten.push(names[i]!);
      else read.push({ name: names[i]!, turned: transposed });
    }
    return { identity, neurons: neuronsOf(identity) };
  }

  function openFrequencies(header: OpenedHeader, recipe: Recipe | undefined, name: string): OpenedLayer {
    const { side: maps } = mapsOfHeader({ header, recipe }, name, options.rank);
    requireSamples(maps.identity.shape[0]!, name);
    requireMoreSamplesThanChannels(maps);
    return { identity: maps.identity, neurons: maps.size.channels, maps };
  }

  function requireSamples(found: number, name: string): void {
    if (found !== samples) throw new SampleCountMismatchError(name, found, wanted, samples, '');
  }

  const layers = addresses.map((_, i) => caught(() => open(i)));
  return {
    names,
    layers,
    notices: [...notices, ...turnedNotices(read, wanted, options), ...storedTurnedNotices(asWritten)],
  };
}

/** How each array that can be read is read. */
function recipesOf(
  headers: readonly (OpenedHeader | LensError)[],
  names: readonly string[],
  choice: RecipeChoice | undefined,
): { recipes: (i: number) => SettledPair; notices: Notice[] } {
  const stored = headers.map((found, i) => (found instanceof LensError ? undefined : storedShape(found, names[i]!)));
  const settled = settleReadable(stored, {
    ...choice,
    conv: choice?.conv ?? 'pool',
    sequence: choice?.sequence ?? 'mean',
  });
  // By frequency nothing is averaged: what is no map is refused.
  const deep = choice?.conv === 'dft' ? [] : stored.filter((found) => found !== undefined && found.shape.length > 2);
  const decided = deep.filter((found) => (found!.shape.length === 3 ? choice?.sequence : choice?.conv) === undefined);
  return {
    recipes(i) {
      const problem = settled.problems.find(({ arrays }) => arrays.includes(i));
      return problem ? { code: problem.code, message: problem.message } : settled.pair(i, i);
    },
    notices: [...averagedNotice(decided.map((found) => found!.name)), ...settled.notices],
  };
}

function averagedNotice(names: readonly string[]): Notice[] {
  if (names.length === 0) return [];
  const subject = names.length === 1 ? `${names[0]!} was` : `${names.join(', ')} were`;
  const message = `${subject} averaged over positions or steps, so that each sample stays one sample.`;
  return [{ code: 'recipe-averaged', message }];
}

/** What a refusal says, as a value. A file that changes while it is read is no refusal. */
function caught<T>(attempt: () => T): T | LayerRefusal {
  try {
    return attempt();
  } catch (error) {
    if (!(error instanceof LensError) || error.code === 'file-changed') throw error;
    return { error: { code: error.code, message: error.message } };
  }
}
