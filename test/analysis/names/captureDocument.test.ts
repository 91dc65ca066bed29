import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { parseCapture } from '../../../src/analysis/names/captureDocument';
import { seededRandom } from '../../../src/linalg/random';
import { followSchema, type Schema } from '../../cli/followSchema';
import { projectFolder } from '../../workbench/paths';

const schema = JSON.parse(readFileSync(join(projectFolder, 'media', 'capture.schema.json'), 'utf8')) as Schema;
const layer = {
  layer: 'fc',
  file: 'fc.npy',
  shape: [9, 4],
  axes: ['samples', 'neurons'],
  stored: '<f4',
  dtype: 'bfloat16',
};
const whole = { schema: 1, kind: 'cca-lens-capture', model: 'm', checkpoint: '', samples: 9, layers: [layer] };

function problems(value: unknown): string[] {
  const parsed = parseCapture(typeof value === 'string' ? value : JSON.stringify(value));
  return 'problems' in parsed ? parsed.problems : [];
}

/** The problems of the manifest with a layer that differs. */
function ofLayer(change: object): string[] {
  return problems({ ...whole, layers: [{ ...layer, ...change }] });
}

describe('parseCapture', () => {
  it('yields what a manifest says, which follows its schema', () => {
    const full = {
      ...whole,
      $schema: 'x',
      framework: 'torch 2',
      ids: 'sample_ids.npy',
      layers: [{ ...layer, mask: 'mask.npy' }],
    };
    for (const value of [whole, full]) followSchema(value, schema, schema);
    const { model, checkpoint, samples, ids, layers } = full;
    assert.deepEqual(parseCapture(JSON.stringify(full)), { capture: { model, checkpoint, samples, ids, layers } });
  });

  it('refuses names that lead out of the folder, or are of no array', () => {
    const names = [
      '../fc.npy',
      '/etc/fc.npy',
      'a/fc.npy',
      'a\\fc.npy',
      'C:fc.npy',
      '..',
      'x.npz::fc.npy',
      'fc.txt',
      '',
    ];
    for (const file of names) {
      assert.match(ofLayer({ file }).join(), /layers\[0\]\.file must be/, file);
      assert.match(ofLayer({ mask: file }).join(), /layers\[0\]\.mask must be/, file);
      assert.match(problems({ ...whole, ids: file }).join(), /^ids must be/, file);
    }
  });

  it('names the place of everything else that is wrong', () => {
    assert.deepEqual(problems('{'), ['it is no JSON']);
    assert.deepEqual(problems('['.repeat(200_000)), ['it is no JSON']);
    assert.deepEqual(problems('[]'), ['it is no JSON object']);
    assert.match(
      problems({ ...whole, kind: 'other', samples: 0 }).join(),
      /kind must be "cca-lens-capture".*samples must be/,
    );
    assert.deepEqual(problems({ ...whole, samples: 8 }), ['layers[0].shape must begin with the 8 samples, not with 9']);
    assert.match(
      ofLayer({ axes: ['neurons', 'samples'] }).join(),
      /layers\[0\]\.axes must be \["samples","neurons"\] or/,
    );
    assert.match(ofLayer({ axes: 'x' }).join(), /axes must be/);
    assert.deepEqual(ofLayer({ shape: [9, 4, 4] }), ['layers[0].axes are not as many as layers[0].shape has']);
    assert.match(ofLayer({ shape: [9, -4] }).join(), /layers\[0\]\.shape\[1\] must be a whole number/);
    assert.deepEqual(problems({ ...whole, layers: [layer, { ...layer, layer: 'other' }] }), [
      'layers has "fc.npy" twice',
    ]);
    assert.match(
      ofLayer({ layer: 'x'.repeat(401) }).join(),
      /layers\[0\]\.layer must be of at most 400 characters, not "x+\.\.\.$/,
    );
    assert.deepEqual(ofLayer({ colour: 1 }), ['layers[0].colour is not known']);
    const deep = JSON.stringify(whole).replace('["samples","neurons"]', '['.repeat(9000) + ']'.repeat(9000));
    assert.match(problems(deep).join(), /layers\[0\]\.axes must be .* not brackets within brackets/);
  });

  it('yields a manifest or its problems of 1,000 mutants, and never throws', () => {
    const text = JSON.stringify(whole);
    const random = seededRandom(7);
    const draw = (count: number): number => Math.floor(random.uniform() * count);
    const pieces = ['"', '[', ']', '{', '}', ',', ':', '0', '-1', '1e400', 'null', '../', '\\u0000', '__proto__', 'x'];
    let refused = 0;
    for (let i = 0; i < 1000; i++) {
      const [from, length] = [draw(text.length), draw(4)];
      const mutant = text.slice(0, from) + pieces[draw(pieces.length)]! + text.slice(from + length);
      const parsed = parseCapture(mutant);
      if ('problems' in parsed) refused++;
      else assert.ok(parsed.capture.layers.every(({ file, shape }) => !/[\\/:]/.test(file) && shape[0] === 9));
    }
    assert.ok(refused > 600 && refused < 1000, String(refused));
  });
});
