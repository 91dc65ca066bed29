const passing = /^(file-(?!shape)|memory-budget|worker-stopped|heavy-job|cancelled|internal|native-|results-)/;

/** Whether another machine, or another time, may not have the reason of a refusal, by its code: what was refused for it is not kept, and computed anew. */
export function mayPass(code: string): boolean {
  return passing.test(code);
}
