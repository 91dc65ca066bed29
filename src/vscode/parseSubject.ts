import { isAbsolute } from 'node:path';
import { isRecord } from '../facts/isRecord';
import { parseSelection } from '../analysis/selection/parseSelection';
import type { ScanTaking, ScanSpec } from '../protocol/scan';
import type { ArrayForm, ClusterPlace } from '../protocol/clusterPage';
import type { AnalysisSubject } from '../protocol/panel';
import { parseFindings } from './parseFindings';
import { parseFollow } from './parseFollow';

/**
 * Checks of what comes back from an analysis page, as parseRequest has them for the others. Each yields undefined for anything that is not
 * exactly the thing.
 */

/** What an analysis panel is about. Names are not taken over: they are made anew for this window. */
export function parseSubject(value: unknown): AnalysisSubject | undefined {
  if (!isRecord(value)) return undefined;
  const parsed = parseSelection(value.selection);
  const scan = value.scan === undefined || value.scan === null ? undefined : parseScan(value.scan);
  if (!('selection' in parsed) || (value.scan && !scan)) return undefined;
  const document = typeof value.document === 'string' ? value.document : undefined;
  const found = parseFindings(value.found);
  const cluster = parseClusterPlace(value.cluster);
  const follow = parseFollow(value.follow);
  const started = value.started === true;
  const kept = { ...(cluster && { cluster }), ...(follow && { follow }) };
  return { selection: parsed.selection, names: {}, scan, found, document, started, ...kept };
}

/** What people have filled in before an analysis is submitted. */
export function parseArrayForm(value: unknown): ArrayForm | undefined {
  if (!isRecord(value)) return undefined;
  const { results, shards, partition, account, time, memory, cpus, throttle } = value;
  const form = { results, shards, partition, account, time, memory, cpus, throttle };
  return Object.values(form).every((text) => typeof text === 'string') ? (form as ArrayForm) : undefined;
}

function parseClusterPlace(value: unknown): ClusterPlace | undefined {
  if (!isRecord(value)) return undefined;
  const { results, plan } = value;
  const isPlan = typeof plan === 'string' && /^[0-9a-f]{12}$/.test(plan);
  return isPlan && typeof results === 'string' && isAbsolute(results) ? { results, plan } : undefined;
}

/** Globs, empty ones left out. */
export function parseGlobs(value: unknown): string[] | undefined {
  if (!isTexts(value)) return undefined;
  return value.map((glob) => glob.trim()).filter((glob) => glob !== '');
}

function parseScan(value: unknown): ScanSpec | undefined {
  if (!isRecord(value) || !isTexts(value.roots) || value.roots.length === 0) return undefined;
  if (!value.roots.every((root) => isAbsolute(root))) return undefined;
  const [include, exclude] = [parseGlobs(value.include), parseGlobs(value.exclude)];
  return { roots: value.roots, include, exclude, ...parseScanTaking(value) };
}

/** How files are taken, out of what a page or a kept panel says; what is none of the choices is not made. */
export function parseScanTaking(value: unknown): ScanTaking {
  if (!isRecord(value)) return {};
  const { splits, stacks } = value;
  return { ...((splits === 'join' || splits === 'apart') && { splits }), ...(stacks === true && { stacks }) };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
