import { existsSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { watchSignals } from '../workbench/childProcesses';
import { projectFolder } from '../workbench/paths';
import { activationTable } from './activation';
import { busyCores } from './busyCores';
import { hostMemoryTable } from './hostMemory';
import { kernelTable } from './kernelTable';
import { largePairTable } from './largePair';
import {
  measureCalibrated,
  measureManyLayers,
  measureSixtyLayers,
  measureTenLayers,
  measureWideLayers,
} from './matrices';
import { measurePairWorkload, pairWorkloads } from './pairs';
import { findPython, type Bench } from './programs';
import { panelTable } from './panel';
import { progress } from './progress';
import { routeTable } from './routes';
import { scalingTables } from './scaling';
import { rowsTable, type Row } from './table';
import { workersTable } from './workers';

/** What yields rows of the main table, by name. */
const workloads: Record<string, (bench: Bench) => Promise<Row[]>> = {
  ...Object.fromEntries(
    pairWorkloads.map((workload) => [workload.name, (bench: Bench) => measurePairWorkload(bench, workload)]),
  ),
  'matrix-10': measureTenLayers,
  'matrix-60': measureSixtyLayers,
  'many-layers': measureManyLayers,
  'wide-layers': measureWideLayers,
  calibrated: measureCalibrated,
};

/** What yields a section of its own, by name. */
const sections: Record<string, { title: string; run(bench: Bench): Promise<string> }> = {
  kernels: { title: 'Kernels', run: kernelTable },
  routes: { title: 'Routes', run: routeTable },
  scaling: { title: 'Scaling', run: scalingTables },
  workers: { title: 'Workers', run: workersTable },
  large: { title: 'Two files of 4 GB', run: largePairTable },
  panel: { title: 'In the panel', run: panelTable },
  memory: { title: 'Memory of the host', run: hostMemoryTable },
  activation: { title: 'Activation', run: activationTable },
};

/**
 * Run as `tsx test/bench/run.ts [--quick] [--only NAME,...] [--runs 5] [--node PATH] [--cli PATH] [--native auto|PATH]` after a build; README.md beside this file
 * explains. Tables go to standard output, progress to standard error; a workload that fails says so in its place, and the exit code is 1 then.
 */
async function main(): Promise<void> {
  watchSignals();
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      runs: { type: 'string' },
      node: { type: 'string', default: process.execPath },
      cli: { type: 'string', default: join(projectFolder, 'dist', 'cli.js') },
      native: { type: 'string' },
    },
  });
  const names = wantedNames(values.only);
  const runs = Number(values.runs ?? (values.quick ? 1 : 5));
  if (!Number.isInteger(runs) || runs < 1)
    throw new Error(`--runs takes a whole number above 0, not "${values.runs}".`);
  if (!existsSync(values.cli)) throw new Error(`${values.cli} is missing: npm run build makes it.`);
  const bench: Bench = {
    quick: values.quick,
    runs,
    node: values.node,
    cli: values.cli,
    native: values.native,
    python: findPython(),
  };
  console.log(await machine(bench));

  const rows: Row[] = [];
  for (const name of names.filter((each) => each in workloads)) {
    progress(name);
    rows.push(...(await workloads[name]!(bench).catch((error: unknown) => [failedRow(name, error)])));
  }
  if (rows.length > 0) console.log(`\n## Workloads\n\n${rowsTable(rows)}`);
  for (const name of names.filter((each) => each in sections)) {
    progress(name);
    const { title, run } = sections[name]!;
    console.log(`\n## ${title}\n\n${await run(bench).catch(failed)}`);
  }
}

function wantedNames(only: string | undefined): string[] {
  const all = [...Object.keys(workloads), ...Object.keys(sections)];
  if (only === undefined) return all;
  const names = only.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')} to measure; there is ${all.join(', ')}.`);
  return names;
}

/** What the numbers were measured on and with. */
async function machine({ quick, runs, node, python }: Bench): Promise<string> {
  const processors = cpus();
  const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.trim();
  return [
    `${processors[0]?.model ?? 'unknown processor'}, ${processors.length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB; Node ${version}`,
    python
      ? `numpy ${python.numpy} (${python.blas}), Python ${python.python}, OPENBLAS_NUM_THREADS ${process.env.OPENBLAS_NUM_THREADS ?? 'not set'}`
      : 'Python with numpy was not found: our own numbers alone',
    `medians of ${runs} after a warm-up, programs in turn${quick ? '; QUICK: small inputs, the numbers mean nothing' : ''}`,
    await busyText(),
  ].join('  \n');
}

/** numpy's threads wait for each other in busy loops: where another program takes a core, its times grow manyfold, and ours grow too. */
async function busyText(): Promise<string> {
  const busy = await busyCores(2);
  const text = `other programs kept ${busy.toFixed(2)} cores busy before the run`;
  return busy > 0.2 ? `${text}: THE MACHINE WAS NOT IDLE, and the numbers are not to be trusted` : text;
}

function failedRow(workload: string, error: unknown): Row {
  return { workload, note: failed(error) };
}

function failed(error: unknown): string {
  process.exitCode = 1;
  return `Failed: ${error instanceof Error ? error.message : String(error)}`;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
