/** An array that Slurm has taken: its number, and its cluster where that is another than the usual one. */
export interface SlurmJobId {
  job: string;
  cluster?: string;
}

/** What `sbatch --parsable` prints, or a wrapper of it that prints the sentence all the same (`Submitted batch job 123`); undefined for anything else. */
export function readSbatchAnswer(text: string): SlurmJobId | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  for (const line of lines.reverse()) {
    const [, job, cluster] = /^(\d+)(?:;([\w.-]+))?$/.exec(line) ?? [];
    if (job !== undefined) return cluster === undefined ? { job } : { job, cluster };
    const [, submitted, on] = /^Submitted batch job (\d+)(?: on cluster ([\w.-]+))?$/.exec(line) ?? [];
    if (submitted !== undefined) return on === undefined ? { job: submitted } : { job: submitted, cluster: on };
  }
  return undefined;
}

/** The arguments of scancel that end an array, or some of its tasks. */
export function scancelArguments({ job, cluster }: SlurmJobId, tasks?: string): string[] {
  return [...(cluster === undefined ? [] : [`--clusters=${cluster}`]), tasks === undefined ? job : `${job}_[${tasks}]`];
}
