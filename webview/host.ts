import type { FromPanel, ToPanel } from '../src/protocol/panel';

interface VsCodeApi {
  postMessage(message: FromPanel): void;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The page's line to the extension host. */
export interface Host {
  send(message: FromPanel): void;
  /** Keeps what the panel is about, for the host to restore it from after a window reload. */
  keep(subject: unknown): void;
}

/** Opens the line: calls back with every whole state, then says `ready`, which the host answers with the present one. */
export function connect<State>(received: (state: State, host: Host) => void): Host {
  const api = acquireVsCodeApi();
  const host: Host = {
    send: (message) => api.postMessage(message),
    keep: (subject) => api.setState(subject),
  };
  window.addEventListener('message', ({ data }: MessageEvent<ToPanel<State>>) => {
    if (data?.type === 'state') received(data.state, host);
  });
  host.send({ type: 'ready' });
  return host;
}
