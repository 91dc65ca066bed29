import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { saveLabels } from '../jobs/labelFiles';
import { representation } from '../jobs/relatedPairs';
import { npyBytes, saveArray } from '../jobs/savedArrays';
import { npyWithHeader } from '../formats/sources';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { zipArchive } from '../zipArchive';
import { printed, refused, run } from './calls';

/** What a name may hold: a line of its own that looks like a warning, colours, a return to the line's beginning, a turned direction, C1. */
const evil = 'a\n! forged\x1b[31m\rb\u202ec\u009b2J';
const shown = String.raw`a\n! forged\x1b[31m\rb\u202ec\u009b2J`;
const hidden = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/** Holds that nothing hidden is in a text, that no line was forged, and that the name can be seen. */
function isPlain(text: string): void {
  assert.doesNotMatch(text, hidden);
  assert.doesNotMatch(text, /^! forged/m);
  assert.ok(text.includes(shown), text);
}

describe('names of all kinds', () => {
  const n = 60;
  let folder: string;
  before(() => {
    folder = temporaryFolder('hostile');
  });

  describe('of files and folders', () => {
    let a: string;
    let b: string;
    before(async function () {
      // A file cannot be called so there.
      if (process.platform === 'win32') return this.skip();
      a = await saveArray(folder, evil, representation(n, 4, 1));
      b = await saveArray(folder, 'plain', representation(n, 5, 2));
    });

    it('neither forge lines of the text of a command nor steer a terminal', async () => {
      const runs = join(folder, 'runs');
      const net = join(runs, evil);
      for (const epoch of ['epoch_1', 'epoch_2']) {
        mkdirSync(join(net, epoch), { recursive: true });
        await saveArray(join(net, epoch), evil, representation(n, 4, 3));
        await saveArray(join(net, epoch), 'layer2', representation(n, 4, 4));
      }
      const labels = await saveLabels(
        folder,
        'labels',
        Array.from({ length: n }, (_, i) => i % 3),
      );
      const names = join(folder, 'names.json');
      writeFileSync(names, JSON.stringify([evil, 'two', 'three']));
      const copy = join(folder, `copy of ${evil}.npy`);
      for (const words of [
        ['info', a],
        ['compare', a, b],
        ['compare', a, b, '--directions', join(folder, `out ${evil}`)],
        ['convert', a, copy],
        ['null', a, b, '--wanted', 'null', '--permutations', '5'],
        ['matrix', a, b],
        ['matrix', net],
        ['dynamics', runs],
        ['groups', `${evil}=${net}/epoch_1,${net}/epoch_2`],
        ['classes', '--labels', labels, a, b],
        ['directions', a, b, '--labels', labels, '--names', names],
      ])
        isPlain(await printed(...words));
    });

    it('leave the line of an error one line', async () => {
      const missing = join(folder, `no ${evil}.npy`);
      isPlain(await refused('file-not-found', 'info', missing));
      const { code, out, err } = run('info', missing, '--json');
      assert.equal(code, 2);
      assert.equal(err.split('\n').length, 2);
      isPlain(err);
      assert.doesNotMatch(out, hidden);
      assert.equal((JSON.parse(out) as { error: { code: string } }).error.code, 'file-not-found');
    });

    it('are whole in JSON and CSV, which hold nothing hidden where it can be written otherwise', () => {
      const json = run('compare', a, b, '--json');
      assert.doesNotMatch(json.out, hidden);
      assert.equal((JSON.parse(json.out) as { a: { path: string } }).a.path, a);
      const csv = run('matrix', a, b, '--csv', '--measure', 'cka');
      assert.ok(csv.out.includes(`"${a}"`), csv.out);
    });
  });

  it('of members and in headers are seen as they are', async () => {
    const archive = join(folder, 'members.npz');
    const members = {
      [`${evil}.npy`]: npyBytes(representation(n, 4, 5)),
      'other.npy': npyBytes(representation(n, 4, 6)),
    };
    writeFileSync(archive, await zipArchive(members, 0));
    isPlain(await printed('info', archive));
    isPlain(await printed('matrix', archive));
    isPlain(await refused('npz-format', 'compare', archive, archive));

    const header = join(folder, 'header.npy');
    writeFileSync(header, npyWithHeader(`{'${evil.replace('\n', '\\n')}': 1, 'shape': (2, 2)}\n`, new Uint8Array(32)));
    assert.doesNotMatch(await refused('npy-format', 'info', header), hidden);
    const type = join(folder, 'type.npy');
    writeFileSync(
      type,
      npyWithHeader(`{'descr': '\x1b[31m\x9bf8', 'fortran_order': False, 'shape': (2, 2)}\n`, new Uint8Array(32)),
    );
    const { err } = run('info', type);
    assert.doesNotMatch(err, hidden);
    assert.ok(err.includes(String.raw`\x1b[31m`), err);
  });

  it('of warnings beside CSV are one line each', async () => {
    const archive = join(folder, 'flat.npz');
    const X = representation(n, 4, 7);
    for (let i = 0; i < n; i++) X.data[4 * i] = 1;
    writeFileSync(
      archive,
      await zipArchive({ [`${evil}.npy`]: npyBytes(X), 'b.npy': npyBytes(representation(n, 4, 8)) }, 0),
    );
    const { code, err } = run('matrix', archive, '--csv');
    assert.equal(code, 0);
    for (const line of err.trimEnd().split('\n')) assert.match(line, /^cca-lens: warning: /);
    isPlain(err);
  });
});
