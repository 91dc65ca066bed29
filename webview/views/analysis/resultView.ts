import { pageWords } from '../../../src/facts/pageWords';
import type { AnalysisResult } from '../../../src/facts/analyses';
import type { ScoreName } from '../../../src/facts/measures';
import type { ShownPair } from '../../../src/protocol/panel';
import { element } from '../../element';
import { counted } from '../../../src/facts/numbers';
import { scoreFacts } from '../../../src/facts/measures/scores';
import { notices } from '../notices';
import { tip } from '../tip';

/** What a view of a result can do beyond showing it. */
export interface ViewContext {
  /** Opens the full comparison of two arrays, by their paths. */
  openPair(a: string, b: string): void;
  /** Asks for the report of two arrays, which comes by `showPair`. */
  askPair(a: string, b: string): void;
  /** Keeps a file; `part` tells it from others of the same result. */
  save(content: string | Uint8Array, extension: string, part?: string): void;
  /** What the result is about, for pictures. */
  subject(): string;
}

/** A view of one kind of result; it keeps what a person chose in it (measure, order, model) from one result to the next. */
export interface ResultView<Result extends AnalysisResult> {
  node: HTMLElement;
  /** `running`: more is to come. */
  show(result: Result, running: boolean): void;
  /** What has come of the pair that was asked for, where a view shows one. */
  showPair?(pair: ShownPair | undefined): void;
  /** The score that is chosen in the view, where one chooses it there. */
  shownScore?(): ScoreName | undefined;
  /** Draws the same again in the colours of another theme. */
  restyle(): void;
}

/** The name of a score with its definition. */
export function measureName(measure: ScoreName): HTMLElement {
  return tip([scoreFacts(measure).label], scoreFacts(measure).convention);
}

/** What the numbers say, in words, above them. */
export function readingLine(text: string): HTMLElement {
  return element('p', { class: 'reading-line', 'data-test': 'reading', hidden: text === '' }, text);
}

/** Shows what a result of pairs says beside its numbers, in the places for it: its warnings, and the pairs that were refused. */
export function showBeside(
  { warnings, refused }: AnalysisResult,
  places: { remarks: HTMLElement; refused: HTMLElement },
): void {
  const list = notices(warnings);
  places.remarks.replaceChildren(...(list ? [list] : []));
  places.refused.replaceChildren(...refusedList(refused, (path) => path, 'pair'));
}

/** The pairs that were refused, by reason; nothing when there are none. */
export function refusedList(
  refused: AnalysisResult['refused'],
  nameOf: (path: string) => string,
  what: 'pair' | 'layer',
): HTMLElement[] {
  if (refused.length === 0) return [];
  const reasons = new Map<string, string[]>();
  for (const { a, b, message: sentence } of refused) {
    const message = pageWords(sentence);
    const name = a === b || b === '' ? nameOf(a) : `${nameOf(a)} with ${nameOf(b)}`;
    const listed = reasons.get(message);
    if (listed) listed.push(name);
    else reasons.set(message, [name]);
  }
  const items = [...reasons].map(([message, names]) => {
    const shown = names.slice(0, 20).join('; ');
    const more = names.length > 20 ? `; and ${counted(names.length - 20, 'more', 'more')}` : '';
    return element('li', {}, message, element('p', { class: 'small-print' }, `${shown}${more}`));
  });
  const arrays = refused.filter(({ b }) => b === '').length;
  const parts = [
    arrays > 0 && counted(arrays, 'array'),
    arrays < refused.length && counted(refused.length - arrays, what),
  ];
  const title = `${parts.filter((part) => part !== false).join(' and ')} could not be computed`;
  return [
    element(
      'details',
      { class: 'refused', 'data-test': 'refused' },
      element('summary', {}, title),
      element('ul', { class: 'plain-list' }, ...items),
    ),
  ];
}
