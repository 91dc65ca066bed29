import assert from 'node:assert/strict';
import { fstatSync, readdirSync, readFileSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { before, describe, it } from 'mocha';
import { LensError } from '../../src/facts/errors';
import { compareArrays } from '../../src/jobs/compare/compareArrays';
import { compareMatrix } from '../../src/jobs/compare/compareMatrix';
import { plainEngine, type Engine } from '../../src/jobs/engine';
import { holdingFiles } from '../../src/jobs/files/heldFiles';
import { DiskStore } from '../../src/jobs/store/diskStore';
import { FactorStore } from '../../src/jobs/store/factorStore';
import { MemoryStore } from '../../src/jobs/store/memoryStore';
import { WorkerClient } from '../../src/jobs/workerClient';
import { kernels } from '../../src/linalg/activeKernels';
import type { MatrixOutcome } from '../../src/protocol/matrixJob';
import { defaultOptions } from '../../src/facts/options';
import type { ComparisonReport } from '../../src/facts/report';
import { forFastestKernels } from '../linalg/everyKernels';
import { projectFolder } from '../workbench/paths';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { diskError, stallingProgram, withReads } from './faultyReads';
import { representation } from './relatedPairs';
import { sameBits } from './reportNumbers';
import { saveArray } from './savedArrays';

const options = { ...defaultOptions, transposeA: false, transposeB: false };

forFastestKernels(() => {
  describe('a file that fails while it is compared, at every read', () => {
    let folder: string;
    let paths: string[];
    let clean: ComparisonReport;
    let reads: number;
    before(async () => {
      folder = temporaryFolder('faults');
      paths = [
        await saveArray(folder, 'plain', representation(300, 6, 1)),
        await saveArray(folder, 'packed', representation(300, 5, 2), { archive: 'deflated', descr: '<f4' }),
      ];
      const { outcome, count } = await withReads(
        () => undefined,
        () => compare(keeping('clean')),
      );
      clean = outcome as ComparisonReport;
      assert.equal(clean.route.name, 'gram');
      reads = count;
      assert.ok(reads > 30, `${reads} reads`);
    });

    /** Makes the files others than they were, of which nothing is known that might spare a read. */
    function renew(of: readonly string[], nth: number): void {
      for (const path of of) utimesSync(path, nth, nth);
    }

    /** An engine that keeps everything, on disk as well. */
    function keeping(name: string): Engine {
      const memory = new MemoryStore(1e8);
      const disk = new DiskStore(join(folder, name), 1e8);
      const store = new FactorStore(kernels().name, memory, disk, 0);
      return { ...plainEngine(), store: () => store };
    }

    async function compare(engine: Engine): Promise<ComparisonReport> {
      const spec = { a: { path: paths[0]! }, b: { path: paths[1]! }, options };
      return (await compareArrays(spec, () => undefined, engine)).report;
    }

    /** The one sentence that names the file which the `nth` read was of. */
    function isTold(outcome: unknown, file: string, code: RegExp, nth: number): void {
      assert.ok(outcome instanceof LensError, `read ${nth}: ${outcome instanceof Error ? outcome.stack : 'a result'}`);
      assert.match(outcome.code, code, `read ${nth}: ${outcome.message}`);
      assert.match(outcome.message, /^[^\n]+\.$/);
      assert.ok(outcome.message.includes(file), `read ${nth} of ${file}: ${outcome.message}`);
    }

    it('on a disk that fails: the file is named, it is closed, nothing is kept', async () => {
      for (let k = 1; k <= reads; k++) {
        renew(paths, k);
        const engine = keeping(`disk${k}`);
        let file = '';
        const { outcome, open } = await withReads(
          (nth, handle) => {
            if (nth !== k) return undefined;
            file = fileOf(handle.fd);
            throw diskError();
          },
          () => compare(engine),
        );
        isTold(outcome, file, /^file-unreadable$/, k);
        assert.equal(open, 0, `handles left open by read ${k}`);
        assert.deepEqual(kept(`disk${k}`), [], `read ${k}`);
        sameBits(await compare(engine), clean, `after read ${k} failed`);
      }
    });

    it('that becomes shorter', async () => {
      for (let k = 1; k <= reads; k++) {
        renew(paths, k);
        const engine = keeping(`shorter${k}`);
        const whole = new Map(paths.map((path) => [basename(path), readFileSync(path)]));
        let file = '';
        const { outcome, open } = await withReads(
          (nth, handle) => {
            if (nth !== k) return;
            file = fileOf(handle.fd);
            truncateSync(join(folder, file), whole.get(file)!.length - 1000);
          },
          () => compare(engine),
        );
        writeFileSync(join(folder, file), whole.get(file)!);
        isTold(outcome, file, /^file-changed$/, k);
        assert.equal(open, 0, `handles left open by read ${k}`);
        assert.deepEqual(kept(`shorter${k}`), [], `read ${k}`);
        sameBits(await compare(engine), clean, `after read ${k} was short`);
      }
    });

    it('that stalls: the run ends when it is cancelled', async () => {
      const worker = join(projectFolder, 'dist', 'worker.js');
      renew(paths, 0);
      // A job holds its files, and reads less of small ones.
      const held = await withReads(
        () => undefined,
        () => holdingFiles(() => compare(keeping('held'))),
      );
      assert.ok(held.count > 10, `${held.count} reads`);
      for (let k = 1; k <= held.count; k++) {
        const program = join(folder, `stalling${k}.js`);
        writeFileSync(program, stallingProgram(worker, k));
        const client = new WorkerClient(program);
        const controller = new AbortController();
        const cache = { folder: join(folder, `stalled${k}`), maxBytes: 1e8 };
        const spec = { a: { path: paths[0]! }, b: { path: paths[1]! }, options, resources: { workers: 1, cache } };
        const onProgress = (phase: string): void => {
          if (phase === 'stalled') controller.abort();
        };
        await assert.rejects(client.run('compare', spec, { signal: controller.signal, onProgress }), {
          code: 'cancelled',
        });
        assert.deepEqual(kept(`stalled${k}`), [], `read ${k}`);
        client.dispose();
      }
    });

    it('in a set of files: its pairs have no scores, the others theirs, and a later run what is right', async () => {
      const arrays = [...paths, await saveArray(folder, 'third', representation(300, 4, 3))].map((path) => ({ path }));
      const spec = { arrays, options };
      const all = arrays.map(({ path }) => path);
      const matrix = (): Promise<MatrixOutcome> => compareMatrix(spec, () => undefined);
      const { outcome, count } = await withReads(() => undefined, matrix);
      const whole = outcome as MatrixOutcome;
      for (let k = 1; k <= count; k++) {
        renew(all, k);
        let file = '';
        const found = await withReads((nth, handle) => {
          if (nth !== k) return undefined;
          file = fileOf(handle.fd);
          throw diskError();
        }, matrix);
        assert.equal(found.open, 0, `handles left open by read ${k}`);
        if (found.outcome instanceof Error) {
          isTold(found.outcome, file, /^file-unreadable$/, k);
          continue;
        }
        const { values, refused } = found.outcome;
        for (const { message } of refused) assert.ok(message.includes(file), `read ${k} of ${file}: ${message}`);
        const without = new Set(refused.flatMap(({ a, b }) => [`${a} ${b}`, `${b} ${a}`]));
        arrays.forEach(({ path: a }, i) =>
          arrays.forEach(({ path: b }, j) => {
            const score = values.cka[i]![j];
            assert.equal(score, without.has(`${a} ${b}`) ? null : whole.values.cka[i]![j], `read ${k}: ${a}, ${b}`);
          }),
        );
      }
    });

    /** The file of the folder that a descriptor is of. */
    function fileOf(fd: number): string {
      const { ino } = fstatSync(fd);
      return readdirSync(folder).find((name) => statSync(join(folder, name)).ino === ino)!;
    }

    /** What a store on disk holds. */
    function kept(name: string): string[] {
      try {
        return readdirSync(join(folder, name));
      } catch {
        return [];
      }
    }
  });
});
