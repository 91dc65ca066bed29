import { dirname, join } from 'node:path';
import { workspace } from 'vscode';
import { mostLoginSeconds } from '../../cluster/loginNode';
import type { AnalysisResult } from '../../facts/analyses';
import type { AnalysisState, AnalysisSubject, FromPanel } from '../../protocol/panel';
import type { ArrayForm, ClusterPlace } from '../../protocol/clusterPage';
import { parseArrayForm } from '../parseSubject';
import type { Services } from '../services';
import { subjectFolder } from '../subjectNames';
import { ArrayFormRun } from './arrayFormRun';
import { ArrayWatch } from './arrayWatch';
import { ClusterMemory } from './clusterMemory';
import { askWhere, isHereLoginNode, sbatchHere } from './slurm';

/** The tab that an analysis on a cluster is shown on. */
export interface ClusterOwner {
  /** The document that the selection is kept in, as an absolute path; undefined where there is none. */
  document: string | undefined;
  isSeen(): boolean;
  subject(): AnalysisSubject | undefined;
  show(state: AnalysisState): void;
  /** From now on the analysis is watched where it is kept. */
  watch(place: ClusterPlace): void;
  done(result: AnalysisResult): void;
}

/** The folder of results beside a document, or in that of the workspace. */
const usualName = 'cca-lens-results';

/** What a tab of analyses has to do with a cluster: the form, the submission, and the watch. */
export class ClusterTab {
  private readonly form: ArrayFormRun;
  private readonly watching: ArrayWatch;
  private readonly memory: ClusterMemory;

  constructor(
    private readonly services: Services,
    private readonly owner: ClusterOwner,
  ) {
    this.memory = new ClusterMemory(services.workspaceState);
    this.form = new ArrayFormRun(services, (cluster) => {
      const subject = owner.subject();
      if (subject) owner.show({ status: 'clusterForm', subject, cluster });
    });
    this.watching = new ArrayWatch(services, {
      isSeen: () => owner.isSeen(),
      show: (watch, partial) => {
        const subject = owner.subject();
        if (subject) owner.show({ status: 'cluster', subject, watch, partial });
      },
      done: (result) => owner.done(result),
    });
  }

  /** Whether analyses can be submitted here. */
  async isOffered(): Promise<boolean> {
    return (await sbatchHere(this.services.log)) !== undefined;
  }

  /**
   * Whether work of so many seconds is to be done here: on a login node people are `asked` about long work, and may turn to the cluster, whose form is shown
   * then; what was begun before `goesOn` by itself where it is short.
   */
  async mayRunHere(unless: 'asked' | 'goesOn', seconds: () => Promise<number>): Promise<boolean> {
    if (!(await isHereLoginNode(this.services.log))) return true;
    const needed = await seconds();
    if (needed <= mostLoginSeconds) return true;
    if (unless === 'goesOn') return false;
    const where = await askWhere(needed);
    if (where === 'cluster') this.openForm();
    return where === 'here';
  }

  /** Where a subject is kept that was submitted from here; undefined where it was not. */
  placeOf({ cluster, selection }: AnalysisSubject): ClusterPlace | undefined {
    const { document } = this.owner;
    return cluster ?? (document === undefined ? undefined : this.memory.placeOf(document, selection));
  }

  /** Looks now, as when it comes into sight again. */
  look(): void {
    this.watching.lookNow();
  }

  /** Watches an analysis until all of it is there. */
  watch({ selection }: AnalysisSubject, place: ClusterPlace): void {
    this.form.dispose();
    this.watching.start(selection, place);
  }

  /** Stops what is planned or watched. */
  dispose(): void {
    this.form.dispose();
    this.watching.dispose();
  }

  /** The analysis is none of a cluster any more. */
  forget(): void {
    this.dispose();
    if (this.owner.document !== undefined) void this.memory.forgetPlace(this.owner.document);
  }

  /** Does what the page asks for; false where that is nothing of a cluster. */
  receive(message: FromPanel): boolean {
    switch (message.type) {
      case 'clusterForm':
        this.openForm(parseArrayForm(message.form));
        return true;
      case 'chooseResults':
        void this.chooseResults(parseArrayForm(message.form));
        return true;
      case 'submitArray':
        void this.submit(parseArrayForm(message.form));
        return true;
      case 'watchArray':
        void this.form.there().then((place) => place && this.keep(place));
        return true;
      case 'lookAtArray':
        this.watching.lookNow();
        return true;
      case 'cancelArray':
        void this.watching.cancel();
        return true;
      case 'arrayAgain':
        void this.watching.again();
        return true;
      default:
        return false;
    }
  }

  private openForm(form = this.usualForm()): void {
    const subject = this.owner.subject();
    if (subject && form && workspace.isTrusted) this.form.preview(subject.selection, form);
  }

  private async chooseResults(form: ArrayForm | undefined): Promise<void> {
    const chosen = form && (await this.form.chooseResults(form));
    if (chosen) this.openForm(chosen);
  }

  private async submit(form: ArrayForm | undefined): Promise<void> {
    const place = form && (await this.form.submit());
    if (!place) return;
    await this.memory.keepForm(form);
    this.keep(place);
  }

  private keep(place: ClusterPlace): void {
    const { document } = this.owner;
    const subject = this.owner.subject();
    if (document !== undefined && subject) void this.memory.keepPlace(document, subject.selection, place);
    this.owner.watch(place);
  }

  private usualForm(): ArrayForm {
    const { document } = this.owner;
    const { form } = this.memory;
    if (document !== undefined) return { ...form, results: join(dirname(document), usualName) };
    if (form.results !== '') return form;
    const subject = this.owner.subject();
    const open = workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri.fsPath;
    return { ...form, results: join(open ?? (subject ? subjectFolder(subject) : '/'), usualName) };
  }
}
