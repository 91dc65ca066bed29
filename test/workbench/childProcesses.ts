import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

const running = new Set<ChildProcess>();
let watching = false;
let stopping = false;

/**
 * Starts a program as the head of a process group of its own, so that everything it starts ends with it. The group is ended when this
 * process is told to stop (Ctrl-C too) or exits.
 */
export function startGroup(command: string, args: string[], options: SpawnOptions = {}): ChildProcess {
  watchSignals();
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options, detached: true });
  running.add(child);
  child.once('error', () => running.delete(child));
  return child;
}

/**
 * Runs a program to its end; yields its exit code, or 1 when it cannot be started or was ended by a signal. Never yields once this
 * process was told to stop, so that nothing goes on as if the program had merely failed.
 */
export function runGroup(command: string, args: string[], options: SpawnOptions = {}): Promise<number> {
  return new Promise((resolve) => {
    if (stopping) return;
    const child = startGroup(command, args, options);
    child.once('error', (error) => {
      console.error(`${command} cannot be started: ${error.message}`);
      resolve(1);
    });
    child.once('close', (code) => {
      running.delete(child);
      if (!stopping) resolve(code ?? 1);
    });
  });
}

/** Ends a program and whatever it started: asks first, and makes sure after twenty seconds. */
export async function stopGroup(child: ChildProcess): Promise<void> {
  // The head may be gone while members of its group still end what they have started in turn.
  for (let waited = 0; signal(child, waited === 0 ? 'SIGTERM' : 0) && waited < 20_000; waited += 50) await delay(50);
  signal(child, 'SIGKILL');
  running.delete(child);
}

/** Ends every program started here. */
export async function stopAllGroups(): Promise<void> {
  await Promise.all([...running].map(stopGroup));
}

/** Sends a signal to a whole group; false when nothing of it is left. */
function signal(child: ChildProcess, name: NodeJS.Signals | 0): boolean {
  try {
    return child.pid !== undefined && process.kill(-child.pid, name);
  } catch {
    return false;
  }
}

/** Makes this process, when it is told to stop, end what it has started and then leave by `process.exit`. */
export function watchSignals(): void {
  if (watching) return;
  watching = true;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(name, () => {
      stopping = true;
      void stopAllGroups().finally(() => process.exit(130));
    });
  }
  process.once('exit', () => {
    for (const child of running) signal(child, 'SIGKILL');
  });
}
