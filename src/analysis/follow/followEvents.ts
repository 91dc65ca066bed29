import type { AnalysisResult } from '../../facts/analyses';
import { isDistance, scoreFacts } from '../../facts/measures/scores';
import { counted, numberText } from '../../facts/numbers';
import type { FollowEvent } from '../../protocol/follow';
import type { SelectedArray } from '../../protocol/selection';
import { distinct, firstAndLast, groupedBy } from '../pairs/inOrder';

/** More checkpoints than these that something happens to at once are told of together. */
const manyCheckpoints = 4;

type What = 'began' | 'came' | 'rewritten' | 'gone';

const words: Record<What, string> = {
  began: 'there at first',
  came: 'came',
  rewritten: 'written anew',
  gone: 'deleted, and left out from now on',
};

/** What happened to some arrays of a selection, checkpoint by checkpoint; to many of them at once in one event. */
export function checkpointEvents(what: What, arrays: readonly SelectedArray[], at: number): FollowEvent[] {
  const groups = [...groupedBy(arrays, ({ model, checkpoint }) => [model, checkpoint].join('\0')).values()];
  const together = what === 'began' || groups.length > manyCheckpoints ? [arrays] : groups;
  return together
    .filter((own) => own.length > 0)
    .map((own) => ({
      at,
      what,
      text: `${nameOfCheckpoints(own)} ${words[what]}: ${firstAndLast(distinct(own.map(({ layer }) => layer)), 'layer')}`,
    }));
}

/** What a result has to say of the newest checkpoint: how like it is to the one before it, in the layer that is least so. */
export function computedEvent(result: AnalysisResult, at: number): FollowEvent {
  const known = result.known === 0 ? '' : `, ${counted(result.known, 'pair')} known from before`;
  const steps = result.analysis === 'dynamics' ? result.models.flatMap((model) => stepOf(model, result.measure)) : [];
  return { at, what: 'computed', text: `computed${known}${steps.map((step) => `; ${step}`).join('')}` };
}

type Model = Extract<AnalysisResult, { analysis: 'dynamics' }>['models'][number];

function stepOf(
  { model, checkpoints, final, layers, values }: Model,
  measure: Parameters<typeof scoreFacts>[0],
): string[] {
  const last = checkpoints.length - 1;
  if (checkpoints[last] !== final || last === 0) return [];
  const row = values[last - 1]!.flatMap((value, l) => (value === null ? [] : [{ layer: layers[l]!, value }]));
  if (row.length === 0) return [];
  const worse = (a: number, b: number): boolean => (isDistance(measure) ? a > b : a < b);
  const least = row.reduce((found, one) => (worse(one.value, found.value) ? one : found));
  const of = model === '' ? '' : `${model} `;
  return [
    `${of}${final} is least like ${checkpoints[last - 1]!} in ${least.layer} (${scoreFacts(measure).label} ${numberText(least.value)})`,
  ];
}

function nameOfCheckpoints(arrays: readonly SelectedArray[]): string {
  const names = distinctCheckpoints(arrays).map(({ model, checkpoint }) => {
    const parts = [model, checkpoint].filter((part) => part !== '');
    return parts.length === 0 ? 'layers' : parts.join(' ');
  });
  return firstAndLast(names, 'checkpoint', manyCheckpoints);
}

function distinctCheckpoints(arrays: readonly SelectedArray[]): { model: string; checkpoint: string }[] {
  return [...groupedBy(arrays, ({ model, checkpoint }) => [model, checkpoint].join('\0')).values()].map(([first]) => {
    const { model, checkpoint } = first!;
    return { model, checkpoint };
  });
}
