import { Disposable, notebooks } from 'vscode';
import { rendererId } from '../../protocol/notebook';
import { registerCommand } from '../commands/registerCommand';
import type { LensParts } from '../lensParts';
import { exportActive } from './exportActive';
import { insertCaptureCode } from './insertCaptureCode';
import { insertComparisonCell } from './insertComparisonCell';
import { NotebookInUse } from './notebookInUse';
import { RendererMessages } from './rendererMessages';

/** The messages of the notebook renderer, and the commands that write notebooks and cells. */
export function registerNotebooks(parts: LensParts): Disposable {
  const { services } = parts;
  const messaging = notebooks.createRendererMessaging(rendererId);
  const messages = new RendererMessages(parts, (message, editor) => messaging.postMessage(message, editor));
  const inUse = new NotebookInUse();
  return Disposable.from(
    inUse,
    messages,
    messaging.onDidReceiveMessage(({ editor, message }) => void messages.receive(editor, message)),
    registerCommand('ccaLens.exportNotebook', services.log, exportActive(services)),
    registerCommand('ccaLens.insertComparisonCell', services.log, insertComparisonCell(services, inUse)),
    registerCommand('ccaLens.insertCaptureCode', services.log, insertCaptureCode(inUse)),
  );
}
