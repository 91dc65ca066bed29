import type { ScanFindings } from '../../../src/protocol/scan';
import type { Selection } from '../../../src/protocol/selection';
import type { AnalysisName } from '../../../src/facts/analyses';
import type { AnalysisResult } from '../../../src/facts/analyses';
import type { ArrayForm, ClusterForm, ClusterWatch } from '../../../src/protocol/clusterPage';
import type { AnalysisSetup, AnalysisState } from '../../../src/protocol/panel';
import type { FollowEvent } from '../../../src/protocol/follow';
import { sampleMatrix, sampleSelection } from '../../webview/sampleAnalyses';

/** What an analysis page is about, by a selection of files below /runs. */
export function subjectOf(selection: Selection) {
  const names = Object.fromEntries(selection.arrays.map(({ path }) => [path, path.replace('/runs/', '')]));
  return { selection, names, scan: { roots: ['/home/someone/runs'] } };
}

/** A page that shows a result. */
export function doneState(result: AnalysisResult): AnalysisState {
  return { status: 'done', subject: subjectOf({ ...sampleSelection(), analysis: result.analysis }), result };
}

/** A page that follows a training, or has followed it. */
export function followedState(result: AnalysisResult, on: boolean): AnalysisState {
  const at = Date.UTC(2026, 10, 30, 14, 2);
  const events: FollowEvent[] = [
    { at, what: 'began', text: 'step_1000 and step_2000 there at first: 12 layers (first h.0, last h.11)' },
    { at: at + 60_000, what: 'came', text: 'step_3000 came: 12 layers (first h.0, last h.11)' },
    {
      at: at + 61_000,
      what: 'computed',
      text: 'computed; step_3000 is least like step_2000 in h.3 (Mean SVCCA 0.9312)',
    },
    { at: at + 90_000, what: 'unreadable', text: 'step_3500/h.1.npy is cut off: 600 bytes are missing.' },
    {
      at: at + 120_000,
      what: 'settled',
      text: 'All 12 layers stay at 0.9 or above (Mean SVCCA with step_6000, clear of chance) since step_3000, over 3 checkpoints: where freeze training would freeze them.',
    },
  ];
  const subject = {
    ...subjectOf({ ...sampleSelection(), analysis: result.analysis }),
    follow: { on, events, told: [''] },
  };
  return { status: 'done', subject, result, ...(on && { busy: { phase: 'comparing', fraction: 0.42 } }) };
}

const found: ScanFindings = {
  beside: [
    { path: '/runs/labels.npy', kind: 'labels', reason: 'One integer for each of the 1,000 samples.' },
    { path: '/runs/sample_images.npy', kind: 'pictures', reason: 'Named as pictures, (1000, 32, 32, 3) bytes.' },
  ],
  unreadable: [{ path: '/runs/broken.npy', code: 'npy', message: 'The file ends within its header.' }],
  notices: [{ code: 'sample-count-mismatch', message: '390 arrays have 1,000 samples; 10 arrays of model4 have 500.' }],
  proposals: [
    { analysis: 'dynamics', reason: '5 models have 8 checkpoints each.' },
    { analysis: 'matrix', reason: 'There are 10 layers a checkpoint.' },
  ],
};

/** A page that shows the table of what was found, with remarks of every kind. */
export function setupState(analysis: AnalysisName, selection = sampleSelection(5, 8, 10)): AnalysisSetup {
  return {
    status: 'setup',
    subject: { ...subjectOf({ ...selection, analysis }), found },
    estimate: {
      status: 'done',
      estimate: {
        arrays: 400,
        pairs: 79800,
        knownPairs: 1200,
        bytesToRead: 1.2 * 2 ** 30,
        seconds: 150,
        memoryBytes: 340 * 2 ** 20,
        problems: [],
        notices: [{ code: 'pooled', message: 'Maps are average-pooled, as the set mixes them with dense layers.' }],
      },
    },
  };
}

const form: ArrayForm = {
  results: '/data/someone/cca-lens-results',
  shards: '',
  partition: 'gpu',
  account: '',
  time: '',
  memory: '',
  cpus: '',
  throttle: '',
};

const results = form.results;
const plan = `${results}/plans/0123456789ab`;

/** The form of an array that is ready to be submitted. */
export function clusterFormState(more: Partial<ClusterForm> = {}): AnalysisState {
  return {
    status: 'clusterForm',
    subject: subjectOf(sampleSelection()),
    cluster: {
      form,
      problems: {},
      preview: {
        status: 'done',
        preview: {
          pairs: 79800,
          knownPairs: 1200,
          shards: 24,
          tasks: 23,
          seconds: 13000,
          longestSeconds: 600,
          bytesToRead: 1.2 * 2 ** 30,
          memoryBytes: 340 * 2 ** 20,
          memoryMib: 2048,
          usual: { shards: '24', cpus: '1', memory: '2048', time: '40', throttle: '100' },
          scriptPath: `${plan}/job.sh`,
          script:
            '#!/bin/sh\n# Shards of an analysis, by CCA Lens.\nset -eu\n\nexec "$node" \'/data/someone/a long/program/cli.js\' run choice.ccalens.json --shard auto/24\n',
          command: [
            '/usr/bin/sbatch',
            '--parsable',
            '--array=2-24%100',
            '--job-name=cca-lens-0123456789ab',
            `--output=${plan}/logs/%a.log`,
            '--cpus-per-task=1',
            '--mem=2048M',
            '--time=40',
            '--partition=gpu',
            `${plan}/job.sh`,
          ],
        },
      },
      ...more,
    },
  };
}

/** An analysis that a cluster computes, in the middle of it. */
export function clusterState(more: Partial<ClusterWatch> = {}): AnalysisState {
  return {
    status: 'cluster',
    subject: subjectOf(sampleSelection()),
    watch: {
      results,
      plan: '0123456789ab',
      job: '4242',
      shards: 8,
      pairs: 78,
      missingPairs: 48,
      standings: { done: 3, running: 2, waiting: 1, failed: 1, stopped: 0, missing: 1 },
      reasons: ['Priority'],
      failures: [{ shard: 4, host: 'node07', message: '/runs/model0/layer3.npy is gone: it was there before.' }],
      queued: 3,
      again: 2,
      looked: Date.UTC(2026, 10, 30, 14, 32, 10),
      ...more,
    },
    partial: sampleMatrix(2, 6),
  };
}
