import type { Notice } from '../facts/reportParts';
import type { JobName, Jobs } from '../protocol/jobs';
import { lostKernels } from './loadKernels';

/** A job's result with a notice in front of those that it has. */
type WithNotice<Name extends JobName> = (result: Jobs[Name]['result'], notice: Notice) => Jobs[Name]['result'];

/** Where results have their notices, of the jobs whose numbers the kernels compute; null of others. */
const noticed: { [Name in JobName]: WithNotice<Name> | null } = {
  compare: inReport,
  rows: (result, notice) => (result.report ? { ...result, report: inWarnings(result.report, notice) } : result),
  matrix: inWarnings,
  writeDirections: inReport,
  analyze: inWarnings,
  trust: inNotices,
  directions: inNotices,
  spectrum: inNotices,
  summary: null,
  arrayFile: null,
  window: null,
  convert: null,
  sample: null,
  scan: null,
  headers: null,
  names: null,
  estimate: null,
  shard: null,
  kept: null,
  plan: null,
  watch: null,
  arraysAsRead: null,
  warmUp: null,
  writeProjections: null,
};

/** A job's result, which says first of all where slower kernels had to take the place of WebAssembly. What is given stays as it was. */
export function withKernelsNotice<Name extends JobName>(job: Name, result: Jobs[Name]['result']): Jobs[Name]['result'] {
  const lost = lostKernels();
  return lost && noticed[job] ? noticed[job](result, lost) : result;
}

function inWarnings<Result extends { warnings: Notice[] }>(result: Result, notice: Notice): Result {
  return { ...result, warnings: [notice, ...result.warnings] };
}

function inNotices<Result extends { notices: Notice[] }>(result: Result, notice: Notice): Result {
  return { ...result, notices: [notice, ...result.notices] };
}

function inReport<Result extends { report: { warnings: Notice[] } }>(result: Result, notice: Notice): Result {
  return { ...result, report: inWarnings(result.report, notice) };
}
