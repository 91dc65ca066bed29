import { EventEmitter, Uri, window, workspace, type Event, type ExtensionContext } from 'vscode';
import { registerArrays } from './vscode/arrays/registerArrays';
import { registerCode } from './vscode/code/registerCode';
import { arraysShown } from './vscode/arraysShown';
import { analyzeFolders } from './vscode/commands/analyzeFolders';
import { clearCache } from './vscode/commands/clearCache';
import { compare } from './vscode/commands/compare';
import { createSample } from './vscode/commands/createSample';
import { openSelectionAsText } from './vscode/commands/openSelectionAsText';
import { registerCommand } from './vscode/commands/registerCommand';
import { selectedForCompare } from './vscode/commands/selectedForCompare';
import { SelectionEditor } from './vscode/editors/selectionEditor';
import { pages } from './vscode/pages';
import { emptyWhenOff } from './vscode/emptyWhenOff';
import { FileWatch } from './vscode/files/fileWatch';
import { inlineServices } from './vscode/inline/inlineServices';
import { PinnedReference } from './vscode/inline/pinnedReference';
import { registerSimilarity } from './vscode/inline/registerSimilarity';
import { linkHandler } from './vscode/links/linkHandler';
import type { ComparisonRequest } from './protocol/panel';
import { jobWorkers } from './vscode/jobWorkers';
import { createLog } from './vscode/log';
import { lookForArrays } from './vscode/lookForArrays';
import { registerNotebooks } from './vscode/notebooks/registerNotebooks';
import { AnalysisPanels } from './vscode/panels/analysisPanels';
import { ComparisonPanels } from './vscode/panels/comparisonPanels';
import { OpenPages } from './vscode/panels/openPages';
import type { PanelEvent, Services } from './vscode/services';
import type { LensParts } from './vscode/lensParts';
import { registerVariables } from './vscode/variables/registerVariables';
import { offerTerminalCommand } from './vscode/terminalCommand';
import { warmOnceShown } from './vscode/warmOnceShown';
import { endThreads } from './vscode/warmWorkers';

/** What other extensions get of this one, and what its own tests observe. */
export interface LensApi {
  /** Fires after each state that a panel reaches: loading with its progress, done with the report, failed with the sentence. */
  onState: Event<PanelEvent>;
}

/** Called by VS Code where a folder holds arrays, on the first use of a command, or to restore a panel. */
export async function activate(context: ExtensionContext): Promise<LensApi> {
  const log = createLog();
  const states = new EventEmitter<PanelEvent>();
  const workers = jobWorkers(
    Uri.joinPath(context.extensionUri, 'dist').fsPath,
    (sentence) => log.warn(sentence),
    () => (workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath),
    () => arraysShown.tell(),
  );
  const reference = new PinnedReference(context.workspaceState);
  const watch = new FileWatch();
  const inline = inlineServices(context.workspaceState, watch);
  const services: Services = {
    extensionUri: context.extensionUri,
    workers,
    factorsFolder: Uri.joinPath(context.globalStorageUri, 'factors').fsPath,
    resultsFolder: Uri.joinPath(context.globalStorageUri, 'results').fsPath,
    variablesFolder: Uri.joinPath(context.globalStorageUri, 'variables').fsPath,
    reference,
    inline,
    memories: new Set(),
    pages: new OpenPages(),
    watch,
    workspaceState: context.workspaceState,
    log,
    states,
  };
  const showLayers = (request: ComparisonRequest) => analyses.showLayers(request);
  const comparisons = new ComparisonPanels(services, showLayers);
  const parts: LensParts = { services, comparisons, showLayers };
  const analyses: AnalysisPanels = new AnalysisPanels(parts);
  const selection = selectedForCompare(comparisons, log);
  context.subscriptions.push(
    log,
    states,
    reference,
    inline,
    watch,
    workers,
    warmOnceShown(services),
    emptyWhenOff(services),
    registerCommand('ccaLens.compare', log, compare(comparisons, log)),
    registerCommand('ccaLens.selectForCompare', log, selection.select),
    registerCommand('ccaLens.compareWithSelected', log, selection.compare),
    registerCommand('ccaLens.analyze', log, analyzeFolders(analyses)),
    registerCommand('ccaLens.openSelectionAsText', log, openSelectionAsText),
    registerArrays(parts),
    registerSimilarity(parts),
    registerCode(parts),
    registerNotebooks(parts),
    registerVariables(parts),
    registerCommand('ccaLens.createSample', log, createSample(comparisons, services)),
    registerCommand('ccaLens.clearCache', log, clearCache(services)),
    registerCommand('ccaLens.showLog', log, () => log.show()),
    window.registerWebviewPanelSerializer(pages.comparison.viewType, comparisons),
    window.registerWebviewPanelSerializer(pages.analysis.viewType, analyses),
    window.registerUriHandler(linkHandler({ parts, showSelection: (selection) => analyses.showSelection(selection) })),
    window.registerCustomEditorProvider(pages.analysis.editorType, new SelectionEditor(parts)),
  );
  // What was compared here before is most likely here still.
  if (inline.recent.list.length > 0 || reference.address) arraysShown.tell();
  else void lookForArrays();
  await offerTerminalCommand(context, log);
  return { onState: states.event };
}

/** Called by VS Code before the extension's process ends, which waits for it. */
export function deactivate(): Promise<void> {
  return endThreads();
}
