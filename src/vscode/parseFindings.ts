import { isRecord } from '../facts/isRecord';
import type { ScanFindings } from '../protocol/scan';
import { analysisNames } from '../facts/analyses';

type Of<K extends keyof ScanFindings> = ScanFindings[K][number];

type Standing = NonNullable<Of<'notices'>['stands']>['while'];

// Records, so that the compiler asks for a word that is new.
const kinds: Record<Of<'beside'>['kind'], true> = {
  labels: true,
  ids: true,
  masks: true,
  tokens: true,
  pictures: true,
  names: true,
};
const standing: Record<Standing, true> = { 'left-out': true, apart: true, joined: true };

/**
 * What a look through folders has told beside the layers, out of what an analysis page kept; undefined for anything that is not exactly that: the
 * page then has its table without remarks.
 */
export function parseFindings(value: unknown): ScanFindings | undefined {
  if (!isRecord(value)) return undefined;
  const { beside, unreadable, notices, proposals } = value;
  if (!isListOf(beside, isBeside) || !isListOf(unreadable, isUnreadable)) return undefined;
  if (!isListOf(notices, isNotice) || !isListOf(proposals, isProposal)) return undefined;
  return { beside, unreadable, notices, proposals };
}

function isBeside(value: unknown): value is Of<'beside'> {
  return hasTexts(value, 'path', 'reason') && isWord(kinds, value.kind);
}

function isUnreadable(value: unknown): value is Of<'unreadable'> {
  return hasTexts(value, 'path', 'code', 'message');
}

function isNotice(value: unknown): value is Of<'notices'> {
  if (!hasTexts(value, 'code', 'message')) return false;
  const { stands } = value;
  if (stands === undefined) return true;
  return isRecord(stands) && isWord(standing, stands.while) && isListOf(stands.paths, isText);
}

function isProposal(value: unknown): value is Of<'proposals'> {
  return hasTexts(value, 'reason') && (analysisNames as readonly unknown[]).includes(value.analysis);
}

function hasTexts(value: unknown, ...keys: string[]): value is Record<string, unknown> {
  return isRecord(value) && keys.every((key) => isText(value[key]));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isListOf<T>(value: unknown, is: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.every(is);
}

function isWord(words: object, value: unknown): boolean {
  return typeof value === 'string' && Object.hasOwn(words, value);
}
