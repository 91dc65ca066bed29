import type { CompareOptions } from '../facts/options';
import type { ComparisonReport } from '../facts/report';
import type { SideNames } from './sideNames';
import type { ArrayAddress } from './arrayAddress';
import type { ScoreName } from '../facts/measures';

/** The inline similarity panel: in the side bar, at the foot of the array viewer, and (its drawing alone) in notebooks. */

/** An array and how people know it. */
export interface NamedArray {
  address: ArrayAddress;
  name: string;
}

/** What the inline panel shows of an array (the subject), which follows what is selected or open. */
export interface InlineState {
  status: 'inline';
  /** Absent while nothing that can be compared is open. */
  subject?: NamedArray | undefined;
  /** What everything is compared with until it is unpinned. */
  reference?: NamedArray | undefined;
  /** The reference (side a) against the subject (side b); absent when either is missing, or they are the same. */
  pair?: InlinePair | undefined;
  /** The subject against the layers beside it; absent when its name belongs to no recognised layout. */
  row?: InlineRow | undefined;
  /** Newest first. */
  recent: RecentComparison[];
}

export type InlinePair =
  /** So many bytes are not read without being asked for. */
  | { status: 'large'; bytes: number }
  | { status: 'loading'; phase: string; fraction: number }
  /** With the scores that are shown of it, in order. */
  | { status: 'done'; report: ComparisonReport; scores: ScoreName[] }
  | { status: 'failed'; error: { code: string; message: string } };

/** One row of the layer matrix: the subject (side a) against each layer of its model and checkpoint (side b), in the order of the layers. */
export interface InlineRow {
  status: 'large' | 'loading' | 'done' | 'failed';
  measure: ScoreName;
  /** Of the cells not yet computed, when `status` is large. */
  bytes?: number | undefined;
  /** Sentence of a failure. */
  message?: string | undefined;
  /** None where it failed before its layers were known. */
  cells: { address: ArrayAddress; layer: string; self: boolean; value: number | null; refused?: string | undefined }[];
}

/** A comparison that was looked at. */
export interface RecentComparison {
  a: ArrayAddress;
  b: ArrayAddress;
  names: SideNames;
  /** SVCCA, or null where it is not defined. */
  svcca: number | null;
  /** When it was looked at last, milliseconds since 1970; absent in what an earlier version kept. */
  at?: number | undefined;
  /** What it was computed with; absent in what an earlier version kept. */
  options?: CompareOptions | undefined;
  /** The marks of the files that it is of, by path; absent in what an earlier version kept. */
  files?: Record<string, string> | undefined;
  /** What became of one of the files since; absent while all are as they were. */
  stale?: 'changed' | 'gone' | undefined;
}

/** What the inline panel asks for. */
export type FromInline =
  /** Pins the subject as reference. */
  | { type: 'pin' }
  | { type: 'unpin' }
  /** Asks for a file to pin. */
  | { type: 'chooseReference' }
  /** Computes what was left alone because it is large, or again after a failure. */
  | { type: 'compute'; what: 'pair' | 'row' }
  | { type: 'cancel' }
  /** Opens the full panel of a pair with the options that its score is of: of a recent comparison, of a cell, or those of the settings. */
  | { type: 'open'; a: ArrayAddress; b: ArrayAddress; recent?: boolean }
  /** Opens the array viewer. */
  | { type: 'view'; array: ArrayAddress };
