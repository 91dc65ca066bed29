import { LensError } from '../facts/errors';
import { mostWorkers, shardArguments, type ShardJob } from './shardJob';
import { schedulerValue } from './schedulerValue';

/** What people say of a Kubernetes cluster. */
export interface KubernetesWishes {
  /** An image that has Node.js, by its name. */
  image: string;
  /** The persistent volume claim that holds layers and results, and where it is mounted: the path that its folders have here. */
  claim: string;
  mount: string;
  namespace?: string | undefined;
  /** Tasks that run at the same time at most. */
  throttle: number;
}

/** The image of a task, where nobody names one: any with Node.js will do. */
export const usualImage = 'node:22-slim';

/** How often a task is done again by itself. */
const retries = 3;

/**
 * An Indexed Job whose tasks compute the shards of a plan, as an object to be written as JSON, which kubectl takes as it does YAML. A task that fails is done
 * again by itself, without an end of the others.
 * @param paths every file that is read: it has to be in the volume, under the path that it has here.
 * @throws LensError `usage` for a name that Kubernetes does not take, and a path outside of the volume.
 */
export function kubernetesManifest(job: ShardJob, wishes: KubernetesWishes, paths: readonly string[]): object {
  const { count, cpus, memoryMib, program, results } = job;
  const mount = requireMount(wishes.mount);
  for (const path of [results, program, ...paths]) requireInside(path, mount);
  const { namespace } = wishes;
  const memory = `${memoryMib}Mi`;
  const command = ['node', program, ...shardArguments(job), '--workers', String(Math.min(cpus, mostWorkers))];
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: `cca-lens-${job.id}`,
      ...(namespace !== undefined && { namespace: requireName('--namespace', namespace, 63) }),
      labels: { 'app.kubernetes.io/name': 'cca-lens' },
    },
    spec: {
      completionMode: 'Indexed',
      completions: count,
      parallelism: Math.min(count, wishes.throttle),
      backoffLimitPerIndex: retries,
      template: {
        metadata: { labels: { 'app.kubernetes.io/name': 'cca-lens' } },
        spec: {
          restartPolicy: 'Never',
          automountServiceAccountToken: false,
          containers: [
            {
              name: 'shard',
              image: requireImage(wishes.image),
              command: command.map(unexpanded),
              resources: { requests: { cpu: String(cpus), memory }, limits: { memory } },
              volumeMounts: [{ name: 'data', mountPath: mount }],
            },
          ],
          volumes: [{ name: 'data', persistentVolumeClaim: { claimName: requireName('--volume', wishes.claim, 253) } }],
        },
      },
    },
  };
}

/** A word of a command in which Kubernetes puts no variable: it would replace `$(NAME)`. */
function unexpanded(word: string): string {
  return word.replaceAll('$', '$$$$');
}

/** @throws LensError `usage` for what is no name of Kubernetes: small letters, digits and dashes, of claims dots as well. */
function requireName(option: string, name: string, longest: number): string {
  const label = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
  const form = new RegExp(longest > 63 ? String.raw`^${label}(?:\.${label})*$` : `^${label}$`);
  if (name.length <= longest && form.test(name)) return name;
  throw new LensError('usage', `${option} takes a name of small letters, digits and dashes, not "${name}".`);
}

function requireImage(image: string): string {
  if (/\s/.test(schedulerValue('--image', image)))
    throw new LensError('usage', `--image takes the name of an image without blanks, not "${image}".`);
  return image;
}

function requireMount(mount: string): string {
  const path = schedulerValue('--volume', mount).replace(/(?<=.)\/+$/, '');
  if (path.startsWith('/') && path !== '/' && !path.includes(':')) return path;
  throw new LensError(
    'usage',
    `--volume takes CLAIM:MOUNT with the absolute path of a folder that is not /, not "${mount}".`,
  );
}

function requireInside(path: string, mount: string): void {
  if (path.startsWith(`${mount}/`) || path === mount) return;
  const sentence = `${path} is not in ${mount}, where the volume is mounted; keep layers and results in the volume, and mount it where its folders are here (--volume CLAIM:MOUNT).`;
  throw new LensError('usage', sentence);
}
