import { readdirSync, readFileSync } from 'node:fs';

/** Ids of the processes, on Linux, in whose environment a variable had this value when they were started, and of all that these have started. */
export function processesWith(variable: string, value: string): number[] {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const parents = new Map(processes.map((id) => [id, parentOf(id)]));
  const found = new Set(processes.filter((id) => environment(id).includes(`${variable}=${value}`)));
  const isOf = (id: number): boolean => found.has(id) || (parents.get(id) !== undefined && isOf(parents.get(id)!));
  return processes.filter(isOf);
}

function environment(id: number): string[] {
  return textOf(id, 'environ').split('\0');
}

/** The name, which stands in brackets before it, may hold anything. A process that has ended and is still listed has left what it started to others. */
function parentOf(id: number): number | undefined {
  const [state, parent] = (/^\d+ \(.*\) (\S) (\d+) /s.exec(textOf(id, 'stat')) ?? []).slice(1);
  return state === undefined || state === 'Z' ? undefined : Number(parent);
}

/** Empty when the process has ended. */
function textOf(id: number, file: string): string {
  try {
    return readFileSync(`/proc/${id}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
