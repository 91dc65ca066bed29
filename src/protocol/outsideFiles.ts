import { listedFiles, type NamedFiles } from '../facts/namedFiles';

/** The code of what stands in the way while a selection or a comparison names files that are not opened without being asked for. */
export const filesOutside = 'files-outside';

/** What people say to have them opened. */
export const openOutsideLabel = 'Open Them';

/** The sentence on such files. */
export function outsideSentence(files: NamedFiles, named: 'selection' | 'comparison'): string {
  const what = files.count === 1 ? 'a file that lies' : `${files.count.toLocaleString('en-US')} files that lie`;
  return `This ${named} names ${what} outside the folders of this workspace or on another machine (${listedFiles(files)}); none of its files is opened before you say so.`;
}
