import type { ScanNotice } from '../../src/protocol/scan';
import type { Selection } from '../../src/protocol/selection';

/** The remarks of a scan that the table of arrays, as people have changed it since, still bears out. */
export function standingNotices(notices: readonly ScanNotice[], { arrays }: Selection): ScanNotice[] {
  const byPath = new Map(arrays.map((array) => [array.path, array]));
  return notices.filter(({ stands }) => {
    if (!stands) return true;
    return stands.paths.some((path) => {
      const array = byPath.get(path);
      if (!array) return false;
      if (stands.while === 'left-out') return !array.include;
      return (stands.while === 'joined') === (array.more !== undefined && array.more.length > 0);
    });
  });
}
