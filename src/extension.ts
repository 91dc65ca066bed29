import { EventEmitter, Uri, window, type Event, type ExtensionContext } from 'vscode';
import { WorkerClient } from './jobs/workerClient';
import { clearCache } from './vscode/commands/clearCache';
import { compare } from './vscode/commands/compare';
import { createSample } from './vscode/commands/createSample';
import { inspect } from './vscode/commands/inspect';
import { registerCommand } from './vscode/commands/registerCommand';
import { selectedForCompare } from './vscode/commands/selectedForCompare';
import { emptyWhenOff } from './vscode/emptyWhenOff';
import { createLog } from './vscode/log';
import { ComparisonPanels, comparisonViewType } from './vscode/panels/comparisonPanels';
import { InspectionPanels, inspectionViewType } from './vscode/panels/inspectionPanels';
import type { PanelEvent, Services } from './vscode/services';
import { offerTerminalCommand } from './vscode/terminalCommand';
import { WarmWorkers } from './vscode/warmWorkers';

/** What other extensions get of this one, and what its own tests observe. */
export interface LensApi {
  /** Fires after each state that a panel reaches: loading with its progress, done with the report, failed with the sentence. */
  onState: Event<PanelEvent>;
}

/** Called by VS Code on the first use of a command or to restore a panel. */
export async function activate(context: ExtensionContext): Promise<LensApi> {
  const log = createLog();
  const states = new EventEmitter<PanelEvent>();
  const workerFile = Uri.joinPath(context.extensionUri, 'dist', 'worker.js').fsPath;
  const workers = new WarmWorkers(() => new WorkerClient(workerFile));
  const services: Services = {
    extensionUri: context.extensionUri,
    workers,
    factorsFolder: Uri.joinPath(context.globalStorageUri, 'factors').fsPath,
    log,
    states,
  };
  const comparisons = new ComparisonPanels(services);
  const inspections = new InspectionPanels(services);
  const selection = selectedForCompare(comparisons, log);
  context.subscriptions.push(
    log,
    states,
    workers,
    emptyWhenOff(services),
    registerCommand('ccaLens.inspect', log, inspect(inspections)),
    registerCommand('ccaLens.compare', log, compare(comparisons, log)),
    registerCommand('ccaLens.selectForCompare', log, selection.select),
    registerCommand('ccaLens.compareWithSelected', log, selection.compare),
    registerCommand('ccaLens.createSample', log, createSample(comparisons, services)),
    registerCommand('ccaLens.clearCache', log, clearCache(services)),
    registerCommand('ccaLens.showLog', log, () => log.show()),
    window.registerWebviewPanelSerializer(comparisonViewType, comparisons),
    window.registerWebviewPanelSerializer(inspectionViewType, inspections),
  );
  await offerTerminalCommand(context, log);
  return { onState: states.event };
}
