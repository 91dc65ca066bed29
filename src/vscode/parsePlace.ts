import { isRecord } from '../facts/isRecord';
import type { NoticePlace } from '../facts/reportParts';

/** A place in an array as a page or a command names it; undefined for anything else. Whether it lies in the array is for those to say who show it. */
export function parsePlace(value: unknown): NoticePlace | undefined {
  if (!isRecord(value)) return undefined;
  const { path, sample, neuron, turned } = value;
  const isIndex = (index: unknown): index is number | undefined =>
    index === undefined || (typeof index === 'number' && Number.isSafeInteger(index) && index >= 0);
  if (typeof path !== 'string' || !isIndex(sample) || !isIndex(neuron)) return undefined;
  return { path, sample, neuron, ...(turned === true ? { turned } : {}) };
}
