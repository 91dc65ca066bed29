import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

const running = new Set<ChildProcess>();
let watching = false;

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

/** Runs a program to its end; yields its exit code, or 1 when it cannot be started or was ended by a signal. */
export function runGroup(command: string, args: string[], options: SpawnOptions = {}): Promise<number> {
  const child = startGroup(command, args, options);
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`${command} cannot be started: ${error.message}`);
      resolve(1);
    });
    child.once('close', (code) => {
      running.delete(child);
      resolve(code ?? 1);
    });
  });
}

/** Ends a program and whatever it started: asks first, and makes sure after five seconds. */
export async function stopGroup(child: ChildProcess): Promise<void> {
  signal(child, 'SIGTERM');
  for (let waited = 0; waited < 5000 && !ended(child); waited += 50) await delay(50);
  // The head may be gone while members of its group are not.
  signal(child, 'SIGKILL');
  running.delete(child);
}

/** Ends every program started here. */
export async function stopAllGroups(): Promise<void> {
  await Promise.all([...running].map(stopGroup));
}

function ended(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // No process of the group is left.
  }
}

function watchSignals(): void {
  if (watching) return;
  watching = true;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(name, () => void stopAllGroups().finally(() => process.exit(130)));
  }
  process.once('exit', () => {
    for (const child of running) signal(child, 'SIGKILL');
  });
}
