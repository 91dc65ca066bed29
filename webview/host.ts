import type { FromPanel, ToPanel } from '../src/protocol/panel';
import { unpackTables } from '../src/protocol/packedTables';
import { stateAfter } from '../src/protocol/stateMessage';

interface VsCodeApi {
  postMessage(message: FromPanel): void;
  setState(state: unknown): void;
  getState(): unknown;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The page's line to the extension host. */
export interface Host {
  send(message: FromPanel): void;
  /** Keeps what the panel is about, for the host to restore it from after a window reload. */
  keep(subject: unknown): void;
  /** What was kept last, also before the page was hidden or the window reloaded. */
  kept(): unknown;
}

/**
 * Opens the line: calls back with every state, what did not change being the same object, then says `ready`, which the host answers with the present one. `heard` is given what comes
 * beside states.
 */
export function connect<State, Other extends { type: string } = never>(
  received: (state: State, host: Host) => void,
  heard: (message: Other) => void = () => undefined,
): Host {
  const api = acquireVsCodeApi();
  const host: Host = {
    send: (message) => api.postMessage(message),
    keep: (subject) => api.setState(subject),
    kept: () => api.getState(),
  };
  let state: State | undefined;
  window.addEventListener('message', ({ data }: MessageEvent<ToPanel<State> | Other>) => {
    if (data?.type === 'state' || data?.type === 'change') {
      state = stateAfter(state, unpackTables(data as ToPanel<State>));
      if (state !== undefined) received(state, host);
    } else if (data) heard(data as Other);
  });
  host.send({ type: 'ready' });
  return host;
}
