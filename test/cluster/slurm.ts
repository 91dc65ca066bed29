import { spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startGroup, stopGroup } from '../workbench/childProcesses';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { slurmProgram } from './ensureSlurm';
import { processesWith } from './processesWith';
import { slurmConfiguration, type SlurmOptions } from './slurmConfiguration';

/** A task of an array, as Slurm has it. */
export interface SlurmTask {
  /** PENDING, RUNNING, COMPLETED, FAILED, CANCELLED ... */
  state: string;
  /** The node that it runs or ran on; '' where none. */
  node: string;
}

/** A Slurm of one's own that is running. */
export interface Slurm {
  /** The environment in which Slurm's programs, and what they start, belong to it. */
  env: NodeJS.ProcessEnv;
  /** What one of Slurm's programs prints. @throws Error with what it says when it fails. */
  run(program: 'sbatch' | 'scancel' | 'scontrol' | 'sinfo' | 'squeue', ...args: string[]): string;
  /** The tasks of an array, finished ones too, by their numbers. */
  tasks(job: string): Map<number, SlurmTask>;
  /** Ends every process of it, and whatever its jobs have started. */
  stop(): Promise<void>;
}

/**
 * Starts a real Slurm in a temporary folder: munged, slurmctld and virtual nodes, on free ports, so that several may run at once. It is ended by `stop`, and
 * with this process. @throws Error with the last lines of its logs where its nodes do not come up within two minutes.
 */
export async function startSlurm(options: SlurmOptions): Promise<Slurm> {
  const folder = temporaryFolder('slurm');
  for (const name of ['state', 'spool', 'log']) mkdirSync(join(folder, name));
  const file = join(folder, 'slurm.conf');
  writeFileSync(file, slurmConfiguration(folder, await freePorts(options.nodes + 1), options));
  const env = { ...process.env, SLURM_CONF: file };
  const end = (): void => endProcesses(file);
  // Before the folder is removed. Steps of jobs are in no group of ours.
  process.prependOnceListener('exit', end);
  const daemons: ChildProcess[] = [];
  const slurm: Slurm = {
    env,
    run: (program, ...args) => said(slurmProgram(program)!, args, env),
    tasks: (job) => tasksIn(slurm.run('squeue', '-h', '-a', '-r', '-t', 'all', '-j', job, '-o', '%K|%T|%N')),
    async stop() {
      while (processesWith('SLURM_CONF', file).length > 0) {
        end();
        await delay(20);
      }
      await Promise.all(daemons.map(stopGroup));
      process.removeListener('exit', end);
    },
  };
  try {
    const start = (program: string, ...args: string[]) => daemons.push(startDaemon(program, args, folder, env));
    const socket = join(folder, 'munge.socket');
    start('munged', '--foreground', '--force', ...mungeArguments(folder, socket));
    await until(folder, daemons, () => existsSync(socket));
    start('slurmctld', '-D');
    for (let i = 1; i <= options.nodes; i++) start('slurmd', '-D', '-N', `n${i}`);
    await until(folder, daemons, () => /^(idle\n)+$/.test(quietly(() => slurm.run('sinfo', '-h', '-N', '-o', '%T'))));
  } catch (error) {
    await slurm.stop();
    throw error;
  }
  return slurm;
}

/** A daemon in the foreground; what it says before it has a log stands beside the logs. */
function startDaemon(program: string, args: string[], folder: string, env: NodeJS.ProcessEnv): ChildProcess {
  const said = openSync(join(folder, 'log', `${program}.said`), 'a');
  try {
    return startGroup(slurmProgram(program)!, args, { env, cwd: folder, stdio: ['ignore', said, said] });
  } finally {
    closeSync(said);
  }
}

/** Its key is of this Slurm alone, whose folder need not be open to other users (which munged asks for unless it is forced). */
function mungeArguments(folder: string, socket: string): string[] {
  const place = (name: string) => join(folder, name);
  writeFileSync(place('munge.key'), randomBytes(128), { mode: 0o400 });
  const files = { key: place('munge.key'), pid: place('munge.pid'), seed: place('munge.seed') };
  const log = join(folder, 'log', 'munged.log');
  const named = Object.entries({ ...files, log }).map(([name, path]) => `--${name}-file=${path}`);
  return [...named, `--socket=${socket}`];
}

/** Ports that nothing listens on, all different. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve, reject) => {
          server.once('error', reject);
          server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function endProcesses(configuration: string): void {
  for (const id of processesWith('SLURM_CONF', configuration)) {
    try {
      process.kill(id, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}

function said(program: string, args: readonly string[], env: NodeJS.ProcessEnv): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr.trim()}`);
  return stdout;
}

function tasksIn(lines: string): Map<number, SlurmTask> {
  const rows = lines.trim().split('\n').filter(Boolean);
  return new Map(
    rows.map((row) => {
      const [index, state, node] = row.split('|') as [string, string, string];
      return [Number(index), { state, node }];
    }),
  );
}

/** What a call yields, '' while it fails. */
function quietly(call: () => string): string {
  try {
    return call();
  } catch {
    return '';
  }
}

/** Waits for what a Slurm that starts comes to. @throws Error. */
async function until(folder: string, daemons: readonly ChildProcess[], there: () => boolean): Promise<void> {
  for (let waited = 0; !there(); waited += 50) {
    if (waited > 120_000 || daemons.some(({ exitCode }) => exitCode !== null))
      throw new Error(`Slurm does not start: ${lastLines(join(folder, 'log'))}`);
    await delay(50);
  }
}

function lastLines(folder: string): string {
  const logs = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
  return logs.map(([name, text]) => `${name}: ${text.trim().split('\n').slice(-3).join(' / ')}`).join('; ');
}
