import { pairNames } from '../facts/distinctNames';
import { LensError } from '../facts/errors';
import { pairMethods } from '../facts/methods/pairMethods';
import { programVersion } from '../facts/programVersion';
import type { ComparisonReport } from '../facts/report';
import type { CompareSpec } from '../protocol/compareJob';
import { parseCommand } from './arguments';
import { addressesOf, asText } from './asChoice';
import { beforeLongPairs, hereFlag } from './beforeLongWork';
import { calibrateFrom, calibrateTexts } from './calibrateOption';
import { compareFlags, compareTexts, optionsFrom, resourcesFrom } from './compareOptions';
import { printable } from './printable';
import { reportText } from './reportText';
import { rowsFlags, rowsFrom, rowsPlanned, rowsTexts } from './rowsOption';
import { summedText } from './rowsText';
import { requireNotebook, saveNotebook } from './saveNotebook';
import { runHere } from './runHere';

const flags = [
  ...compareFlags,
  ...rowsFlags,
  hereFlag,
  'json',
  'methods',
  'force',
  'transpose-a',
  'transpose-b',
  'no-transpose-a',
  'no-transpose-b',
];
const texts = [...compareTexts, ...calibrateTexts, ...rowsTexts, 'measures', 'directions', 'notebook', asText];

/** `cca-lens compare`: the report as text or JSON. @throws LensError; a measure that is not defined is skipped, unless it is the last. */
export async function compareCommand(args: string[]): Promise<string> {
  const { files, values } = parseCommand(args, flags, texts, { count: 2, what: 'two files' });
  if (values.json && values.methods) throw new LensError('usage', '--json and --methods exclude each other.');
  const { addresses, notices } = await addressesOf(files, values);
  const spec = {
    a: addresses[0]!,
    b: addresses[1]!,
    options: { ...optionsFrom(values), calibrate: calibrateFrom(values) },
    resources: resourcesFrom(values),
  };
  const planned = await rowsPlanned(values, spec);
  if (planned !== undefined) return planned;
  const rows = rowsFrom(values, spec);
  const summed = rows?.step === 'shard' ? (await runHere('rows', rows)).summed! : undefined;
  if (summed) return values.json ? JSON.stringify({ shard: summed }, null, 2) : summedText(summed);
  const folder = typeof values.directions === 'string' ? values.directions : undefined;
  const notebook = typeof values.notebook === 'string' ? values.notebook : undefined;
  const force = values.force === true;
  // Refused before anything is computed.
  if (notebook !== undefined) await requireNotebook(notebook, spec, force);
  if (!rows) await beforeLongPairs([spec.a, spec.b], spec, values);
  const { report, written } = rows
    ? { report: (await runHere('rows', rows)).report!, written: [] }
    : await compared(spec, folder);
  report.warnings.push(...notices);
  if (notebook !== undefined) {
    await saveNotebook(notebook, spec, report, force);
    written.push(notebook);
  }
  if (values.methods) return pairMethods(report, pairNames(report.a.path, report.b.path), programVersion).trimEnd();
  if (values.json) return JSON.stringify(report, null, 2);
  return [reportText(printable(report)), ...printable(written).map((file) => `wrote ${file}`)].join('\n');
}

async function compared(
  spec: CompareSpec,
  folder: string | undefined,
): Promise<{ report: ComparisonReport; written: string[] }> {
  if (folder === undefined) return { report: (await runHere('compare', spec)).report, written: [] };
  const { report, files } = await runHere('writeDirections', { ...spec, folder });
  return { report, written: files };
}
