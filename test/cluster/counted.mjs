// Loaded into processes of the command line by NODE_OPTIONS=--import: at its end each leaves in the folder CCA_LENS_COUNTS what it took, a file for each.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

const folder = process.env.CCA_LENS_COUNTS;
if (folder && isMainThread) {
  process.once('exit', () => {
    const { user, system } = process.cpuUsage();
    // What it asked the system for, from memory or disk.
    const read = Number(/^rchar: (\d+)$/m.exec(readFileSync('/proc/self/io', 'utf8'))[1]);
    const counts = {
      wall: process.uptime(),
      cpu: (user + system) / 1e6,
      read,
      peakMiB: process.resourceUsage().maxRSS / 1024,
      task: process.env.SLURM_ARRAY_TASK_ID ?? null,
    };
    writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify(counts));
  });
}
