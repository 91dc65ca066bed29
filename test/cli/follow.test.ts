import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { selectionText } from '../../src/analysis/selection/selectionDocument';
import type { DynamicsResult } from '../../src/facts/analyses/dynamics';
import { scanArrays } from '../../src/jobs/scan/scanArrays';
import type { Selection } from '../../src/protocol/selection';
import { selectionOf } from '../analysis/selections';
import { representation } from '../jobs/relatedPairs';
import { saveArray } from '../jobs/savedArrays';
import { projectFolder } from '../workbench/paths';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { printed, refused, run as runProcess } from './calls';

/** Saves a layer at a checkpoint: the same directions each time, so that all checkpoints are alike. */
async function checkpoint(folder: string, step: number): Promise<void> {
  const inside = join(folder, `step_${step}`);
  mkdirSync(inside, { recursive: true });
  for (const layer of ['a', 'b']) await saveArray(inside, layer, representation(60, 3, 7));
}

/** All layers of a folder as a selection. */
async function chosen(folder: string, analysis: Selection['analysis']): Promise<Selection> {
  const { arrays } = await scanArrays({ roots: [folder] }, () => undefined);
  const named = arrays.map(({ shape: _shape, dtype: _dtype, ...array }) => array);
  return selectionOf(analysis, named, { measure: 'svcca' });
}

/** A command that follows, in a process of its own: what it keeps for itself lies in `temporary`. `until` is done when a line of what it tells holds a text; `end` stops it as Ctrl+C does. */
function following(temporary: string, ...args: string[]) {
  const words = [join(projectFolder, 'dist', 'cli.js'), ...args, '--every', '0.2', '--workers', '1'];
  const child = spawn(process.execPath, words, { env: { ...process.env, TMPDIR: temporary } });
  let [out, err] = ['', ''];
  const waiting: (() => void)[] = [];
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr.on('data', (data: Buffer) => {
    err += data.toString();
    waiting.forEach((look) => look());
  });
  const ended = new Promise<number | string | null>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal)),
  );
  return {
    until: (text: string) =>
      new Promise<void>((resolve, reject) => {
        const look = (): void => void (err.includes(text) && resolve());
        waiting.push(look);
        look();
        void ended.then(() => reject(new Error(`It ended before it told "${text}": ${err}`)));
      }),
    async end(signal: NodeJS.Signals = 'SIGINT') {
      child.kill(signal);
      return { code: await ended, out, err };
    },
  };
}

describe('cca-lens run --follow', () => {
  it('follows a folder: what comes, what goes, when all layers have settled, and at Ctrl+C the document', async () => {
    const folder = temporaryFolder('follow');
    const run = join(folder, 'run');
    await checkpoint(run, 1);
    await checkpoint(run, 2);
    const arrays = [1, 2].flatMap((step) => ['a', 'b'].map((layer) => ({ path: join(run, `step_${step}`, `${layer}.npy`), model: '', checkpoint: `step_${step}`, layer, include: true }))); // prettier-ignore
    const document = join(folder, 'choice.ccalens.json');
    writeFileSync(document, selectionText(selectionOf('dynamics', arrays, { measure: 'svcca' }), folder));
    const own = join(folder, 'own');
    mkdirSync(own);
    const child = following(own, 'run', document, '--follow', '--json', '--threshold', '0.95');
    await child.until('step_2 is least like step_1');
    assert.equal(readdirSync(own).length, 1);
    await checkpoint(run, 3);
    await child.until('step_3 came: a and b');
    await child.until('step_3 is least like step_2');
    await checkpoint(run, 4);
    await child.until('All 2 layers stay at 0.95 or above');
    rmSync(join(run, 'step_1'), { recursive: true });
    await child.until('step_1 deleted');
    await child.until('pairs known from before');
    const { code, out, err } = await child.end();
    assert.equal(code, 0, err);
    assert.match(err, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}step_/m);
    const { models, threshold, warnings } = JSON.parse(out) as DynamicsResult;
    assert.deepEqual(models[0]!.checkpoints, ['step_2', 'step_3', 'step_4']);
    assert.equal(threshold, 0.95);
    assert.ok(warnings.some(({ code }) => code === 'deleted-while-followed'));
    assert.deepEqual(readdirSync(own), [], 'what it kept for itself is gone');
    writeFileSync(document, selectionText(await chosen(run, 'dynamics'), folder));
    // In a process as well: last digits are those of its kernels.
    const whole = JSON.parse(runProcess('run', document, '--json').out) as DynamicsResult;
    assert.deepEqual(models[0]!.values, whole.models[0]!.values, 'as one run has it');
  });

  it('begins before there is anything, and ends with a reason where there is no result', async () => {
    const folder = temporaryFolder('follow-nothing');
    const child = following(folder, 'dynamics', folder, '--follow');
    await child.until('nothing there yet');
    await checkpoint(folder, 1);
    await child.until('step_1 came: a');
    const { code, err } = await child.end('SIGTERM');
    assert.equal(code, 2);
    assert.match(err, /cca-lens: nothing-computed: Stopped before there was a result\.\n$/);
  });

  it('refuses what does not go with it', async () => {
    const folder = temporaryFolder('follow-refused');
    await checkpoint(folder, 1);
    await refused('usage', 'dynamics', folder, '--every', '3');
    await refused('usage', 'dynamics', folder, '--follow', '--every', '0');
    await refused('usage', 'dynamics', folder, `--follow=${folder}`);
    await refused('usage', 'dynamics', folder, '--follow', '--results', folder, '--shard', '1/2');
    await refused('usage', 'dynamics', folder, '--follow', '--results', folder, '--merge');
    const document = join(folder, 'm.ccalens.json');
    writeFileSync(document, selectionText(await chosen(folder, 'matrix'), folder));
    assert.match(await refused('usage', 'run', document, '--threshold', '0.9'), /--threshold is of dynamics/);
    assert.match(await refused('file-not-found', 'run', document, `--follow=${folder}/none`), /none does not exist/);
    assert.match(await printed('run', document), /a/);
  });
});
