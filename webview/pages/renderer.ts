import type { FromRenderer, NotebookComparison, ToRenderer } from '../../src/protocol/notebook';
import { readOutput } from '../state/notebookDocument';
import { outputView, unreadableOutput, type OutputView } from '../views/renderer/outputView';

/** What VS Code gives a notebook renderer. */
interface RendererContext {
  postMessage?(message: unknown): void;
  onDidReceiveMessage?(listener: (message: unknown) => void): unknown;
  /** Not in the published types, but there since VS Code 1.60; where it is not, the extension host refuses. */
  workspace?: { isTrusted: boolean };
}

/** An output of the MIME type. */
interface OutputItem {
  /** The same as long as the output is there. */
  id: string;
  text(): string;
}

/** What VS Code asks of a notebook renderer. */
interface Renderer {
  renderOutputItem(item: OutputItem, place: HTMLElement): void;
  /** Without an id all outputs are meant. */
  disposeOutputItem(id?: string): void;
}

/** Called by the notebook once, for all outputs of the MIME type. */
export function activate(context: RendererContext): Renderer {
  const shown = new Map<string, { text: string; view: OutputView }>();
  const { postMessage } = context;
  const send = postMessage && ((message: FromRenderer) => postMessage(message));
  const host = { send, isTrusted: () => context.workspace?.isTrusted !== false };

  context.onDidReceiveMessage?.((message) => {
    const answer = message as ToRenderer;
    shown.get(answer.id)?.view.receive(answer);
  });

  const drop = (id: string) => {
    if (shown.delete(id)) send?.({ type: 'drop', id });
  };

  return {
    renderOutputItem(item, place) {
      const text = item.text();
      const kept = shown.get(item.id);
      // Drawn once more, as when the workspace becomes trusted: what was computed stays.
      if (kept?.text === text) {
        place.replaceChildren(kept.view.node);
        return kept.view.refresh();
      }
      drop(item.id);
      const read = parse(text);
      if ('problem' in read) return place.replaceChildren(unreadableOutput(read.problem, read.text));
      const view = outputView(item.id, read.comparison, host);
      shown.set(item.id, { text, view });
      place.replaceChildren(view.node);
    },
    disposeOutputItem(id) {
      for (const each of id === undefined ? [...shown.keys()] : [id]) drop(each);
    },
  };
}

function parse(text: string): { comparison: NotebookComparison } | { problem: string; text: string } {
  try {
    const value: unknown = JSON.parse(text);
    const read = readOutput(value);
    return 'problem' in read ? { ...read, text: JSON.stringify(value, undefined, 2) } : read;
  } catch {
    return { problem: 'This is not a comparison that CCA Lens can draw: it is not valid JSON.', text };
  }
}
