import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { commonFolder } from '../../src/cluster/commonFolder';
import { kubernetesManifest, usualImage, type KubernetesWishes } from '../../src/cluster/kubernetesManifest';
import { projectFolder } from '../workbench/paths';
import { hostileTexts } from './hostileTexts';
import { shardJob } from './shardJobs';

/** Kubernetes' own schema of a Job, compiled: unknown fields pass it, wrong values of known ones do not. */
const { Job } = createRequire(join(projectFolder, 'package.json'))('kubernetes-models/batch/v1') as {
  Job: new (data: unknown) => { validate(): void };
};

const wishes: KubernetesWishes = { image: usualImage, claim: 'activations', mount: '/data', throttle: 4 };
const paths = ['/data/runs/a.npy', '/data/runs/b.npz'];

interface Manifest {
  metadata: Record<string, unknown>;
  spec: {
    completions: number;
    parallelism: number;
    template: { spec: { containers: { command: string[]; image: string }[] } };
  };
}

function manifestOf(results = '/data/results', changed: Partial<KubernetesWishes> = {}): Manifest {
  return kubernetesManifest(shardJob(results), { ...wishes, ...changed }, paths) as Manifest;
}

function isValid(manifest: unknown): boolean {
  try {
    new Job(manifest).validate();
    return true;
  } catch {
    return false;
  }
}

describe('cluster/kubernetesManifest', () => {
  it('is an Indexed Job, with a task for each shard, as Kubernetes’ schema has it', () => {
    const manifest = manifestOf('/data/results', { namespace: 'lab' });
    new Job(JSON.parse(JSON.stringify(manifest))).validate();
    assert.equal(manifest.spec.completions, 8);
    assert.equal(manifest.spec.parallelism, 4);
    assert.equal(manifest.metadata.namespace, 'lab');
    assert.deepEqual(manifest.spec.template.spec.containers[0]!.command, [
      'node',
      '/data/results/program/0.1.0-abcdef01/cli.js',
      'run',
      '/data/results/plans/0123456789ab/choice.ccalens.json',
      '--results',
      '/data/results',
      '--shard',
      'auto/8',
      '--memory',
      '3584',
      '--workers',
      '2',
    ]);
  });

  it('has no field that the schema does not know: a wrong value in the place of any is refused', () => {
    const whole = manifestOf('/data/results', { namespace: 'lab' });
    let tried = 0;
    /** Every place in a value, as the steps that lead there. */
    const places = (value: unknown, at: (string | number)[] = []): (string | number)[][] =>
      typeof value === 'object' && value !== null
        ? [
            at,
            ...Object.entries(value).flatMap(([key, inner]) =>
              places(inner, [...at, Array.isArray(value) ? Number(key) : key]),
            ),
          ]
        : [at];
    for (const place of places(whole).slice(1)) {
      const changed = JSON.parse(JSON.stringify(whole)) as Record<string | number, unknown>;
      const inner = place
        .slice(0, -1)
        .reduce<Record<string | number, unknown>>((value, key) => value[key] as typeof value, changed);
      inner[place.at(-1)!] = Array.isArray(inner[place.at(-1)!]) ? {} : [[]];
      assert.equal(isValid(changed), false, place.join('.'));
      tried++;
    }
    assert.ok(tried > 40, String(tried));
  });

  it('writes words so that Kubernetes puts no variable into them', () => {
    for (const text of hostileTexts.filter((each) => !each.includes('/'))) {
      const results = `/data/${text}`;
      const { command } = manifestOf(results).spec.template.spec.containers[0]!;
      // What Kubernetes makes of it: $$ is a dollar, and $(NAME) would be a variable.
      const read = command.map((word) => {
        assert.doesNotMatch(word.replaceAll('$$', ''), /\$/);
        return word.replaceAll('$$', '$');
      });
      assert.equal(read[5], results);
      assert.ok(isValid(JSON.parse(JSON.stringify(manifestOf(results)))));
    }
  });

  it('refuses names that Kubernetes does not take, by their options', () => {
    for (const name of ['', 'Lab', 'a b', '-a', 'a-', 'a_b', 'a\nb', 'a'.repeat(64)])
      assert.throws(() => manifestOf('/data/r', { namespace: name }), /--namespace/);
    for (const claim of ['', 'Data', '../x', 'a..b']) assert.throws(() => manifestOf('/data/r', { claim }), /--volume/);
    for (const image of ['', '-x', 'a b', 'a\nb']) assert.throws(() => manifestOf('/data/r', { image }), /--image/);
    for (const mount of ['', '/', 'data', '/a:b', '-x', '/a\nb'])
      assert.throws(() => manifestOf('/data/r', { mount }), /--volume/);
  });

  it('refuses files outside of the volume', () => {
    assert.throws(() => manifestOf('/other/results'), /\/other\/results is not in \/data,/);
    assert.throws(() => manifestOf('/database/results'), /is not in \/data,/);
    assert.throws(() => kubernetesManifest(shardJob('/data/r'), wishes, ['/tmp/x.npy']), /\/tmp\/x\.npy is not in/);
    assert.equal(manifestOf('/data/r', { mount: '/data/' }).spec.completions, 8);
  });

  it('finds the folder that all files lie in', () => {
    assert.equal(commonFolder(['/data/runs/a.npy', '/data/runs/b/c.npy', '/data/results']), '/data');
    assert.equal(commonFolder(['/data/runs/a.npy']), '/data/runs');
    assert.equal(commonFolder(['/a/x', '/b/x']), '/');
  });
});
