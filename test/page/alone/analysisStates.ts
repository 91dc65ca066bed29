import type { ScanFindings } from '../../../src/protocol/scan';
import type { Selection } from '../../../src/protocol/selection';
import type { AnalysisName } from '../../../src/facts/analyses';
import type { AnalysisResult } from '../../../src/facts/analyses';
import type { AnalysisSetup, AnalysisState } from '../../../src/protocol/panel';
import { sampleSelection } from '../../webview/sampleAnalyses';

/** What an analysis page is about, by a selection of files below /runs. */
export function subjectOf(selection: Selection) {
  const names = Object.fromEntries(selection.arrays.map(({ path }) => [path, path.replace('/runs/', '')]));
  return { selection, names, scan: { roots: ['/home/someone/runs'] } };
}

/** A page that shows a result. */
export function doneState(result: AnalysisResult): AnalysisState {
  return { status: 'done', subject: subjectOf({ ...sampleSelection(), analysis: result.analysis }), result };
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
