import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DynamicsResult } from '../../../src/facts/analyses/dynamics';
import type { ExtraName, ExtraOf } from '../../../src/protocol/pairExtras';
import type { AnalysisState, ComparisonState } from '../../../src/protocol/panel';
import type { StaleFiles } from '../../../src/protocol/staleFiles';
import type { ComparisonReport } from '../../../src/facts/report';
import {
  sampleClasses,
  sampleDynamics,
  sampleGroups,
  sampleMatrix,
  sampleSelection,
} from '../../webview/sampleAnalyses';
import { sampleDirections, sampleTrust } from '../../webview/sampleExtras';
import { sampleReport } from '../../webview/sampleReport';
import { clusterFormState, clusterState, doneState, followedState, setupState } from './analysisStates';
import { barePages } from './barePages';
import { seriousViolations } from '../seriousViolations';
import type { themes } from './themes';

type State = ComparisonState | AnalysisState;

/** Every state of every page, as the extension host sends it. */
const views: [page: string, name: string, state: State][] = [
  ['comparison', 'a comparison', comparison()],
  ['comparison', 'a comparison with its directions and trust', { ...comparison(), ...extras() }],
  [
    'comparison',
    'a comparison under way',
    { ...comparison(), status: 'loading', phase: 'reading a.npy', fraction: 0.4 },
  ],
  ['comparison', 'a comparison whose file is being written', { ...comparison(), stale: staleFiles('writing') }],
  ['comparison', 'a comparison whose file is gone', { ...comparison(), stale: staleFiles('gone') }],
  ['comparison', 'a comparison of scores at chance and saturated ones', { ...comparison(), report: unclearReport() }],
  ['comparison', 'a comparison that failed', failed()],
  ['comparison', 'no comparison', { status: 'empty' }],
  ['analysis', 'a matrix', doneState(sampleMatrix(2, 6))],
  ['analysis', 'a matrix whose file is being written', stale(doneState(sampleMatrix(2, 6)), 'writing')],
  ['analysis', 'a matrix whose file is gone', stale(doneState(sampleMatrix(2, 6)), 'gone')],
  ['analysis', 'learning dynamics', doneState(sampleDynamics())],
  ['analysis', 'learning dynamics at chance and saturated', doneState(unclearDynamics())],
  ['analysis', 'a training that is followed', followedState(sampleDynamics(), true)],
  ['analysis', 'a training that was followed', followedState(sampleDynamics(), false)],
  ['analysis', 'groups', doneState(sampleGroups(5))],
  ['analysis', 'few classes', doneState(sampleClasses(5))],
  ['analysis', 'many classes', doneState(sampleClasses(60))],
  ...(['matrix', 'dynamics', 'groups', 'classes'] as const).map((analysis): [string, string, State] => [
    'analysis',
    `the table of arrays for ${analysis}`,
    setupState(analysis, sampleSelection(4, 2, 3)),
  ]),
  ['analysis', 'a folder that is looked through', { status: 'scanning', phase: 'Looking', fraction: 0.3 }],
  [
    'analysis',
    'what would be submitted to a cluster',
    clusterFormState({ before: 'It was submitted before, as job 7.' }),
  ],
  [
    'analysis',
    'what would be submitted, with fields that are wrong',
    clusterFormState({
      problems: { partition: 'The partition takes no value that begins with a dash, as "-x" does.' },
      preview: { status: 'failed', message: 'Put right the fields that are marked, then it is planned.' },
    }),
  ],
  ['analysis', 'an analysis on a cluster', clusterState({ problem: 'squeue did not do it: it is not there.' })],
  ['analysis', 'no analysis', { status: 'empty' }],
];

function comparison(): ComparisonState & { status: 'done' } {
  const report = sampleReport();
  return {
    status: 'done',
    request: { a: { path: report.a.path }, b: { path: report.b.path }, options: report.options },
    names: { a: 'left, first.npy', b: 'all.npz::fc1' },
    report,
  };
}

function staleFiles(kind: keyof StaleFiles): StaleFiles {
  const none = { names: [], count: 0 };
  return { changed: none, writing: none, gone: none, [kind]: { names: ['runs/left.npy'], count: 1 } };
}

function stale(state: AnalysisState, kind: keyof StaleFiles): AnalysisState {
  return state.status === 'done' ? { ...state, stale: staleFiles(kind) } : state;
}

/** Scores that say nothing: SVCCA at its null level, CCA where noise is near 1. */
function unclearReport(): ComparisonReport {
  const report = sampleReport();
  return {
    ...report,
    cca: { ...report.cca!, mean: 0.99 },
    svcca: { ...report.svcca!, mean: 0.31 },
    null: { ...report.null!, mean: 0.97 },
  };
}

/** The first layer at chance at all checkpoints, the last one saturated. */
function unclearDynamics(): DynamicsResult {
  const dynamics = sampleDynamics();
  for (const model of dynamics.models) {
    model.atChance = model.values.map((_row, i) => [i, 0]);
    model.saturated = model.values.map((row, i) => [i, row.length - 1]);
    model.nulls = model.values.map((row) =>
      row.map((value, i) => (i === 0 ? value! : i === row.length - 1 ? 0.97 : 0.2)),
    );
  }
  return dynamics;
}

function extras(): { [Name in ExtraName]: ExtraOf<Name> } {
  const request = {
    measure: 'cca' as const,
    wanted: ['null' as const],
    permutations: 19,
    seed: 0,
    blocks: 20,
    level: 0.05,
  };
  return {
    trust: { status: 'done', request, outcome: sampleTrust() },
    directions: { status: 'done', request: { count: 1, points: 100 }, outcome: sampleDirections() },
  };
}

function failed(): ComparisonState {
  const { request, names } = comparison();
  return { status: 'failed', request, names, error: { code: 'npy-format', message: 'left.npy is empty.' } };
}

/** Rules whose outcome another theme may change. */
const ofColours = ['color-contrast', 'link-in-text-block'];

describe('accessibility', function () {
  const pages = barePages();

  for (const theme of ['dark', 'light', 'contrast'] as (keyof typeof themes)[]) {
    for (const page of ['comparison', 'analysis']) {
      it(`has no serious violation in any state of the page of a ${page}, ${theme}`, async () => {
        const bare = await pages.open(page, theme);
        for (const [, name, state] of views.filter(([of]) => of === page)) {
          await bare.show(state);
          assert.deepEqual(await seriousViolations(bare.page, theme === 'dark' ? undefined : ofColours), [], name);
        }
      });
    }
  }
});
