import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { hasSlurm } from './ensureSlurm';
import { processesWith } from './processesWith';
import { startSlurm, type Slurm } from './slurm';
import { until } from './until';

/** A task that says how often it was started before, and goes on until there is a file `go`. */
const script = `#!/bin/bash
echo "start $SLURM_ARRAY_TASK_ID of $SLURM_ARRAY_TASK_COUNT, again \${SLURM_RESTART_COUNT:-0}"
until [ -e go ]; do sleep 0.05; done
echo "end $SLURM_ARRAY_TASK_ID"
`;

if (hasSlurm('Slurm'))
  describe('a Slurm of the tests', () => {
    let slurm: Slurm;
    let folder: string;
    before(async () => {
      folder = temporaryFolder('slurm-test');
      writeFileSync(join(folder, 'task.sh'), script);
      slurm = await startSlurm({ nodes: 3 });
    });
    after(() => slurm?.stop());

    const log = (index: number): string => {
      const path = join(folder, `${index}.log`);
      return existsSync(path) ? readFileSync(path, 'utf8') : '';
    };
    it('runs arrays, cancels one task, starts another again, and waits for nodes that are drained', async () => {
      slurm.run('scontrol', 'update', 'nodename=n3', 'state=drain', 'reason=test');
      const places = [`--chdir=${folder}`, `--output=${join(folder, '%a.log')}`];
      const array = ['--parsable', '--array=1-4', '--open-mode=append'];
      const job = slurm.run('sbatch', ...array, ...places, join(folder, 'task.sh')).trim();
      await until(() => [1, 2].every((index) => log(index).includes('start')));
      const states = () => [...slurm.tasks(job)].map(([index, { state, node }]) => `${index} ${state} ${node}`).sort();
      assert.deepEqual(states(), ['1 RUNNING n1', '2 RUNNING n2', '3 PENDING ', '4 PENDING ']);
      slurm.run('scancel', `${job}_1`);
      await until(() => log(3).includes('start'));
      slurm.run('scontrol', 'requeue', `${job}_2`);
      await until(() => log(4).includes('start'));
      assert.equal(slurm.tasks(job).get(1)!.state, 'CANCELLED');
      writeFileSync(join(folder, 'go'), '');
      await until(() => states().every((line) => /COMPLETED|CANCELLED/.test(line)));
      assert.match(log(2), /^start 2 of 4, again 0\n(.*\n)*start 2 of 4, again 1\nend 2\n$/);
      assert.match(log(4), /^start 4 of 4, again 0\nend 4\n$/);
      assert.ok(!log(1).includes('end'));
    });

    it('leaves nothing behind, whatever still runs, and lets another run beside it', async () => {
      const other = await startSlurm({ nodes: 1 });
      const task = join(folder, 'long.sh');
      writeFileSync(task, '#!/bin/bash\n(exec -a long-of-a-test sleep 100000) &\necho there\nwait\n');
      const report = join(folder, 'long.log');
      other.run('sbatch', `--output=${report}`, task);
      await until(() => existsSync(report) && readFileSync(report, 'utf8').includes('there'));
      const conf = other.env.SLURM_CONF!;
      assert.ok(processesWith('SLURM_CONF', conf).length > 3);
      await other.stop();
      assert.deepEqual(processesWith('SLURM_CONF', conf), []);
      assert.match(slurm.run('sinfo', '-h', '-o', '%D %T'), /idle/);
    });
  });
