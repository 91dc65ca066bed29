import { isRecord } from '../../facts/isRecord';

/** Checks of what the code of kernelCode prints. */

/** An array among the variables of a kernel. */
export interface KernelArray {
  name: string;
  type: 'ndarray' | 'Tensor';
  /** As numpy or torch names it. */
  dtype: string;
  shape: number[];
  bytes: number;
}

/** How saving a variable went. */
export type Saved =
  /** @property converted the type that it was saved as, where .npy files do not have its own. */
  | { saved: true; dtype: string; converted?: string | undefined }
  | { saved: false; problem: 'gone' | 'numpy' | 'remote' }
  | { saved: false; problem: 'kind'; type: string }
  | { saved: false; problem: 'large'; bytes: number }
  | { saved: false; problem: 'failed'; message: string };

/** The arrays that a kernel tells of; undefined for anything else. */
export function parseArrays(answer: unknown): KernelArray[] | undefined {
  if (!Array.isArray(answer)) return undefined;
  const arrays = answer.map(parseArray);
  return arrays.every((array) => array !== undefined) ? arrays : undefined;
}

function parseArray(value: unknown): KernelArray | undefined {
  if (!isRecord(value)) return undefined;
  const { name, type, dtype, shape, bytes } = value;
  if (typeof name !== 'string' || (type !== 'ndarray' && type !== 'Tensor') || typeof dtype !== 'string')
    return undefined;
  if (!Array.isArray(shape) || !shape.every(isCount) || !isCount(bytes)) return undefined;
  return { name, type, dtype, shape, bytes };
}

/** How a kernel says that saving went; undefined for anything else. */
export function parseSaved(answer: unknown): Saved | undefined {
  if (!isRecord(answer)) return undefined;
  const { saved, problem, dtype, converted, type, bytes, message } = answer;
  if (saved === true && typeof dtype === 'string')
    return { saved, dtype, ...(typeof converted === 'string' && { converted }) };
  switch (problem) {
    case 'gone':
    case 'numpy':
    case 'remote':
      return { saved: false, problem };
    case 'kind':
      return typeof type === 'string' ? { saved: false, problem, type } : undefined;
    case 'large':
      return isCount(bytes) ? { saved: false, problem, bytes } : undefined;
    case 'failed':
      return typeof message === 'string' ? { saved: false, problem, message } : undefined;
    default:
      return undefined;
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
