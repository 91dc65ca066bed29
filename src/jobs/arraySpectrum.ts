import { settleRecipes } from '../analysis/recipes/settleRecipes';
import { LensError } from '../facts/errors';
import type { SpectrumOutcome, SpectrumSpec } from '../protocol/array';
import type { ArrayAddress, SideIdentity } from '../protocol/worker';
import { effectiveDimension } from '../similarity/measures/effectiveDimension';
import { roundingNotice } from '../similarity/remarks/pairNotices';
import type { RecipeChoice } from '../facts/pairOptions';
import type { Notice } from '../facts/reportParts';
import type { SideFactors } from '../similarity/routes/sideFactors';
import { sideSpectrum } from '../similarity/routes/sideSpectrum';
import { withSpectrum } from '../similarity/routes/spectrum';
import { storedBytes } from './analyses/storedBytes';
import { openSides } from './arrays/openSides';
import { readShapes, type ArrayFacts } from './arrays/readShapes';
import type { Progress } from './progress';
import { plainEngine, type Engine } from './engine';
import { planPair } from './memoryPlan';
import { filePasses } from './passes/filePasses';
import { neuronsOf, samplesOf } from './passes/filePair';
import { roundedIn } from './passes/roundedValues';
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
  const [facts] = (await readShapes([spec.array])) as [ArrayFacts];
  refuseLarge(facts, spec.maxBytes);
  const { address, notices } = settle(spec, facts);
  const opened = await openSides([address], [false], undefined, spec.rank);
  const [identity, name] = [opened.sides[0]!, opened.names[0]!];
  const side = await factorsOf(identity, name, spec, progress, engine).catch(async (error: unknown) => {
    throw await tellingWhy(error, [{ identity, name }]);
  });
  const rounded = await roundedIn({ identity, name });
  const { recipe } = address;
  return {
    path: spec.array.path,
    samples: samplesOf(identity),
    neurons: side.features,
    rank: side.rank,
    ...effectiveDimension(side.singularValues!, side.rank, countedShares),
    ...(recipe ? { recipe } : {}),
    notices: [...notices, ...opened.notices, ...rounded, ...roundingNotice({ ...side, name })],
  };
}

function refuseLarge(facts: ArrayFacts, maxBytes = Infinity): void {
  const bytes = storedBytes(facts);
  if (bytes <= maxBytes) return;
  const [size, limit] = [bytes, maxBytes].map((count) => (count / 2 ** 20).toFixed(1));
  throw new LensError(
    'too-large',
    `${facts.name} holds ${size} MiB, and at most ${limit} MiB are read for a spectrum unasked; ask for it in the array's own view.`,
  );
}

/** The array read as samples x neurons: averages over positions and steps keep one row a sample where nothing else is wanted. */
function settle({ array, recipe }: SpectrumSpec, facts: ArrayFacts): { address: ArrayAddress; notices: Notice[] } {
  if (array.recipe) return { address: array, notices: [] };
  const choice: RecipeChoice = { conv: 'pool', sequence: 'mean', ...recipe };
  const { pair, notices } = settleRecipes([facts], choice);
  const settled = pair(0, 0);
  if ('code' in settled) throw new LensError(settled.code, settled.message);
  if (settled.dft) {
    throw new LensError(
      'recipe-mismatch',
      `${facts.name} has a spectrum at each frequency, not one of all (dft); choose pool or flatten.`,
    );
  }
  return { address: settled.a ? { ...array, recipe: settled.a } : array, notices };
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
