import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeEach, describe, it } from 'mocha';
import { KeptFiles } from '../../../src/jobs/store/keptFiles';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { countingLooks, keptPaths } from './keptNames';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 40);

describe('KeptFiles', () => {
  let folder: string;
  beforeEach(() => (folder = temporaryFolder('kept')));

  const ending = '.kept';
  const tally = () => join(folder, 'tally.kept.txt');

  /** Writes a file of some bytes, as a store does, and tells of it; the later, the more recently used. */
  function write(files: KeptFiles, name: string, bytes: number, used?: number): string {
    const path = files.pathOf(digest(name));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, new Uint8Array(bytes));
    if (used !== undefined) utimesSync(path, used, used);
    files.wrote(bytes, 1);
    return path;
  }

  it('spreads its files over subfolders, none of which has many', () => {
    const files = new KeptFiles(folder, ending, 1e9);
    const counts = new Map<string, number>();
    for (let i = 0; i < 100_000; i++) {
      const place = dirname(files.pathOf(digest(String(i))));
      counts.set(place, (counts.get(place) ?? 0) + 1);
    }
    assert.equal(counts.size, 256);
    assert.ok([...counts.keys()].every((place) => dirname(place) === folder && /^[0-9a-f]{2}$/.test(basename(place))));
    assert.ok(Math.max(...counts.values()) < 1000);
  });

  it('finds a file where earlier versions had it', () => {
    const name = digest('x');
    const [now, before] = new KeptFiles(folder, ending, 1e9).placesOf(name);
    assert.equal(now, join(folder, name.slice(0, 2), `${name}.kept`));
    assert.equal(before, join(folder, `${name}.kept`));
  });

  it('looks at all files once, and then at none as long as the bound is far', async () => {
    const first = new KeptFiles(folder, ending, 1e9, countingLooks());
    for (let i = 0; i < 300; i++) write(first, `${i}`, 10);
    for (let i = 0; i < 100; i++) writeFileSync(join(folder, `${digest(`old ${i}`)}.kept`), 'of an earlier version');
    await first.close();
    for (let run = 0; run < 3; run++) {
      const looks = countingLooks();
      const next = new KeptFiles(folder, ending, 1e9, looks);
      await next.settle();
      for (let i = 0; i < 50; i++) {
        write(next, `${run} ${i}`, 10);
        await next.settle();
      }
      await next.close();
      assert.deepEqual([looks.folders, looks.files], [0, 0], `run ${run}`);
    }
    const [head, ...added] = readFileSync(tally(), 'utf8').split('\n');
    assert.match(head!, /^counted \d+ 5100 400$/);
    assert.deepEqual(added, ['+500 50', '+500 50', '+500 50']);
  });

  it('looks at nothing where there is no bound', async () => {
    const looks = countingLooks();
    const files = new KeptFiles(folder, ending, Infinity, looks);
    for (let i = 0; i < 20; i++) {
      write(files, `${i}`, 1000);
      await files.settle();
    }
    await files.close();
    assert.deepEqual([looks.folders, looks.files, existsSync(tally())], [0, 0, false]);
  });

  it('makes room where the bound is passed, with some to spare, in the old layout, too', async () => {
    const looks = countingLooks();
    const files = new KeptFiles(folder, ending, 10_000, looks);
    const old = join(folder, `${digest('old')}.kept`);
    writeFileSync(old, new Uint8Array(1000));
    utimesSync(old, 1000, 1000);
    const paths = [];
    for (let i = 0; i < 9; i++) {
      paths.push(write(files, `${i}`, 1000, 2000 + i));
      await files.settle();
    }
    assert.ok(existsSync(old));
    const before = looks.files;
    paths.push(write(files, '9', 1000, 2009));
    await files.settle();
    assert.equal(looks.files - before, 11, 'all are looked at once');
    assert.deepEqual(
      [old, ...paths].map((path) => existsSync(path)),
      [false, false, ...new Array<boolean>(9).fill(true)],
    );
    paths.push(write(files, '10', 1000, 2010));
    await files.settle();
    assert.equal(looks.files - before, 11, 'and not again for what there is room for');
    assert.equal(
      keptPaths(folder, ending).reduce((sum, path) => sum + statSync(path).size, 0),
      10_000,
    );
  });

  it('knows what others have written, who use the folder at the same time', async () => {
    const [one, other] = [new KeptFiles(folder, ending, 10_000), new KeptFiles(folder, ending, 10_000)];
    for (let i = 0; i < 6; i++) {
      for (const [who, files] of Object.entries({ one, other })) {
        write(files, `${who} ${i}`, 1000, 1000 + i);
        await files.settle();
      }
    }
    assert.ok(keptPaths(folder, ending).length <= 10);
  });

  const heads: Record<string, string> = {
    'is missing': '',
    'is damaged': 'counted many files\n',
    'was made a month ago': `counted ${Date.now() - 30 * 24 * 3_600_000} 10 1\n`,
    'is of the future': `counted ${Date.now() + 3_600_000} 10 1\n`,
    'has only what was added': '+10 1\n',
  };
  for (const [what, head] of Object.entries(heads)) {
    it(`looks at all files where the tally ${what}`, async () => {
      for (let i = 0; i < 12; i++) write(new KeptFiles(folder, ending, 1e9), `${i}`, 1000, 1000 + i);
      if (head !== '') writeFileSync(tally(), head);
      const looks = countingLooks();
      const files = new KeptFiles(folder, ending, 10_000, looks);
      await files.settle();
      assert.equal(looks.files, 12);
      assert.equal(keptPaths(folder, ending).length, 9);
      await files.settle();
      assert.equal(looks.files, 12);
    });
  }

  it('passes over a line of the tally that was cut off', async () => {
    writeFileSync(tally(), `counted ${Date.now()} 5000 5\n`);
    appendFileSync(tally(), '+1000 1\n+10');
    const looks = countingLooks();
    const files = new KeptFiles(folder, ending, 6500, looks);
    await files.settle();
    assert.equal(looks.folders, 0);
    write(files, 'x', 1000);
    await files.settle();
    assert.ok(looks.folders > 0, '7000 are more than 6500');
  });

  it('leaves the files of others alone', async () => {
    mkdirSync(join(folder, 'ab'));
    mkdirSync(join(folder, 'notes'));
    const others = ['readme.txt', join('ab', 'readme.txt'), join('notes', `${digest('x')}.kept`)].map((name) =>
      join(folder, name),
    );
    for (const path of others) writeFileSync(path, new Uint8Array(5000));
    const files = new KeptFiles(folder, ending, 100);
    write(files, 'x', 200);
    await files.close();
    assert.deepEqual(keptPaths(folder, ending), [others[2]]);
    assert.ok(others.every((path) => existsSync(path)));
  });
});
