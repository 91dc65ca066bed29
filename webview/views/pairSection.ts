import type { ComparisonReport } from '../../src/facts/report';
import type { ExtraName, ExtraOf, PairExtras } from '../../src/protocol/pairExtras';
import type { FromPanel } from '../../src/protocol/panel';
import type { FigureGrid } from './figureGrid';

/** What a section of the comparison page can do beyond itself. */
export interface SectionContext<Name extends ExtraName> {
  /** Asks for what it shows. */
  ask(request: PairExtras[Name]['request']): void;
  cancel(): void;
  /** Whatever else it asks the host for. */
  send(message: FromPanel): void;
  saveJson(outcome: PairExtras[Name]['outcome']): void;
  showLog(): void;
  figures(): FigureGrid;
}

/** What a pair is asked beyond its report, in a section of its page; one node for the life of the page. */
export interface PairSection<Name extends ExtraName> {
  node: HTMLElement;
  /** Shows what was asked; hidden while there is no report to ask about. */
  update(extra: ExtraOf<Name> | undefined, report: ComparisonReport | undefined): void;
  /** Draws anew in the colours of another theme. */
  redraw(): void;
}
