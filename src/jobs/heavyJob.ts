import type { Resources } from '../protocol/resources';

/** The code under which a job that is for a process of its own is refused in a thread of the host. */
export const heavyCode = 'heavy-job';

/** That a job takes more memory than is meant for the process that it was begun in: no refusal, since it is done elsewhere, so that none who catch those see it. */
export class HeavyJob extends Error {}

/** Lets a job go on where it may take so many bytes. @throws HeavyJob where it is to go elsewhere. */
export function requireLight(bytes: number, { threadBytes }: Pick<Resources, 'threadBytes'>): void {
  if (threadBytes !== undefined && bytes > threadBytes) throw new HeavyJob(`about ${Math.ceil(bytes / 2 ** 20)} MiB`);
}
