import { listed } from '../../analysis/pairs/inOrder';
import type { Turn } from '../../facts/pairOptions';
import type { Notice } from '../../facts/reportParts';

/**
 * The remark on matrices that are read otherwise than the orientation says, because only so there are as many samples as in `wanted`, a file of labels
 * or ids. `turned`: whether each is read as neurons x samples, undefined where nothing but the orientation decided.
 */
export function turnedNotices(
  layers: readonly { name: string; turned: boolean | undefined }[],
  wanted: string,
  { orientation }: Turn,
): Notice[] {
  const usual = orientation === 'neurons';
  const names = layers.flatMap(({ name, turned }) => (turned === !usual ? [name] : []));
  if (names.length === 0) return [];
  const reading = usual ? 'samples x neurons (rows are samples)' : 'neurons x samples (columns are samples)';
  const subject = `${listed(names, 4)} ${names.length === 1 ? 'was' : 'were'}`;
  const message = `${subject} read as ${reading}, because only so there are as many samples as in ${wanted}.`;
  return [{ code: 'orientation-said', message }];
}

/** The remark on matrices that were turned because the program that wrote them shows them so, as their files say. */
export function storedTurnedNotices(names: readonly string[]): Notice[] {
  if (names.length === 0) return [];
  const [were, as] = names.length === 1 ? ['was', 'it is'] : ['were', 'they are'];
  const message = `${listed(names, 4)} ${were} read with rows and columns exchanged, as ${as} in MATLAB, which writes matrices turned (MATLAB_class); should the file's own rows be the samples, read as stored (--orientation samples).`;
  return [{ code: 'stored-turned', message }];
}
