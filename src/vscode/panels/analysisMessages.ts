import type { LogOutputChannel } from 'vscode';
import { parseSelection } from '../../analysis/selection/parseSelection';
import type { FromPanel } from '../../protocol/panel';
import type { ScanTaking } from '../../protocol/scan';
import type { Selection } from '../../protocol/selection';
import type { NoticePlace } from '../../facts/reportParts';
import { parseGlobs, parseScanTaking } from '../parseSubject';

/** What a tab of analyses does where its page asks for it. */
export interface AnalysisActions {
  cancel(): void;
  openAsText(): void;
  scan(include: string[] | undefined, exclude: string[] | undefined, taking: ScanTaking): void;
  select(selection: Selection): void;
  run(): void;
  follow(on: boolean): void;
  openOutside(): void;
  setup(): void;
  save(): void;
  choose(what: 'labels' | 'names'): void;
  openPair(a: string, b: string): void;
  showPair(a: string, b: string): void;
  showArray(place: NoticePlace): void;
}

/** Has done what the page of analyses asks for beyond saving, copying and clusters. What is not within its ranges is not done. */
export function receiveAnalysis(message: FromPanel, actions: AnalysisActions, log: LogOutputChannel): void {
  switch (message.type) {
    case 'cancel':
      return actions.cancel();
    case 'openAsText':
      return actions.openAsText();
    case 'scan':
      return actions.scan(parseGlobs(message.include), parseGlobs(message.exclude), parseScanTaking(message.taking));
    case 'select': {
      const parsed = parseSelection(message.selection);
      if ('selection' in parsed) return actions.select(parsed.selection);
      return log.warn(`The page sent no selection: ${parsed.problems.join('; ')}.`);
    }
    case 'run':
    case 'again':
      return actions.run();
    case 'follow':
      return actions.follow(message.on === true);
    case 'openOutside':
      return actions.openOutside();
    case 'setup':
      return actions.setup();
    case 'saveSelection':
      return actions.save();
    case 'chooseFor':
      return actions.choose(message.what);
    case 'openPair':
      return actions.openPair(message.a, message.b);
    case 'showArray':
      return actions.showArray(message.place);
    case 'showPair':
      return actions.showPair(message.a, message.b);
  }
}
