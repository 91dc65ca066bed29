import type { WarmUpSpec } from '../protocol/jobs';
import { allEnded } from './allEnded';
import type { Engine } from './engine';
import { usualWorkers } from './memoryPlan';

/** Starts the workers that comparisons of these means would take, and has each compare something small that is made up. No file is read. */
export async function warmUp({ resources }: WarmUpSpec, engine: Engine): Promise<void> {
  const executor = await engine.executor(usualWorkers(resources));
  const tasks = Array.from({ length: executor.workers }, () => executor.run('warmUp', undefined));
  await allEnded(tasks);
}
