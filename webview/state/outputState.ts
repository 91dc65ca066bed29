import { staleNotice } from '../../src/protocol/staleFiles';
import type { ToRenderer } from '../../src/protocol/notebook';
import type { ComparisonReport } from '../../src/facts/report';

/** What was done with a notebook's output since it is shown. */
export interface OutputState {
  /** What was computed here; a result that came with the output is not. */
  report?: ComparisonReport | undefined;
  running?: { phase: string; fraction: number } | undefined;
  /** What became of the files since it was computed here: one sentence. */
  stale?: string | undefined;
  /** Sentence of a failure. */
  failure?: string | undefined;
}

/** What a click on Compute makes of an output: numbers that were there stay in sight. */
export function started({ report }: OutputState): OutputState {
  return { report, running: { phase: 'Starting', fraction: 0 } };
}

/** What an answer of the extension host makes of an output. Progress of a run that has ended changes nothing. */
export function answered(state: OutputState, message: ToRenderer): OutputState {
  switch (message.type) {
    case 'progress': {
      const { phase, fraction } = message;
      return state.running ? { ...state, running: { phase, fraction } } : state;
    }
    case 'done':
      return { report: message.report };
    case 'files':
      return { ...state, stale: message.stale && staleNotice(message.stale).message };
    case 'failed':
      return { report: state.report, failure: message.error.message };
  }
}
