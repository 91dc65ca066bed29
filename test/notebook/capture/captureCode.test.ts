import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { before, describe, it } from 'mocha';
import { captureFrameworks } from '../../../src/facts/capture';
import { captureCode } from '../../../src/notebook/capture';
import type { MatrixOutcome } from '../../../src/protocol/matrixJob';
import { printed, printedJson, refused } from '../../cli/calls';
import { followSchema, type Schema } from '../../cli/followSchema';
import { hasNumpy, runPythonWith } from '../../python';
import { pythonWithTorch } from '../../torch';
import { projectFolder } from '../../workbench/paths';
import { temporaryFolder } from '../../workbench/temporaryFolder';

const beside = (name: string): string => join(dirname(fileURLToPath(import.meta.url)), name);
const frameworks = captureFrameworks.map(({ id }) => id);

describe('code that captures layers', () => {
  it('is Python, for every framework, that says at its top what to edit', () => {
    for (const framework of frameworks) {
      const code = captureCode(framework);
      // What needs no module of the framework: that Python reads it. Keras and Flax themselves are not there to run with.
      const { status, stderr } = spawnSync('python3', ['-c', 'compile(__import__("sys").stdin.read(), "x", "exec")'], {
        input: code,
        encoding: 'utf8',
      });
      assert.equal(status, 0, `${framework}: ${stderr}`);
      const lines = code.split('\n');
      const [from, to] = ['# ---- Edit', '# ---- What'].map((start) =>
        lines.findIndex((line) => line.startsWith(start)),
      );
      assert.ok(from! > 0 && to! > from! && to! < 45, framework);
      for (const name of ['MODEL', 'NAME', 'CHECKPOINT', 'OUT', 'SAMPLES', 'IDS'])
        assert.ok(
          lines.slice(from, to).some((line) => line.startsWith(`${name} = `)),
          `${framework}: ${name}`,
        );
      assert.ok(
        lines.every((line) => line.length <= 120 && line === line.trimEnd()),
        framework,
      );
    }
  });

  it('is printed by the command line, or written whole to a file that is not there yet', async () => {
    assert.equal(await printed('capture-code'), captureCode('pytorch'));
    assert.equal(await printed('capture-code', '--framework', 'keras'), captureCode('keras'));
    const out = join(temporaryFolder('capture-code'), 'capture.py');
    assert.match(
      await printed('capture-code', '--framework', 'flax', '--out', out),
      /capture\.py: edit the lines at its top/,
    );
    assert.equal(readFileSync(out, 'utf8'), captureCode('flax'));
    assert.match(await refused('file-exists', 'capture-code', '--out', out), /--force/);
    assert.equal(readFileSync(out, 'utf8'), captureCode('flax'));
    await printed('capture-code', '--out', out, '--force');
    assert.equal(readFileSync(out, 'utf8'), captureCode('pytorch'));
    assert.match(
      await refused('usage', 'capture-code', '--framework', 'caffe'),
      /--framework takes pytorch or huggingface or keras or flax/,
    );
    assert.match(await refused('usage', 'capture-code', 'x.py'), /Expected no file, found 1/);
  });
});

if (hasNumpy('captures'))
  describe('code that captures layers with Keras and Flax, run with stand-ins for them', () => {
    it('writes what each call of a layer gives, and says where it cannot', () => {
      const folder = temporaryFolder('captured');
      for (const framework of frameworks) writeFileSync(join(folder, `${framework}.py`), captureCode(framework));
      const { status, stdout, stderr } = runPythonWith(beside('standIns.py'), folder, join(folder, 'activations'));
      assert.equal(status, 0, stderr);
      const { keras, flax, left } = JSON.parse(stdout) as Record<string, Record<string, unknown>>;
      assert.deepEqual(keras!.equal, { dense: true, 'dense#2': true, out: true });
      assert.deepEqual(keras!.few, { out: true });
      assert.match(String(keras!.short), /DATA ended after 11 of 12 samples: set SAMPLES = 11\.$/);
      assert.match(String(keras!.other), /is neither functional nor Sequential, or was not built/);
      assert.deepEqual(flax!.equal, { 'block.dense': true, 'block.dense#2': true });
      assert.deepEqual(left, ['few', 'flax', 'keras']);
    });
  });

/** What a network gave: whether each layer is exactly what its modules give one by one, and what is missing. */
interface Captured {
  equal: Record<string, boolean>;
  missing: string[];
  shapes: Record<string, number[]>;
  [more: string]: unknown;
}

interface Outcome {
  conv: Captured;
  residual: Captured;
  recurrent: Captured;
  transformer: Captured;
  huggingface: Captured;
  refusals: { said: Record<string, string>; counted: string; left: string[]; asItWas: boolean };
}

const python = pythonWithTorch();
// Where they cannot run they are not there, so that nothing counts as passed that was not tried; in CI torch is installed.
if (python === undefined && process.env.CI) throw new Error('No python3 has torch, which the tests of captures need.');
if (python === undefined)
  process.stdout.write('    (captures: no python3 has torch; what their code does is not tested)\n');
else
  describe('code that captures layers, run with torch', () => {
    let out: string;
    let outcome: Outcome;
    before(() => {
      const folder = temporaryFolder('captured');
      out = join(folder, 'activations');
      for (const framework of frameworks) writeFileSync(join(folder, `${framework}.py`), captureCode(framework));
      const { status, stdout, stderr } = spawnSync(python, [beside('networks.py'), folder, out], { encoding: 'utf8' });
      assert.equal(status, 0, stderr);
      outcome = JSON.parse(stdout) as Outcome;
    });

    /** Holds that layers were written as they should, in the order of their calls. */
    function holds({ equal, missing, shapes }: Captured, expected: Record<string, number[]>): void {
      assert.deepEqual(shapes, expected);
      assert.deepEqual(Object.keys(shapes), Object.keys(expected));
      assert.deepEqual([Object.values(equal).every(Boolean), missing], [true, []], JSON.stringify(equal));
    }

    it('writes what modules give before others change it in place, the last small batch as well', () => {
      const { conv } = outcome;
      const maps = [50, 8, 7, 9];
      holds(conv, { conv1: maps, bn1: maps, relu: maps, pool: [50, 8, 2, 3], fc: [50, 5] });
      assert.deepEqual([conv.negative, conv.asItWas], [true, true]);
      assert.match(String(conv.printed), /^5 layers of 50 samples are in .*conv.final\n$/);
      assert.deepEqual(conv.few, { bn1: true, fc: true });
      assert.deepEqual(
        conv.ids,
        Array.from({ length: 11 }, (_, i) => `s${i}`),
      );
    });

    it('keeps the calls of a module apart, and takes blocks where a pattern names them', () => {
      const blocks = ['conv1', 'relu', 'conv2', 'relu#2'];
      const names = ['stem', ...['blocks.0', 'blocks.1'].flatMap((block) => blocks.map((name) => `${block}.${name}`))];
      holds(outcome.residual, Object.fromEntries(names.map((name) => [name, [16, 6, 6, 6]])));
      assert.deepEqual(outcome.residual.blocks, { 'blocks.0': true, 'blocks.1': true });
    });

    it('writes samples first where steps stand first, and tells what is no array', () => {
      const { recurrent } = outcome;
      holds(recurrent, { embed: [27, 8, 6], lstm: [27, 8, 7], out: [27, 8, 4] });
      assert.match(String(recurrent.printed), /left out: count: its output is no array of real numbers \(dict\)/);
      assert.deepEqual([recurrent.steps, recurrent.conv1d], [{ 0: true }, { 0: true, 1: true }]);
    });

    it('takes the first tensor of tuples and a module that computes in the place of those in it', () => {
      const parts = ['norm', 'attn', 'fc', 'act'];
      const names = ['wte', ...['h.0', 'h.1'].flatMap((block) => parts.map((name) => `${block}.${name}`))];
      holds(outcome.transformer, Object.fromEntries(names.map((name) => [name, [24, 6, 8]])));
      assert.deepEqual(outcome.transformer.encoder, [
        [4, 5, 8],
        [4, 5, 8],
      ]);
    });

    it('writes all hidden states, the embeddings first, with the mask of their steps', () => {
      const { huggingface } = outcome;
      const names = [0, 1, 2].map((i) => `hidden_states.${i}`);
      holds(huggingface, Object.fromEntries(names.map((name) => [name, [7, 5, 8]])));
      assert.deepEqual([huggingface.mask, huggingface.training], [true, true]);
    });

    it('refuses in a sentence what would give other samples, and leaves nothing half of it', () => {
      const { said, left, counted, asItWas } = outcome.refusals;
      assert.match(said.shuffled!, /^ValueError: The loader shuffles \(RandomSampler\): make it with shuffle=False\.$/);
      assert.match(said.uncounted!, /does not tell how many samples it has: set SAMPLES\.$/);
      assert.match(said.short!, /ended after 20 of 30 samples: set SAMPLES = 20\.$/);
      assert.match(said.unpadded!, /1\.npy is \(6, 3\) a sample, and \(7, 3\) from sample 5 on: pad all batches/);
      assert.match(said.unfit!, /No layer was written: none fits$/);
      assert.match(said.again!, /^FileExistsError: .*conv.final is there already/);
      assert.match(
        said.untensored!,
        /^TypeError: A batch of the loader is a dict without tensors, which is not read\.$/,
      );
      assert.match(said.ids!, /IDS must have a whole number or a text for each of the 20 samples\.$/);
      assert.equal(said.interrupted, 'RuntimeError: the third batch');
      assert.equal(asItWas, true);
      assert.match(counted, /^1 layers of 16 samples/);
      const names = 'blocks conv conv1d encoder endless few gpt recurrent residual steps transformer'.split(' ');
      assert.deepEqual(left, names);
    });

    it('is read without a guess: captured twice, each layer is itself by every measure of likeness', async () => {
      const schema = JSON.parse(readFileSync(join(projectFolder, 'media', 'capture.schema.json'), 'utf8')) as Schema;
      for (const name of outcome.refusals.left) {
        const manifest = join(out, name, 'final', 'cca-lens-capture.json');
        followSchema(JSON.parse(readFileSync(manifest, 'utf8')), schema, schema);
        assert.ok(existsSync(join(out, name, 'final', 'sample_ids.npy')));
      }
      const { paths, values, warnings } = await printedJson<MatrixOutcome>('matrix', join(out, 'conv'));
      const layers = ['conv1', 'bn1', 'relu', 'pool', 'fc'];
      assert.deepEqual(
        paths,
        ['again', 'final'].flatMap((checkpoint) =>
          layers.map((layer) => join(out, 'conv', checkpoint, `${layer}.npy`)),
        ),
      );
      for (const i of layers.keys())
        for (const score of ['cka', 'cca', 'svcca', 'pwcca'] as const)
          assert.ok(Math.abs(values[score][i]![i + 5]! - 1) < 1e-9, `${layers[i]} ${score}`);
      assert.ok(warnings.every(({ code }) => !code.startsWith('capture')));
    });
  });
