import { isRecord } from '../facts/isRecord';
import { followWhats, mostEvents, type FollowEvent, type FollowState } from '../protocol/follow';

/** What a page has kept of the training that it follows; undefined for anything that is not exactly that. Events that are none are left out. */
export function parseFollow(value: unknown): FollowState | undefined {
  if (!isRecord(value) || typeof value.on !== 'boolean') return undefined;
  const { on, events, told } = value;
  if (!Array.isArray(events) || !Array.isArray(told)) return undefined;
  return {
    on,
    events: events.slice(-mostEvents).flatMap((event) => parseEvent(event) ?? []),
    told: told.filter((model): model is string => typeof model === 'string'),
  };
}

function parseEvent(value: unknown): FollowEvent | undefined {
  if (!isRecord(value)) return undefined;
  const { at, what, text, model } = value;
  const known = followWhats.find((one) => one === what);
  if (typeof at !== 'number' || !Number.isFinite(at) || known === undefined || typeof text !== 'string')
    return undefined;
  return { at, what: known, text, ...(typeof model === 'string' && { model }) };
}
