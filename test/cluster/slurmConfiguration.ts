import { hostname } from 'node:os';
import { join } from 'node:path';

/** What a Slurm has. */
export interface SlurmOptions {
  /** Virtual nodes, called n1, n2 and so on. */
  nodes: number;
  /** CPUs that each says it has, one when absent. */
  cpus?: number;
  /** Memory that each says it has, 4,000 when absent. */
  memoryMiB?: number;
}

/**
 * slurm.conf of a Slurm whose nodes are all this machine, without accounting and cgroups.
 * @param folder holds whatever it writes.
 * @param ports of slurmctld and of each node, in this order.
 */
export function slurmConfiguration(
  folder: string,
  ports: readonly number[],
  { nodes, cpus = 1, memoryMiB = 4000 }: SlurmOptions,
): string {
  const host = hostname().split('.')[0]!;
  const lines = {
    ClusterName: 'local',
    SlurmctldHost: `${host}(127.0.0.1)`,
    SlurmctldPort: ports[0],
    SlurmUser: 'root',
    SlurmdUser: 'root',
    AuthType: 'auth/munge',
    // A job that is requeued waits until its credential has expired, which takes two minutes elsewhere.
    AuthInfo: `socket=${join(folder, 'munge.socket')},cred_expire=5`,
    StateSaveLocation: join(folder, 'state'),
    SlurmdSpoolDir: join(folder, 'spool', '%n'),
    SlurmctldPidFile: join(folder, 'slurmctld.pid'),
    SlurmdPidFile: join(folder, '%n.pid'),
    SlurmctldLogFile: join(folder, 'log', 'slurmctld.log'),
    SlurmdLogFile: join(folder, 'log', '%n.log'),
    ProctrackType: 'proctrack/linuxproc',
    TaskPlugin: 'task/none',
    MpiDefault: 'none',
    SwitchType: 'switch/none',
    JobAcctGatherType: 'jobacct_gather/none',
    AccountingStorageType: 'accounting_storage/none',
    SelectType: 'select/cons_tres',
    SelectTypeParameters: 'CR_Core_Memory',
    // Jobs are started as soon as there is room, and cancelled ones killed after five seconds; finished ones stay in squeue.
    SchedulerParameters: 'batch_sched_delay=0,sched_interval=1,bf_interval=1',
    KillWait: 5,
    MinJobAge: 3600,
    JobRequeue: 1,
    ReturnToService: 2,
    // Nodes may have more than this machine.
    SlurmdParameters: 'config_overrides',
  };
  const each = Array.from(
    { length: nodes },
    (_, i) =>
      `NodeName=n${i + 1} NodeHostname=${host} NodeAddr=127.0.0.1 Port=${ports[i + 1]} CPUs=${cpus} RealMemory=${memoryMiB}`,
  );
  const partition = 'PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP';
  return [...Object.entries(lines).map(([name, value]) => `${name}=${value}`), ...each, partition, ''].join('\n');
}
