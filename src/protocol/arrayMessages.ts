import type { RecipeChoice } from '../facts/pairOptions';
import type { NoticePlace } from '../facts/reportParts';
import type { InlineState } from './inline';
import type { Extra } from './extra';
import type { ArrayAddress } from './arrayAddress';
import type { ArraySummary } from './arraySummary';
import type { ArrayFile } from './arrayFile';
import type { SpectrumOutcome } from './arraySpectrum';
import type { WindowOutcome } from './window';

/** What the page of the array viewer shows and asks for. */

/** What is asked of a single array, for the array viewer and hovers. */

/** The code of the remark that columns are counted and not listed, or not looked at by themselves. */
export const columnsNotListed = 'columns-not-listed';

/** What the viewer of arrays shows. */
export type ArrayState =
  | { status: 'loading'; name: string }
  | { status: 'failed'; name: string; error: { code: string; message: string } }
  | {
      status: 'done';
      name: string;
      path: string;
      file: ArrayFile;
      /** The member that is shown; empty for a file of one array. */
      member: string;
      /** Its address, as comparisons take it. */
      array: ArrayAddress;
      /** How often the file was read anew: what was shown of an earlier one no longer holds. */
      revision: number;
      /** The file is being written, or gone, since it was read: the sentence that says so. */
      trouble?: string | undefined;
      /** Statistics of each index of an axis, over all others. */
      statistics?: Asked<{ axis: number | null }, ArraySummary> | undefined;
      spectrum?: Asked<{ recipe?: RecipeChoice | undefined }, SpectrumOutcome> | undefined;
      /** Where the table is to stand, once for each number: who asked for the array asked for a sample or a neuron of it. */
      goTo?: PlaceInArray | undefined;
      /** The inline similarity panel at the foot. */
      inline?: InlineState | undefined;
    };

/** A sample and a neuron of an array; `turned`: its samples run along the second axis. */
export type PlaceInArray = Pick<NoticePlace, 'sample' | 'neuron' | 'turned'> & { number: number };

/** Something that needs all of an array; `large`: so many bytes are not read without being asked for. */
export type Asked<Request, Outcome> = Extra<Request, Outcome> | { status: 'large'; request: Request; bytes: number };

/** What the page of the viewer asks for. */
export type FromArray =
  /** Shows another member. */
  | { type: 'member'; name: string }
  /** Elements, answered by a {@link WindowMessage} with this number: every request, in the order in which they were sent. */
  | { type: 'window'; id: number; ranges: [number, number][]; axes: number[]; texts: boolean }
  /** Statistics or spectrum; unless `asked` for by a person, only where little must be read. */
  | { type: 'statistics'; axis: number | null; asked: boolean }
  | { type: 'spectrum'; recipe?: RecipeChoice | undefined; asked: boolean }
  | { type: 'cancel'; what: 'statistics' | 'spectrum' | 'window' }
  | { type: 'bfloat16' };

/** Host to page, beside states: the elements that were asked for, how far they are, or why there are none. */
export type WindowMessage = { type: 'window'; id: number } & (
  | { status: 'loading'; fraction: number }
  | { status: 'done'; outcome: WindowOutcome }
  | { status: 'failed'; error: { code: string; message: string } }
);
