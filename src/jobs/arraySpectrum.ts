import { settleRecipes } from '../analysis/recipes/settleRecipes';
import { LensError } from '../facts/errors';
import type { SpectrumOutcome, SpectrumSpec } from '../protocol/arraySpectrum';
import type { SideIdentity } from '../protocol/sideIdentity';
import { effectiveDimension } from '../similarity/measures/effectiveDimension';
import { roundingNotice } from '../similarity/remarks/pairNotices';
import type { RecipeChoice } from '../facts/pairOptions';
import type { Notice } from '../facts/reportParts';
import type { SideFactors } from '../similarity/routes/sideFactors';
import { sideSpectrum } from '../similarity/routes/sideSpectrum';
import { withSpectrum } from '../similarity/routes/spectrum';
import { storedBytes } from './analyses/storedBytes';
import { readArrayHeader, storedShape, type OpenedHeader } from './arrays/arrayHeaders';
import { sidesOfHeaders } from './arrays/sidesOfHeaders';
import type { Recipe } from '../facts/recipe';
import type { Progress } from './progress';
import { plainEngine, type Engine } from './engine';
import { planPair } from './memoryPlan';
import { filePasses } from './passes/filePasses';
import { neuronsOf, samplesOf } from './passes/filePair';
import { roundedIn } from './passes/roundedValues';
import { lostVariance } from './passes/lostVariance';
import { tellingWhy } from './passes/tellingWhy';

/** Shares of the variance whose directions are counted. */
const countedShares = [0.9, 0.99];

/**
 * The PCA spectrum of one array, rows being samples; an array of maps or sequences becomes that as {@link SpectrumSpec} says. A known array reads
 * nothing, but 64-bit integers to count those that float64 rounds.
 * @throws LensError `too-large` (see maxBytes), `ambiguous-layout`, `recipe-mismatch`, `memory-budget`; NonFiniteError; NoVarianceError;
 * WrongDimensionsError and the other errors of opening and reading.
 */
export async function arraySpectrum(
  spec: SpectrumSpec,
  progress: Progress,
  engine: Engine = plainEngine(),
): Promise<SpectrumOutcome> {
  const header = await readArrayHeader(spec.array, undefined, { choice: spec.recipe?.mask, known: new Map() });
  const { name } = header;
  refuseLarge(header, spec.maxBytes);
  const { recipe, notices } = settle(spec, header);
  const opened = sidesOfHeaders([{ header, recipe, transposed: false }], spec.rank);
  const identity = opened.sides[0]!;
  const side = await factorsOf(identity, name, spec, progress, engine).catch(async (error: unknown) => {
    throw await tellingWhy(error, [{ identity, name }], lostVariance);
  });
  const rounded = await roundedIn({ identity, name });
  return {
    path: spec.array.path,
    samples: samplesOf(identity),
    neurons: side.neurons,
    rank: side.rank,
    ...effectiveDimension(side.singularValues!, side.rank, countedShares),
    ...(recipe ? { recipe } : {}),
    notices: [...notices, ...opened.notices, ...rounded, ...roundingNotice({ ...side, name })],
  };
}

function refuseLarge({ name, stored }: OpenedHeader, maxBytes = Infinity): void {
  const bytes = storedBytes(stored);
  if (bytes <= maxBytes) return;
  const [size, limit] = [bytes, maxBytes].map((count) => (count / 2 ** 20).toFixed(1));
  throw new LensError(
    'too-large',
    `${name} holds ${size} MiB, and at most ${limit} MiB are read for a spectrum unasked; ask for it in the array's own view.`,
  );
}

/** How the array becomes samples x neurons: averages over positions and steps keep one row a sample where nothing else is wanted. */
function settle(
  { array, recipe }: SpectrumSpec,
  header: OpenedHeader,
): { recipe: Recipe | undefined; notices: Notice[] } {
  if (array.recipe) return { recipe: array.recipe, notices: [] };
  const choice: RecipeChoice = { conv: 'pool', sequence: 'mean', ...recipe };
  const { pair, notices } = settleRecipes([storedShape(header, header.name)], choice);
  const settled = pair(0, 0);
  if ('code' in settled) throw new LensError(settled.code, settled.message);
  if (settled.dft) {
    throw new LensError(
      'recipe-mismatch',
      `${header.name} has a spectrum at each frequency, not one of all (dft); choose pool or flatten.`,
    );
  }
  return { recipe: settled.a, notices };
}

async function factorsOf(
  identity: SideIdentity,
  name: string,
  { resources = {} }: SpectrumSpec,
  progress: Progress,
  engine: Engine,
): Promise<SideFactors> {
  const store = engine.store(resources);
  const known = await store.side(identity);
  // What a comparison wanted of it may be known by another way.
  const found = known?.valuesFrom === 'triangle' ? known : known && withSpectrum(known, { values: true });
  if (found?.singularValues) return found;
  const start = performance.now();
  const names = { a: name, b: name };
  const executor = await engine.executor(planPair(identity, identity, names, resources).workers);
  const pair = { a: identity, b: identity, names };
  const passes = filePasses(pair, executor, (share) => progress(`reading ${name}`, Math.min(0.9, 2 * share)));
  const side = await sideSpectrum(passes, name);
  // Pairs look for sides among the files that have fewer neurons than samples.
  if (neuronsOf(identity) < samplesOf(identity))
    await store.keepSide(identity, side, performance.now() - start > store.lastingFrom);
  return side;
}
