import { readArrayForm } from '../../cluster/readArrayForm';
import { planArray } from '../../jobs/cluster/planArray';
import { submitArray, writePrepared } from '../../jobs/cluster/prepareArray';
import type { KeptPlan } from '../../jobs/shards/planFiles';
import type { Services } from '../services';
import { arraySpec, preparedArray } from './arrayFormRun';
import { ClusterMemory } from './clusterMemory';
import { sbatchHere } from './slurm';
import { sharedPlace } from './submittedPlan';

/** Submits some shards of a plan again, with what was filled in last. People were asked. @throws LensErrors. */
export async function submitAgain(
  { selection, shards: count }: KeptPlan,
  results: string,
  again: readonly number[],
  services: Services,
): Promise<void> {
  const read = readArrayForm({ ...new ClusterMemory(services.workspaceState).form, results });
  const { cpus, memoryMib, slurm } = read.problems ? { slurm: {} } : read.asked;
  const spec = { selection, results: sharedPlace(results) };
  const planned = await planArray(spec, { shards: count, cpus, memoryMib }, (asked) =>
    services.workers.run('plan', asked),
  );
  const array = arraySpec(selection, results, { ...planned, shards: [...again] });
  const prepared = await preparedArray(array, { slurm }, planned, services);
  await writePrepared(array, prepared);
  const { job } = await submitArray(prepared, { sbatch: await sbatchHere(services.log) });
  services.log.info(`Submitted again as job ${job}: ${prepared.args.join(' ')}`);
}
