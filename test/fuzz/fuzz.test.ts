import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { readSelection } from '../analysis/selection/readSelection';
import { analyze } from '../../src/jobs/analyses/analyze';
import { openArray } from '../../src/jobs/arrays/openArray';
import { listMembers } from '../../src/jobs/arrays/openStored';
import { compareArrays } from '../../src/jobs/compare/compareArrays';
import { plainEngine } from '../../src/jobs/engine';
import { summarizeArray } from '../../src/jobs/summary/summarizeArray';
import { derivedSeed, seededRandom, type Random } from '../../src/linalg/random';
import { defaultOptions } from '../../src/facts/options';
import { readOutput } from '../../webview/state/notebookDocument';
import { fixture } from '../golden';
import { forFastestKernels } from '../linalg/everyKernels';
import { smallMatrix } from '../webview/sampleAnalyses';
import { sampleReport } from '../webview/sampleReport';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { zipArchive } from '../zipArchive';
import { allFinite, isLine, isRefusal, withinOne } from './claims';
import { mutatedBytes, mutatedDocument, mutatedHeader, mutatedText, one } from './mutate';

/** Mutants of a run: CCA_LENS_FUZZ=N tries N others than the usual ones. A failure names its mutant by kind and seed, which make it anew. */
const usual = 2000;
const others = Number(process.env.CCA_LENS_FUZZ ?? 0);
const seeds = others > 0 ? { from: usual, count: others } : { from: 0, count: usual };

/** Arrays that are declared to be larger are opened, and not read: no file of these holds so much unless it is a bomb. */
const mostElements = 1 << 22;

/** Bytes that a mutant may leave the process larger by, far more than any of them needs. */
const mostGrowth = 512 * 2 ** 20;

interface Kind {
  /** Share of all mutants. */
  share: number;
  /** Makes a mutant and holds the claims against it. */
  attempt(random: Random): Promise<void>;
}

const nothing = (): undefined => undefined;

forFastestKernels(() => {
  describe('hostile files', () => {
    let folder: string;
    let arrays: { name: string; bytes: Buffer }[];
    let archives: { name: string; bytes: Buffer; members: string[] }[];

    before(async () => {
      folder = temporaryFolder('fuzz');
      const small = (name: string): { name: string; bytes: Buffer } => ({ name, bytes: readFileSync(fixture(name)) });
      const fixtures = readdirSync(fixture('npy'));
      arrays = [...fixtures.filter((name) => name.endsWith('.npy')).map((name) => `npy/${name}`), ...pairs].map(small);
      const [plain, dead] = pairs.map((name) => readFileSync(fixture(name)));
      const made = { 'first.npy': plain!, 'second.npy': dead! };
      for (const level of [0, 6]) writeFileSync(join(folder, `made${level}.npz`), await zipArchive(made, level));
      archives = [];
      for (const path of [
        ...fixtures.filter((name) => name.endsWith('.npz')).map((name) => fixture(`npy/${name}`)),
        ...[0, 6, 0, 6].map((level) => join(folder, `made${level}.npz`)),
      ]) {
        const members = await listMembers(path).catch(() => []);
        archives.push({ name: path, bytes: readFileSync(path), members });
      }
      for (const name of pairs) writeFileSync(join(folder, name.split('/')[1]!), readFileSync(fixture(name)));
    });

    /** Opens, describes and compares an array; each gives numbers that are finite or marked, or one sentence. */
    async function tryArray(path: string, partner: string): Promise<void> {
      const names = ['mutant', partner.split('/').at(-1)!];
      const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
        try {
          return await work();
        } catch (error) {
          isRefusal(error, names);
          return undefined;
        }
      };
      const elements = await attempt(async () => {
        const array = await openArray({ path });
        await array.close();
        return array.header.shape.reduce((product, size) => product * size, 1);
      });
      if (elements === undefined || elements > mostElements) return;
      const summary = await attempt(() => summarizeArray({ array: { path } }, nothing));
      if (summary) {
        allFinite(summary);
        for (const { message } of summary.warnings) isLine(message);
      }
      const spec = { a: { path }, b: { path: partner }, options: { ...defaultOptions, dropNonFinite: true } };
      const compared = await attempt(() => compareArrays(spec, nothing));
      if (!compared) return;
      const { report } = compared;
      allFinite(report);
      for (const { message } of [...report.warnings, ...report.skipped]) isLine(message);
      const { cca, svcca, pwcca, cka, procrustes } = report;
      withinOne({ cca: cca?.mean, svcca: svcca?.mean, pwcca: pwcca?.value, cka: cka?.linear });
      withinOne({ procrustes: procrustes?.similarity });
    }

    const kinds: Record<string, Kind> = {
      '.npy': {
        share: 0.5,
        async attempt(random) {
          const { name, bytes } =
            random.uniform() < 0.4 ? one(random, arrays.slice(-pairs.length)) : one(random, arrays);
          const path = join(folder, 'mutant.npy');
          writeFileSync(path, one(random, [mutatedBytes, mutatedHeader])(bytes, random));
          await tryArray(path, fixture(name.startsWith('pairs') ? pairs[1]! : name));
        },
      },
      '.npz': {
        share: 0.25,
        async attempt(random) {
          const { bytes, members } = one(random, archives);
          const path = join(folder, 'mutant.npz');
          writeFileSync(path, mutatedBytes(bytes, random));
          await tryArray(members.length > 0 ? `${path}::${one(random, members)}` : path, fixture(pairs[1]!));
        },
      },
      selection: {
        share: 0.1,
        async attempt(random) {
          const document = mutatedDocument(selectionDocument(), random);
          const text = JSON.stringify(document) ?? '';
          const mutant = random.uniform() < 0.5 ? text : mutatedText(JSON.stringify(selectionDocument()), random);
          try {
            const selection = readSelection(mutant, 'mutant.ccalens.json', folder);
            const result = await analyze({ selection }, nothing, plainEngine());
            allFinite({ ...result, options: null });
            for (const { message } of result.warnings) isLine(message);
          } catch (error) {
            // What a selection asks for may be refused by the name of a file that it names.
            isRefusal(error, ['']);
          }
        },
      },
      'notebook output': {
        share: 0.15,
        attempt(random) {
          const document = one(random, outputs)();
          const text = random.uniform() < 0.6 ? JSON.stringify(mutatedDocument(document, random)) : undefined;
          let value: unknown;
          try {
            value = JSON.parse(text ?? mutatedText(JSON.stringify(document), random));
          } catch {
            // A notebook that is no JSON is VS Code's to refuse.
            return Promise.resolve();
          }
          const read = readOutput(value);
          if ('problem' in read) isLine(read.problem);
          // Options are checked where they are used (checkOptions).
          else allFinite({ ...read.comparison.result, options: null });
          return Promise.resolve();
        },
      },
    };

    let from = seeds.from;
    for (const [kind, { share, attempt }] of Object.entries(kinds)) {
      const [first, end] = [from, from + Math.round(share * seeds.count)];
      from = end;
      it(`${end - first} mutants of ${kind} give finite numbers or one sentence`, async () => {
        const before = process.memoryUsage.rss();
        for (let seed = first; seed < end; seed++) {
          try {
            await attempt(seededRandom(derivedSeed(seed)));
          } catch (error) {
            throw new Error(`mutant ${seed} of ${kind}: ${error instanceof Error ? error.stack : String(error)}`);
          }
        }
        const grown = process.memoryUsage.rss() - before;
        assert.ok(grown < mostGrowth, `${grown} bytes more than before`);
      });
    }
  });
});

const pairs = ['pairs/plain_a.npy', 'pairs/plain_b.npy', 'pairs/dead_neurons_a.npy'];
const kind = 'cca-lens-comparison';

/** What cells of notebooks may hold. */
const outputs: (() => unknown)[] = [
  () => ({ schema: 1, kind, files: { a: 'a.npy', b: 'b.npz::x', as: 'bfloat16' } }),
  () => ({ schema: 1, kind, result: sampleReport() }),
  () => ({ schema: 1, kind, result: smallMatrix() }),
];

/** A selection of small files that asks for a matrix. */
function selectionDocument(): unknown {
  const array = (path: string, layer: string) => ({ path, model: 'm', checkpoint: '', layer, include: true });
  return {
    schema: 1,
    kind: 'cca-lens-selection',
    analysis: 'matrix',
    measure: 'cka',
    matrix: { rows: '', columns: '' },
    options: defaultOptions,
    arrays: [array('plain_a.npy', 'first'), array('plain_b.npy', 'second'), array('dead_neurons_a.npy', 'third')],
  };
}
