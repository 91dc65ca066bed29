import { handedOn, type SlurmWishes } from '../cluster/sbatchArguments';
import { arrayRanges } from '../cluster/arrayRanges';
import { commonFolder } from '../cluster/commonFolder';
import { usualImage } from '../cluster/kubernetesManifest';
import { memoryOfWorkMib, usualThrottle } from '../cluster/shardJob';
import { shellLine } from '../cluster/shellWord';
import { LensError } from '../facts/errors';
import { counted } from '../facts/numbers';
import { numberOptions } from '../facts/numberOptions';
import { programVersion } from '../facts/programVersion';
import { planArray, type PlannedArray } from '../jobs/cluster/planArray';
import { filesOf, prepareKubernetes, prepareSlurm, submitArray, type ArraySpec } from '../jobs/cluster/prepareArray';
import { numberOption, parseCommand, type OptionValues } from './arguments';
import { ask, canAsk, print, tell } from './output';
import { planLines } from './planCommand';
import { readChoice } from './readChoice';
import { requireIdle, rerunOf, type Rerun } from './rerunOf';
import { resultsPlace } from './resultsPlace';
import { runHere } from './runHere';
import { shortestPath } from './shortestPath';

const flags = ['slurm', 'kubernetes', 'yes', 'print', 'rerun'];
const ofSlurm = [...handedOn, 'time', 'node'];
const ofKubernetes = ['image', 'volume', 'namespace'];
const texts = ['results', 'shards', 'cpus', 'memory', 'throttle', 'order', ...ofSlurm, ...ofKubernetes];

/**
 * `cca-lens submit`: an analysis as an array of a scheduler. Shows its plan and what is written for it; to Slurm it is submitted where that is asked for (--yes, or a
 * person says so), to Kubernetes never. @throws LensError.
 */
export async function submitCommand(args: string[]): Promise<string> {
  const one = { count: 1, what: 'one selection FILE.ccalens.json' };
  const { files, values } = parseCommand(args, flags, texts, one);
  requireOneScheduler(values);
  const selection = await readChoice(files[0]!, values);
  const results = await resultsPlace(values);
  if (!results) throw new LensError('usage', 'The tasks keep what they compute in a folder: give --results FOLDER.');
  const rerun = values.rerun === true ? await rerunOf(selection, results.folder) : undefined;
  if (!rerun && values.slurm && !values.print) await requireIdle(selection, results.folder);
  const wishes = {
    shards: rerun?.count ?? numberOption(values, 'shards', numberOptions.shards),
    cpus: numberOption(values, 'cpus', tasksNumber),
    memoryMib: numberOption(values, 'memory', numberOptions.memory) ?? memoryOf(rerun),
  };
  const planned = await planArray({ selection, results }, wishes, (spec) => runHere('plan', spec));
  const shards = rerun?.shards ?? planned.shards;
  if (shards.length === 0) return nothingToDo(files[0]!, results.folder, rerun?.queued ?? 0);
  const spec: ArraySpec = {
    selection,
    results: results.folder,
    count: planned.plan.shards.length,
    planned: { ...planned, shards },
    version: programVersion ?? 'source',
  };
  return values.slurm ? toSlurm(files[0]!, spec, planned, values) : forKubernetes(spec, planned, values);
}

/** Cores of a task, and tasks at a time. */
const tasksNumber = { ...numberOptions.shards, usual: undefined };

function requireOneScheduler(values: OptionValues): void {
  const { slurm, kubernetes } = values;
  if ((slurm === true) === (kubernetes === true))
    throw new LensError('usage', 'Give --slurm or --kubernetes, for which of them the work is (--help explains them).');
  const [others, other] = slurm ? [ofKubernetes, '--kubernetes'] : [[...ofSlurm, 'yes', 'rerun'], '--slurm'];
  const wrong = others.find((name) => values[name] !== undefined);
  if (wrong !== undefined) throw new LensError('usage', `--${wrong} is for ${other}: leave it out.`);
  if (values.rerun !== undefined && values.shards !== undefined)
    throw new LensError('usage', '--rerun submits shards of a plan that is there: leave out --shards.');
}

async function toSlurm(
  file: string,
  spec: ArraySpec,
  { plan, minutes }: PlannedArray,
  values: OptionValues,
): Promise<string> {
  const wishes: SlurmWishes = {
    ...Object.fromEntries(handedOn.map((name) => [name, textOf(values, name)])),
    time: textOf(values, 'time') ?? minutes,
    throttle: throttleOf(values),
  };
  const prepared = await prepareSlurm(spec, wishes, { named: textOf(values, 'node'), own: process.execPath });
  const line = shellLine(['sbatch', ...prepared.args]);
  if (values.print) {
    tell(`this script was written and not submitted; so it is: ${line}`);
    return prepared.script.trimEnd();
  }
  const { results, selection, count } = spec;
  const tasks = `${counted(prepared.shards.length, 'shard')} of ${count} (${arrayRanges(prepared.shards)})`;
  const shown = [...planLines(plan, selection), '', `${prepared.scriptPath}:`, '', prepared.script, line, ''];
  if (values.yes !== true) {
    if (!canAsk()) {
      const how = `--yes beside these words submits it, and so does the line above`;
      return [...shown, `Nothing was submitted, as nobody can be asked here: ${how}.`].join('\n');
    }
    await print(shown.join('\n'));
    if (!(await ask(`Submit ${tasks} to Slurm?`))) return 'Nothing was submitted.';
  }
  const { job, cluster } = await submitArray(prepared);
  const cancel = shellLine(['scancel', ...(cluster === undefined ? [] : [`--clusters=${cluster}`]), job]);
  const folder = shortestPath(results);
  return [
    ...(values.yes === true ? shown : []),
    `Submitted as job ${job}: ${tasks}.`,
    `  how it goes:   ${shellLine(['cca-lens', 'status', folder])}`,
    `  end it:        ${cancel}`,
    `  its result:    ${shellLine(['cca-lens', 'run', file, '--results', folder, '--merge'])}`,
  ].join('\n');
}

async function forKubernetes(spec: ArraySpec, { plan }: PlannedArray, values: OptionValues): Promise<string> {
  const volume = textOf(values, 'volume');
  if (volume === undefined)
    throw new LensError('usage', 'Give --volume CLAIM[:MOUNT], the claim of the volume that holds layers and results.');
  const [claim, ...mount] = volume.split(':');
  const wishes = {
    image: textOf(values, 'image') ?? usualImage,
    claim: claim!,
    mount: mount.length > 0 ? mount.join(':') : commonFolder([...filesOf(spec.selection), `${spec.results}/.`]),
    namespace: textOf(values, 'namespace'),
    throttle: throttleOf(values),
  };
  const { path, text } = await prepareKubernetes(spec, wishes);
  const line = shellLine(['kubectl', 'apply', '-f', shortestPath(path)]);
  if (values.print) {
    tell(`this manifest was written; so it is submitted: ${line}`);
    return text.trimEnd();
  }
  const folder = shortestPath(spec.results);
  return [
    ...planLines(plan, spec.selection),
    '',
    `${path}:`,
    '',
    text,
    `Nothing was submitted: ${line} does it, and ${shellLine(['cca-lens', 'status', folder])} says then how it goes.`,
  ].join('\n');
}

function nothingToDo(file: string, results: string, queued: number): string {
  if (queued > 0)
    return `Nothing was submitted: what is missing waits in the queue or runs (${counted(queued, 'shard')}).`;
  const merge = shellLine(['cca-lens', 'run', file, '--results', shortestPath(results), '--merge']);
  return `Nothing was submitted, as nothing is missing: ${merge} prints the result.`;
}

/** That of the tasks before: with another some measures would take other samples. */
function memoryOf(rerun: Rerun | undefined): number | undefined {
  return rerun?.workMib === undefined ? undefined : memoryOfWorkMib(rerun.workMib);
}

function throttleOf(values: OptionValues): number {
  return numberOption(values, 'throttle', tasksNumber) ?? usualThrottle;
}

function textOf(values: OptionValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}
