import type { ExtraName } from '../../src/protocol/pairExtras';
import { directionsSection } from './directionsSection';
import type { PairSection, SectionContext } from './pairSection';
import { trustSection } from './trustSection';

/** The sections of the comparison page. */
export const pairSections: { [Name in ExtraName]: (context: SectionContext<Name>) => PairSection<Name> } = {
  trust: trustSection,
  directions: directionsSection,
};
