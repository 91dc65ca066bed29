import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Programs in the place of Slurm's that run the tasks of an array, one after the other, each once a test lets it run. */
export interface RunningSlurm {
  /** The path of sbatch, beside which the others lie. */
  sbatch: string;
  /** The arguments of each call of a program so far. */
  calls(name: 'sbatch' | 'scancel'): string[][];
  /** Lets a task run, whatever its job; `lost`: it ends without having run, as on a machine that breaks. */
  release(task: number, lost?: 'lost'): void;
  /** Holds a task of a job that is submitted next. */
  hold(task: number): void;
}

const program = `
const fs = require('node:fs'), path = require('node:path'), { spawn, spawnSync } = require('node:child_process');
const folder = __dirname, at = (name) => path.join(folder, name);
const read = (job) => JSON.parse(fs.readFileSync(at('job.' + job), 'utf8'));
const write = (job, value) => { fs.writeFileSync(at('draft'), JSON.stringify(value)); fs.renameSync(at('draft'), at('job.' + job)); };
const [name, ...args] = process.argv.slice(2);
const option = (key) => args.find((arg) => arg.startsWith('--' + key + '='))?.slice(key.length + 3);
if (name !== 'runner') fs.appendFileSync(at(name + '.calls'), JSON.stringify(args) + '\\n');
const pause = () => new Promise((resolve) => setTimeout(resolve, 50));
const programs = {
  sbatch() {
    const job = 4242 + fs.readdirSync(folder).filter((file) => file.startsWith('job.')).length;
    const tasks = option('array').split('%')[0].split(',').flatMap((range) => {
      const [first, last = first] = range.split('-').map(Number);
      return Array.from({ length: last - first + 1 }, (_, i) => first + i);
    });
    write(job, { tasks, running: 0, script: args.at(-1), output: option('output') });
    spawn(process.execPath, [__filename, 'runner', String(job)], { detached: true, stdio: 'ignore' }).unref();
    console.log(job);
  },
  async runner() {
    const job = args[0];
    for (const task of read(job).tasks) {
      while (!fs.existsSync(at('go.' + task)) && fs.existsSync(at('job.' + job)) && read(job).tasks.includes(task)) await pause();
      if (!fs.existsSync(at('job.' + job))) return;
      const { tasks, script, output } = read(job);
      if (!tasks.includes(task)) continue;
      write(job, { ...read(job), running: task });
      if (fs.readFileSync(at('go.' + task), 'utf8') !== 'lost') {
        const env = { ...process.env, SLURM_JOB_ID: job, SLURM_ARRAY_JOB_ID: job, SLURM_ARRAY_TASK_ID: String(task) };
        const log = fs.openSync(output.replaceAll('%a', task).replaceAll('%%', '%'), 'a');
        spawnSync('sh', [script], { env, stdio: ['ignore', log, log] });
      }
      const now = read(job);
      write(job, { ...now, running: 0, tasks: now.tasks.filter((one) => one !== task) });
    }
  },
  squeue() {
    const { tasks, running } = read(option('jobs'));
    for (const task of tasks) console.log(task + '|' + (task === running ? 'RUNNING|None' : 'PENDING|Resources'));
  },
  scancel() {
    write(args.at(-1), { ...read(args.at(-1)), tasks: [] });
  },
};
programs[name]();
`;

/** Makes such programs in a folder; a job's number is 4242, of the next 4243. They end with the folder. */
export function runningSlurm(folder: string): RunningSlurm {
  mkdirSync(folder, { recursive: true });
  const script = join(folder, 'slurm.cjs');
  writeFileSync(script, program);
  for (const name of ['sbatch', 'squeue', 'scancel']) {
    writeFileSync(join(folder, name), `#!/bin/sh\nexec '${process.execPath}' '${script}' ${name} "$@"\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return {
    sbatch: join(folder, 'sbatch'),
    calls(name) {
      const path = join(folder, `${name}.calls`);
      if (!existsSync(path)) return [];
      const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
      return lines.map((line) => JSON.parse(line) as string[]);
    },
    release: (task, lost) => writeFileSync(join(folder, `go.${task}`), lost ?? 'run'),
    hold: (task) => rmSync(join(folder, `go.${task}`), { force: true }),
  };
}
