import type { Hdf5Library } from './hdf5/library';

/**
 * Random access to the bytes of a file, a member of an archive, or a buffer in a test. The only way the pure rooms reach data, so that
 * a file larger than memory is read in pieces.
 */
export interface ByteSource {
  /** Total bytes. */
  readonly byteLength: number;
  /**
   * The bytes from `start` to `end` (exclusive), exactly `end - start` of them. Both must lie within the source.
   * @throws FileChangedError when the source became shorter or was modified since it was opened.
   */
  slice(start: number, end: number): Promise<Uint8Array>;
  /** Fills `target` with the bytes from `start` on, as `slice` gives them, without memory of its own; absent where that saves nothing. */
  fill?(start: number, target: Uint8Array): Promise<void>;
  /** True when slices must be asked for in rising order to be cheap (an inflated archive member): going back starts again. */
  readonly sequential?: boolean;
  /** How the HDF5 library is asked about the whole of it: of files that are open. */
  readonly hdf5?: Hdf5Library;
}
