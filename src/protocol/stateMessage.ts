import type { ToPanel } from './panel';

/**
 * The message that brings a page from a state that it was given to the next one. Of two with one status only what differs is sent, by identity: a matrix under
 * way has megabytes, and its progress a few words. The whole state where the page has none, or where something is no longer there.
 */
export function stateMessage<State extends { status: string }>(given: State | undefined, state: State): ToPanel<State> {
  if (given?.status !== state.status) return { type: 'state', state };
  const before = new Map<string, unknown>(Object.entries(given));
  const now = Object.entries(state).filter(([, value]) => value !== undefined);
  const names = new Set(now.map(([name]) => name));
  const isGone = [...before].some(([name, value]) => value !== undefined && !names.has(name));
  if (isGone) return { type: 'state', state };
  const change = Object.fromEntries(now.filter(([name, value]) => before.get(name) !== value));
  return { type: 'change', change: change as Partial<State> };
}

/** What a page has once a message has come; undefined for a change of a state that it never had. */
export function stateAfter<State>(had: State | undefined, message: ToPanel<State>): State | undefined {
  if (message.type === 'state') return message.state;
  return had && { ...had, ...message.change };
}
