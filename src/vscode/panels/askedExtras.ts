import type { AskedExtra, ExtraName, PairExtras } from '../../protocol/pairExtras';
import type { FromPanel } from '../../protocol/panel';
import { distinctFiles, filesOf } from '../files/filesOf';
import { parseDirections, parseTrust } from '../parseExtras';

/** What the host must know of something that a page asks beyond a report. */
interface ExtraOfPage<Request> {
  /** Undefined for anything that is not within its ranges. */
  parse(value: unknown): Request | undefined;
  /** Files that it is of beside those of the pair. */
  files?(request: Request): string[];
}

/** Everything that a page can ask beyond a report. */
export const extrasOfPage: { [Name in ExtraName]: ExtraOfPage<PairExtras[Name]['request']> } = {
  trust: { parse: parseTrust },
  directions: {
    parse: parseDirections,
    // Labels and the names of classes.
    files: ({ labels, names }) => [
      ...(labels ? filesOf([labels]) : []),
      ...(names === undefined ? [] : distinctFiles([names])),
    ],
  },
};

/** Whether a message asks beyond a report. */
export function asksBeyond(message: FromPanel): message is AskedExtra {
  return Object.hasOwn(extrasOfPage, message.type);
}
