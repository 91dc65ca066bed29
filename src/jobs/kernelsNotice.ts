import { isRecord } from '../facts/isRecord';
import type { JobName } from '../protocol/jobs';
import type { Notice } from '../facts/reportParts';
import { lostKernels } from './loadKernels';

/** The jobs whose numbers the kernels compute. */
const computing: readonly JobName[] = [
  'compare',
  'matrix',
  'writeDirections',
  'analyze',
  'trust',
  'directions',
  'spectrum',
];

/** A job's result, which says first of all where slower kernels had to take the place of WebAssembly. What is given stays as it was. */
export function withKernelsNotice(job: JobName, result: unknown): unknown {
  const lost = lostKernels();
  return lost && computing.includes(job) ? noticed(result, lost) : result;
}

/** Results have their notices as `notices` or `warnings`, some of them in the report that they hold. */
function noticed(result: unknown, notice: Notice): unknown {
  if (!isRecord(result)) return result;
  if (isRecord(result.report)) return { ...result, report: noticed(result.report, notice) };
  const key = Array.isArray(result.notices) ? 'notices' : 'warnings';
  return { ...result, [key]: [notice, ...(result[key] as Notice[])] };
}
