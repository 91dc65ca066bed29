import { LensError } from '../../facts/errors';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { fitClasses, fitColumns, type ClassFit } from '../../similarity/classes/classSimilarity';
import { factorPair } from '../../similarity/routes/factorPair';
import type { SampleClasses } from '../../similarity/routes/rowPasses';
import type { Notice } from '../../facts/reportParts';
import type { SideFactors } from '../../similarity/routes/sideFactors';
import { sideNotices } from '../../similarity/remarks/sideNotices';
import { describeError } from '../describeError';
import { factsOf, sampleRemarks } from '../compare/sampleRemarks';
import { filePasses, type FilePasses } from '../passes/filePasses';
import { neuronsOf, type FilePair } from '../passes/filePair';
import { sidesOf } from '../passes/keptSide';
import { lostVariance } from '../passes/lostVariance';
import { tellingWhy } from '../passes/tellingWhy';
import { passesHere } from '../passes/passExecutor';

/** What a layer is to tell: the class of each sample, or the columns of a file as they are, with what is known of them. */
export type LayerTargets =
  | { kind: 'classes'; classes: SampleClasses }
  | { kind: 'columns'; identity: SideIdentity; name: string; known?: SideFactors | undefined };

/** A layer, and the targets that it is fitted to. */
export interface LayerSpec {
  identity: SideIdentity;
  name: string;
  targets: LayerTargets;
  /** One byte for each row of the layer, 0 for those that are left out; absent when none is. */
  mask?: Uint8Array | undefined;
}

/** How well a layer tells each target and what is said of it by itself (see arrayNotices), or why it was refused. */
export type LayerFit = { fit: ClassFit; notices: Notice[] } | { error: { code: string; message: string } };

/** Fits one layer in this thread: one pass over its file for all targets, more only where the layer is ill-conditioned. */
export async function fitLayer(spec: LayerSpec): Promise<LayerFit> {
  try {
    return await fit(spec);
  } catch (thrown) {
    const error = await tellingWhy(thrown, sidesOf({ ...filesOfLayer(spec), mask: spec.mask }), lostVariance);
    if (error instanceof LensError && error.code !== 'file-changed') return { error: describeError(error) };
    throw error;
  }
}

async function fit(spec: LayerSpec): Promise<{ fit: ClassFit; notices: Notice[] }> {
  const { targets, mask, identity, name } = spec;
  const pair = { ...filesOfLayer(spec), mask };
  const passes = (files: FilePair) => filePasses(files, passesHere, () => undefined);
  const noticesOf = async (side: SideFactors, { a: marks }: ReturnType<FilePasses['marks']>): Promise<Notice[]> => [
    ...sideNotices(side),
    ...(await sampleRemarks({ identity, name, mask, ...factsOf(side), marks, purpose: 'classes' })),
  ];
  if (targets.kind === 'columns') {
    // What is known of the targets is so of all samples.
    const known = targets.known && !mask ? { b: targets.known } : {};
    const files = passes(pair);
    const factors = await factorPair(files, pair.names, { known });
    const found = fitColumns(factors, neuronsOf(targets.identity));
    return { fit: found, notices: await noticesOf(factors.a, files.marks()) };
  }
  const kept = keptClasses(targets.classes, mask);
  const files = passes({ ...pair, classes: kept });
  const { side, ...found } = await fitClasses(files, name, kept);
  return { fit: found, notices: await noticesOf(side, files.marks()) };
}

/** The classes of the samples that a mask keeps, -1 for the others. */
export function keptClasses({ labels, count }: SampleClasses, mask: Uint8Array | undefined): SampleClasses {
  return { labels: mask ? labels.map((label, i) => (mask[i] === 1 ? label : -1)) : labels, count };
}

/** Of classes the layer stands alone, in the place of both sides. */
export function filesOfLayer({ identity, name, targets }: Pick<LayerSpec, 'identity' | 'name' | 'targets'>): FilePair {
  return targets.kind === 'columns'
    ? { a: identity, b: targets.identity, names: { a: name, b: targets.name } }
    : { a: identity, b: identity, names: { a: name, b: name } };
}
