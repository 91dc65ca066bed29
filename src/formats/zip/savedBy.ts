import type { FormatId } from '../../facts/formats';

/** Of which format an archive is, and what saves such a one, for sentences. */
export interface SavedBy {
  format: FormatId;
  /** `.npz archive` */
  kind: string;
  /** `numpy.savez` */
  saver: string;
}
