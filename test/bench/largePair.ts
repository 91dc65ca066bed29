import { open } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { removeFiles, roomFor } from './data';
import { inTurn, type Failure, type Timing } from './inTurn';
import { gramRate } from './kernelTable';
import { numpy, ours, type Bench } from './programs';
import { isTiming, markdownTable, peakText, secondsText, timingText } from './table';
import { tiledFile, type Layout } from './tiledFile';

interface ManySamples {
  files: [string, string];
  /** Bytes of both files. */
  bytes: number;
  neurons: number;
  samples: number;
  title: string;
}

/** Two files of 512 x 2,000,000 (4 GB each), or a share of their samples. @throws Error when the disk is too full. */
export function manySamples(bench: Bench, share: number, layout: Layout): ManySamples {
  const [neurons, all] = bench.quick ? [64, 40_000] : [512, 2_000_000];
  const samples = all * share;
  const bytes = 2 * 4 * neurons * samples;
  if (!roomFor(bytes)) throw new Error(`not run: no room on the disk for two files of ${gigabytes(bytes / 2)}`);
  const files = [1, 2].map((seed) => tiledFile({ neurons, samples, seed }, layout)) as [string, string];
  return { files, bytes, neurons, samples, title: `${neurons} x ${samples.toLocaleString('en')}` };
}

/**
 * CCA of two files of 4 GB, stored as samples x neurons and then as neurons x samples, beside the time that reading them alone takes and what the
 * arithmetic would take at the kernels' rate. The files are deleted afterwards. numpy is run on an eighth, and on all where that fits.
 */
export async function largePairTable(bench: Bench): Promise<string> {
  const rows: string[][] = [];
  const rate = await gramRate(bench);
  const eighth = await numpyOnEighth(bench);
  rows.push(...eighth.rows);
  let whole = 0;
  let arithmetic = '';
  for (const layout of ['samples', 'neurons'] as const) {
    const { files, bytes, neurons, samples, title } = manySamples(bench, 1, layout);
    // Also when this process is told to stop.
    const remove = () => removeFiles(files);
    process.once('exit', remove);
    try {
      const order = layout === 'samples' ? 'samples x neurons' : 'neurons x samples';
      const read = await readSeconds(files);
      const turned = layout === 'samples' ? [] : ['--transpose-a', '--transpose-b'];
      const [own] = await inTurn([ours(bench, ['compare', ...files, '--measures', 'cca', ...turned])], bench.runs);
      rows.push(row(`ours, ${title}, ${order}`, bytes, read, own));
      whole = bytes;
      // The joint covariance of both sides, symmetric: n (d + d)^2.
      const operations = samples * (2 * neurons) ** 2;
      arithmetic = `Arithmetic of the covariances: ${(operations / 1e12).toPrecision(3)} TFLOP, ${secondsText(operations / rate)} s at the ${(rate / 1e9).toFixed(1)} GFLOP/s that one thread reaches in X'X, ${secondsText(operations / rate / 2)} s on two cores.`;
      if (layout === 'samples' && eighth.peakMiB !== undefined && 8 * eighth.peakMiB * 2 ** 20 < totalmem()) {
        const [other] = await inTurn(numpy(bench, ['cca', ...files]), bench.runs);
        rows.push(row(`numpy, ${title}, ${order}`, bytes, undefined, other));
      }
    } finally {
      remove();
      process.off('exit', remove);
    }
  }
  const head = ['run', 'both files', 'reading alone s', 's (computation / whole)', 'peak MiB'];
  return [
    `CCA alone. Reading alone is two sequential readers in Node; files just written may come from memory, for both.`,
    markdownTable(head, rows),
    arithmetic,
    numpyNeed(eighth.peakMiB, whole),
  ].join('\n\n');
}

async function numpyOnEighth(bench: Bench): Promise<{ rows: string[][]; peakMiB?: number | undefined }> {
  if (bench.python === undefined) return { rows: [] };
  const { files, bytes, title } = manySamples(bench, 1 / 8, 'samples');
  const [own, other] = await inTurn(
    [ours(bench, ['compare', ...files, '--measures', 'cca'], 'ours, an eighth'), ...numpy(bench, ['cca', ...files])],
    bench.runs,
  );
  const rows = [
    row(`numpy, an eighth: ${title}`, bytes, undefined, other),
    row(`ours, an eighth: ${title}`, bytes, undefined, own),
  ];
  return {
    rows,
    peakMiB: isTiming(other) ? other.peakMiB : undefined,
  };
}

function numpyNeed(peakOfEighth: number | undefined, bytes: number): string {
  const copies = `${gigabytes(5 * bytes)} (both files as they are, and four float64 matrices of the size of one: both sides centred, and the copy of both that np.cov multiplies with)`;
  if (peakOfEighth === undefined) return `numpy was not run; by its definition it needs about ${copies}.`;
  const need = 8 * peakOfEighth * 2 ** 20;
  const fits = need < totalmem();
  const extrapolated = `eight times the peak of the eighth is ${gigabytes(need)}`;
  return `numpy on the whole: about ${copies}; ${extrapolated}; this machine has ${gigabytes(totalmem())}, so it was ${fits ? '' : 'not '}run.`;
}

function row(name: string, bytes: number, read: number | undefined, timing: Timing | Failure | undefined): string[] {
  const reading = read === undefined ? '–' : secondsText(read);
  return [name, gigabytes(bytes), reading, timingText(timing), peakText(timing)];
}

/** Seconds that reading all the files takes, each by a sequential reader of its own at the same time. */
async function readSeconds(paths: readonly string[]): Promise<number> {
  const start = performance.now();
  await Promise.all(paths.map(readThrough));
  return (performance.now() - start) / 1000;
}

async function readThrough(path: string): Promise<void> {
  const file = await open(path);
  try {
    const buffer = Buffer.allocUnsafe(8 * 2 ** 20);
    while ((await file.read(buffer, 0, buffer.length, null)).bytesRead > 0);
  } finally {
    await file.close();
  }
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toPrecision(3)} GB`;
}
