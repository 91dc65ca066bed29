import assert from 'node:assert/strict';
import { mkdirSync, renameSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { captureManifest } from '../../../src/facts/capture';
import { defaultOptions } from '../../../src/facts/options';
import { compareArrays } from '../../../src/jobs/compare/compareArrays';
import { loadKernels } from '../../../src/jobs/loadKernels';
import { scanArrays } from '../../../src/jobs/scan/scanArrays';
import { useKernels } from '../../../src/linalg/activeKernels';
import { multiply } from '../../../src/linalg/multiply';
import { plainKernels } from '../../../src/linalg/plain/kernels';
import { gaussian } from '../../linalg/random';
import { floats, rounded } from '../../similarity/rounded';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { saveArray } from '../savedArrays';
import { saveAxes } from '../savedMaps';

const silent = () => undefined;
const samples = 40;

interface Layer {
  layer: string;
  file: string;
  shape?: number[];
  axes?: string[];
  stored?: string;
  dtype?: string;
  mask?: string;
}

/** Writes the manifest of a folder, whose layers are matrices of float32 unless they say otherwise. */
function tell(folder: string, model: string, checkpoint: string, layers: readonly Layer[], more: object = {}): void {
  const full = layers.map((layer) => ({
    ...{ shape: [samples, 6], axes: ['samples', 'neurons'], stored: '<f4', dtype: 'float32' },
    ...layer,
  }));
  const manifest = { schema: 1, kind: 'cca-lens-capture', model, checkpoint, samples, layers: full, ...more };
  writeFileSync(join(folder, captureManifest), JSON.stringify(manifest));
}

async function matrices(folder: string, names: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [i, name] of names.entries()) await saveArray(folder, name, gaussian(samples, 6, i + 1), { descr: '<f4' });
}

async function scanned(root: string) {
  const { arrays, beside, notices, unreadable } = await scanArrays({ roots: [root] }, silent);
  const names = arrays.map(({ model, checkpoint, layer, include }) => [model, checkpoint, layer, include].join(' '));
  return { arrays, names, beside: beside.map(({ kind }) => kind), notices, unreadable };
}

describe('the manifest of a capture', () => {
  before(async () => useKernels((await loadKernels()).kernels));
  after(() => useKernels(plainKernels));

  it('names layers and orders them as they were computed, whatever their files are called', async () => {
    const root = temporaryFolder('captures');
    // Names that would be labels, splits of one array, a checkpoint and a generic word.
    const files = ['targets', 'features_00', 'features_01', 'epoch3', 'acts', 'myorder'];
    for (const checkpoint of ['step1', 'step20']) {
      const folder = join(root, 'any', checkpoint);
      await matrices(folder, files);
      saveAxes(folder, 'real', new Float64Array(samples * 6).fill(1), [samples, 6], { dtype: 'f4' });
      saveAxes(
        folder,
        'myorder',
        new Float64Array(samples).map((_, i) => i),
        [samples],
        { dtype: 'f4' },
      );
      const layers = ['acts', 'targets', 'epoch3', 'features_01', 'features_00'].map((file, i) => ({
        layer: `fc${9 - i}`,
        file: `${file}.npy`,
        ...(i === 0 && { mask: 'real.npy' }),
      }));
      tell(folder, 'res/net', checkpoint, layers, { ids: 'myorder.npy' });
    }
    const found = await scanned(root);
    const layers = ['fc9', 'fc8', 'fc7', 'fc6', 'fc5'];
    assert.deepEqual(
      found.names,
      ['step1', 'step20'].flatMap((checkpoint) => layers.map((layer) => `res/net ${checkpoint} ${layer} true`)),
    );
    assert.ok(found.arrays.every(({ path, ids, more }) => ids === join(path, '..', 'myorder.npy') && !more));
    assert.deepEqual(found.beside.sort(), ['ids', 'ids', 'masks', 'masks']);
    assert.deepEqual([found.notices, found.unreadable], [[], []]);
  });

  it('is held against headers and links: what does not fit is read by its name, and told in a sentence', async () => {
    const root = temporaryFolder('captures');
    const folder = join(root, 'net');
    await matrices(folder, ['layer1', 'layer2', 'layer3', 'layer4', 'layer5']);
    renameSync(join(folder, 'layer5.npy'), join(root, 'elsewhere.npy'));
    symlinkSync(join(root, 'elsewhere.npy'), join(folder, 'layer5.npy'));
    symlinkSync(join(root, 'elsewhere.npy'), join(folder, 'kept.npy'));
    tell(folder, 'M', 'C', [
      { layer: 'four', file: 'layer4.npy', mask: 'kept.npy' },
      { layer: 'one', file: 'layer1.npy' },
      { layer: 'two', file: 'layer2.npy', shape: [samples, 7] },
      { layer: 'three', file: 'layer3.npy', stored: '<f8' },
      { layer: 'five', file: 'layer5.npy' },
      { layer: 'six', file: 'layer6.npy' },
    ]);
    const found = await scanned(folder);
    assert.deepEqual(
      found.arrays.map(({ model, layer }) => `${model}:${layer}`),
      [':layer2', ':layer3', ':layer4', ':layer5', 'M:one'],
    );
    assert.deepEqual(
      found.notices.map(({ code }) => code),
      ['capture-unfit', 'capture-incomplete'],
    );
    const [unfit, incomplete] = found.notices.map(({ message }) => message);
    assert.match(
      unfit!,
      /net\/layer2\.npy is of shape \(40, 6\) and type <f4, and not of shape \(40, 7\) and type <f4; it is read as if cca-lens-capture\.json beside it did not name it\./,
    );
    assert.match(unfit!, /layer3\.npy is of shape \(40, 6\) and type <f4, and not of .* type <f8/);
    assert.match(unfit!, /layer4\.npy is of a mask, kept\.npy, that is a link out of its folder/);
    assert.match(unfit!, /\(And so for 1 more\.\)/);
    assert.equal(incomplete, 'net/cca-lens-capture.json names layer6.npy, which is not there.');
  });

  it('that cannot be read, or is none, is told once, and its folder read by names', async () => {
    const folder = join(temporaryFolder('captures'), 'net');
    await matrices(folder, ['layer1', 'layer2']);
    const texts: [string, RegExp][] = [
      ['', /is no manifest of a capture: it is no JSON\./],
      [
        '{"schema": 2}',
        /is no manifest of a capture: kind is missing, model is missing and checkpoint is missing\. Its folder is read without it\.$/,
      ],
      [`{"schema": 1${' '.repeat(2 ** 24)}`, /cannot be read: .* bytes, and a manifest of a capture has at most/],
    ];
    for (const [text, sentence] of texts) {
      writeFileSync(join(folder, captureManifest), text);
      const found = await scanned(folder);
      assert.deepEqual(found.names, ['  layer1 true', '  layer2 true']);
      assert.deepEqual(
        found.notices.map(({ code }) => code),
        ['capture-unreadable'],
      );
      assert.match(found.notices[0]!.message, sentence);
    }
    unlinkSync(join(folder, captureManifest));
    writeFileSync(join(folder, '..', 'other.json'), '{"secret": 1}');
    symlinkSync('../other.json', join(folder, captureManifest));
    assert.match((await scanned(folder)).notices[0]!.message, /cca-lens-capture\.json is a link that leads out/);
    unlinkSync(join(folder, captureManifest));
    tell(folder, 'm', 'c', [{ layer: 'a', file: '../layer1.npy' }]);
    assert.match((await scanned(folder)).notices[0]!.message, /layers\[0\]\.file must be the name of a file/);
  });

  it('tells how coarse values were before they were written, which rounding is judged by', async () => {
    const folder = temporaryFolder('captures');
    const inputs = gaussian(300, 5, 1);
    for (const [i, name] of ['a', 'b'].entries()) {
      const layer = rounded(multiply(inputs, gaussian(5, 12, 2 + i)), floats.bfloat16.bits);
      await saveArray(folder, name, layer, { descr: '<f4' });
    }
    const sides = async () => {
      const spec = { a: { path: join(folder, 'a.npy') }, b: { path: join(folder, 'b.npy') }, options: defaultOptions };
      const { report } = await compareArrays(spec, silent);
      return { ranks: [report.a.rank, report.b.rank], units: [report.a.unit, report.b.unit], report };
    };
    const guessed = await sides();
    assert.deepEqual(
      [guessed.ranks, guessed.units],
      [
        [12, 12],
        [2 ** -24, 2 ** -24],
      ],
    );
    const layers = ['a', 'b'].map((name) => ({
      layer: name,
      file: `${name}.npy`,
      shape: [300, 12],
      dtype: 'bfloat16',
    }));
    tell(folder, 'm', 'c', layers, { samples: 300 });
    const told = await sides();
    assert.deepEqual(
      [told.ranks, told.units],
      [
        [5, 5],
        [2 ** -8, 2 ** -8],
      ],
    );
    assert.equal(told.report.a.dtype, '<f4');
    // A finer type than that of the file is no news, and one that does not fit is told with the pair.
    tell(
      folder,
      'm',
      'c',
      [
        { ...layers[0]!, dtype: 'float64' },
        { ...layers[1]!, shape: [300, 11] },
      ],
      { samples: 300 },
    );
    const unfit = await sides();
    assert.deepEqual(unfit.units, [2 ** -24, 2 ** -24]);
    assert.match(unfit.report.warnings.find(({ code }) => code === 'capture-unfit')!.message, /b\.npy is of shape/);
    unlinkSync(join(folder, captureManifest));
    assert.deepEqual((await sides()).ranks, [12, 12]);
  });

  it('tells where channels are where shapes do not, and that sequences are no stacks', async () => {
    const folder = temporaryFolder('captures');
    const shape = [samples, 3, 4, 5];
    const paths = ['a', 'b'].map((name, i) =>
      saveAxes(folder, name, gaussian(samples * 12, 5, 7 + i).data, shape, { dtype: 'f4' }),
    ) as [string, string];
    const compare = () =>
      compareArrays({ a: { path: paths[0] }, b: { path: paths[1] }, options: defaultOptions }, silent);
    await assert.rejects(compare(), { code: 'ambiguous-layout' });
    const axes = ['samples', 'channels', 'height', 'width'];
    tell(
      folder,
      'm',
      'c',
      ['a', 'b'].map((name) => ({ layer: name, file: `${name}.npy`, shape, axes })),
    );
    const { report } = await compare();
    assert.deepEqual([report.samples, report.a.features], [samples * 20, 3]);
    const stacks = ['c', 'd'].map((name, i) =>
      saveAxes(folder, name, gaussian(4 * 30, 5, 9 + i).data, [4, 30, 5], { dtype: 'f4' }),
    ) as [string, string];
    const notices = async () => {
      const spec = { a: { path: stacks[0] }, b: { path: stacks[1] }, options: defaultOptions };
      return (await compareArrays(spec, silent)).report.warnings.map(({ code }) => code);
    };
    assert.ok((await notices()).includes('stack-offered'));
    const steps = ['c', 'd'].map((name) => ({
      layer: name,
      file: `${name}.npy`,
      shape: [4, 30, 5],
      axes: ['samples', 'steps', 'neurons'],
    }));
    tell(folder, 'm', 'c', steps, { samples: 4 });
    assert.ok(!(await notices()).includes('stack-offered'));
  });

  it('says which mask is of which sequences, and that others have none', async () => {
    const folder = temporaryFolder('captures');
    const shape = [samples, 4, 5];
    const paths = ['a', 'b'].map((name, i) =>
      saveAxes(folder, name, gaussian(samples * 4, 5, 3 + i).data, shape, { dtype: 'f4' }),
    ) as [string, string];
    const mask = new Float64Array(samples * 4).map((_, i) => Number(i % 4 < 3));
    saveAxes(folder, 'attention_mask', mask, [samples, 4], { dtype: 'f4' });
    const masked = async () => {
      const spec = { a: { path: paths[0] }, b: { path: paths[1] }, options: defaultOptions };
      const { samples: rows, warnings } = (await compareArrays(spec, silent)).report;
      return [rows, warnings.some(({ code }) => code === 'steps-masked')];
    };
    assert.deepEqual(await masked(), [samples * 3, true]);
    const layers = ['a', 'b'].map((name) => ({
      layer: name,
      file: `${name}.npy`,
      shape,
      axes: ['samples', 'steps', 'neurons'],
    }));
    tell(folder, 'm', 'c', layers);
    assert.deepEqual(await masked(), [samples * 4, false]);
    renameSync(join(folder, 'attention_mask.npy'), join(folder, 'kept.npy'));
    tell(
      folder,
      'm',
      'c',
      layers.map((layer) => ({ ...layer, mask: 'kept.npy' })),
    );
    assert.deepEqual(await masked(), [samples * 3, true]);
    unlinkSync(join(folder, 'kept.npy'));
    await assert.rejects(masked(), { code: 'file-not-found', message: /kept\.npy/ });
  });
});
