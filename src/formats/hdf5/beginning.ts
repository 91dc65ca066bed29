import type { ByteSource } from '../byteSource';
import { Hdf5FormatError } from './errors';
import { isSignature, placesOfSignature } from './superblock';

/**
 * Looks for HDF5's signature at the places where it may stand.
 * @throws Hdf5FormatError in plain words where it stands nowhere, and for MATLAB's files of other versions.
 */
export async function requireBeginning(file: ByteSource, name: string): Promise<void> {
  if (file.byteLength === 0) throw new Hdf5FormatError(`${name} is empty (0 bytes); save the arrays again.`);
  const start = await file.slice(0, Math.min(128, file.byteLength));
  const text = String.fromCharCode(...start);
  const matlab = /^MATLAB (\d+(?:\.\d+)?)/.exec(text)?.[1];
  if (matlab !== undefined && matlab !== '7.3')
    throw new Hdf5FormatError(
      `${name} is a MATLAB file of version ${matlab}, and only 7.3 is read; save it in MATLAB with save('x.mat', 'x', '-v7.3').`,
    );
  for (const at of placesOfSignature(file.byteLength)) if (isSignature(await file.slice(at, at + 8))) return;
  const bytes = Array.from(start.slice(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const advice = 'save the arrays with h5py, or in MATLAB with -v7.3';
  throw new Hdf5FormatError(
    `${name} is not an HDF5 file (it begins with the bytes ${bytes}, and HDF5's signature is nowhere where it may be); ${advice}.`,
  );
}
