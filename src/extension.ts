import { EventEmitter, Uri, window, type Event, type ExtensionContext } from 'vscode';
import { compare } from './vscode/commands/compare';
import { createSample } from './vscode/commands/createSample';
import { inspect } from './vscode/commands/inspect';
import { registerCommand } from './vscode/commands/registerCommand';
import { selectedForCompare } from './vscode/commands/selectedForCompare';
import { FactorCache } from './vscode/factorCache';
import { createLog } from './vscode/log';
import { ComparisonPanels, comparisonViewType } from './vscode/panels/comparisonPanels';
import { InspectionPanels, inspectionViewType } from './vscode/panels/inspectionPanels';
import type { PanelEvent, Services } from './vscode/services';
import { offerTerminalCommand } from './vscode/terminalCommand';

/** What other extensions get of this one, and what its own tests observe. */
export interface LensApi {
  /** Fires after each state that a panel reaches: loading with its progress, done with the report, failed with the sentence. */
  onState: Event<PanelEvent>;
}

/** Bytes of factors kept in a window; a pair of layers of 1000 neurons takes some 25 MB. */
const factorBytes = 256 * 2 ** 20;

/** Called by VS Code on the first use of a command or to restore a panel. */
export async function activate(context: ExtensionContext): Promise<LensApi> {
  const log = createLog();
  const states = new EventEmitter<PanelEvent>();
  const services: Services = {
    extensionUri: context.extensionUri,
    workerFile: Uri.joinPath(context.extensionUri, 'dist', 'worker.js').fsPath,
    log,
    factors: new FactorCache(factorBytes),
    states,
  };
  const comparisons = new ComparisonPanels(services);
  const inspections = new InspectionPanels(services);
  const selection = selectedForCompare(comparisons, log);
  context.subscriptions.push(
    log,
    states,
    registerCommand('ccaLens.inspect', log, inspect(inspections)),
    registerCommand('ccaLens.compare', log, compare(comparisons, log)),
    registerCommand('ccaLens.selectForCompare', log, selection.select),
    registerCommand('ccaLens.compareWithSelected', log, selection.compare),
    registerCommand('ccaLens.createSample', log, createSample(comparisons, services)),
    registerCommand('ccaLens.showLog', log, () => log.show()),
    window.registerWebviewPanelSerializer(comparisonViewType, comparisons),
    window.registerWebviewPanelSerializer(inspectionViewType, inspections),
  );
  await offerTerminalCommand(context, log);
  return { onState: states.event };
}
