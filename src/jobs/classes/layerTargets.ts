import type { Labels } from '../../analysis/classes/labels';
import type { CompareOptions } from '../../facts/options';
import { LensError, type Fault } from '../../facts/errors';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { TooFewSamplesError } from '../../similarity/errors';
import type { SideFactors } from '../../similarity/routes/sideFactors';
import { readArrayHeader } from '../arrays/arrayHeaders';
import { sidesOfHeaders } from '../arrays/sidesOfHeaders';
import { samplesOf } from '../passes/filePair';
import type { Executor } from '../pool/executor';
import type { LayerTargets } from './fitLayer';
import { labelsOfSamples } from './labelsOfSamples';

/** What layers are fitted to: `count` classes, or the columns of a file of logits, of which nothing but the header is read. @throws TooFewSamplesError. */
export async function targetsOf(
  labels: Labels,
  count: number,
  path: string,
  name: string,
  rank: CompareOptions['rank'],
): Promise<LayerTargets> {
  if (labels.kind === 'classes') return { kind: 'classes', classes: { labels: labels.labels, count } };
  if (labels.classes >= labels.samples)
    throw new TooFewSamplesError(
      `${name} has ${labels.classes} columns for ${labels.samples} samples; logits as targets need more samples than classes.`,
    );
  const header = await readArrayHeader({ path }, name);
  return { kind: 'columns', identity: sidesOfHeaders([{ header, transposed: false }], rank).sides[0]!, name };
}

/** The same with what a pass over the columns says of them, once for all layers. */
export async function knownTargets(targets: LayerTargets, executor: Executor): Promise<LayerTargets> {
  if (targets.kind === 'classes') return targets;
  const { identity, name } = targets;
  return { ...targets, known: await factorsOf(identity, name, executor) };
}

async function factorsOf(identity: SideIdentity, name: string, executor: Executor): Promise<SideFactors | undefined> {
  try {
    return (await executor.run('side', { identity, name, wanted: { values: false } })).side;
  } catch (error) {
    // Each layer says it, or leaves those samples out.
    if (error instanceof LensError && error.code === 'non-finite') return undefined;
    throw error;
  }
}

/** Why a layer that is called `name` cannot be fitted to these targets: columns of a file have one row a sample, and stay so. */
export function unfitTarget(
  identity: SideIdentity,
  targets: LayerTargets,
  samples: number,
  name: string,
): Fault | undefined {
  const rows = samplesOf(identity);
  if (targets.kind === 'classes' || rows === samples) return undefined;
  const message = `${name} becomes ${rows} rows and ${targets.name} has ${samples}: logits as targets need one row for each sample; average the positions (pool), or take classes (argmax).`;
  return { code: 'recipe-mismatch', message };
}

/** The same targets for the rows that a layer is read as: a sample's class is that of each of its rows. `labels`, `name`: what messages call them. */
export function targetsOfRows(
  targets: LayerTargets,
  identity: SideIdentity,
  labels: string,
  name: string,
): LayerTargets {
  if (targets.kind === 'columns' || samplesOf(identity) === targets.classes.labels.length) return targets;
  const { labels: of, count } = targets.classes;
  return { kind: 'classes', classes: { labels: labelsOfSamples({ of, name: labels }, identity, name), count } };
}

/** One byte for each row of a layer, 0 for those whose sample has no class; undefined where all have one. */
export function withClass(targets: LayerTargets): Uint8Array | undefined {
  if (targets.kind === 'columns' || !targets.classes.labels.includes(-1)) return undefined;
  return Uint8Array.from(targets.classes.labels, (label) => Number(label >= 0));
}
