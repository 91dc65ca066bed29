import type { FromPanel } from '../../src/protocol/panel';

/** What may help after an analysis has failed, most likely first: the words of a button and the message it sends. */
export function analysisRemedies(code: string, hasSubject: boolean): { label: string; message: FromPanel }[] {
  const budget = { label: 'Change the Memory Budget', message: { type: 'showMemoryBudget' } } as const;
  // A document that is no selection is put right as the text that it is.
  if (code === 'selection-format') return [{ label: 'Open as Text', message: { type: 'openAsText' } }];
  if (!hasSubject) return [{ label: 'Try Again', message: { type: 'again' } }];
  const again = { label: code === 'cancelled' ? 'Go On' : 'Run Again', message: { type: 'run' } } as const;
  const table = { label: 'Back to the Table', message: { type: 'setup' } } as const;
  switch (code) {
    case 'memory-budget':
      return [budget, table, again];
    case 'cancelled':
    case 'worker-stopped':
    case 'file-changed':
      return [again, table];
    default:
      return [table, again];
  }
}
