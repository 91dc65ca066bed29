import { findLibrary } from '../../../src/jobs/native/findLibrary';
import { loadKoffi } from '../../../src/jobs/native/koffi';
import { projectFolder } from '../../workbench/paths';

/** The library that this machine has for tests, with koffi to call it; undefined, which is said, where it has none: then nothing of it is tested. */
export async function machineLibrary(): Promise<string | undefined> {
  const library = loadKoffi(projectFolder) && (await findLibrary('auto', []));
  if (library === undefined)
    console.log('      not tested: a native library, of which this machine has none, or no koffi');
  return library;
}
