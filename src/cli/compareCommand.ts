import { LensError } from '../errors';
import type { CompareOptions, MeasureName, SvccaCut } from '../similarity/options';
import type { ComparisonReport } from '../similarity/report';
import { numberOption, parseCommand, wordOption, type OptionValues } from './arguments';
import { reportText } from './reportText';
import { runInThread } from './runInThread';

const flags = ['json', 'transpose-a', 'transpose-b', 'no-transpose-a', 'no-transpose-b', 'drop-nonfinite', 'robust'];
const texts = ['svcca-variance', 'svcca-dims', 'svcca-rule', 'epsilon', 'threshold', 'measures', 'directions', 'as'];
const measures: readonly MeasureName[] = ['cca', 'svcca', 'pwcca', 'pls', 'pca', 'cka', 'procrustes'];

/** `cca-lens compare`: the report as text or JSON. @throws LensError, also when CCA was left out without --measures. */
export async function compareCommand(args: string[]): Promise<string> {
  const { files, values } = parseCommand(args, flags, texts, { count: 2, what: 'two files' });
  const as = wordOption(values, 'as', ['bfloat16']);
  const spec = { a: { path: files[0]!, as }, b: { path: files[1]!, as }, options: optionsFrom(values) };
  const folder = typeof values.directions === 'string' ? values.directions : undefined;
  const { report, written } = await compared(spec, folder);
  const withoutCca = report.skipped.find(({ measure }) => measure === 'cca');
  if (withoutCca && values.measures === undefined) {
    throw new LensError(
      withoutCca.code,
      `${withoutCca.message} (--measures svcca,cka,procrustes computes what is defined.)`,
    );
  }
  if (values.json) return JSON.stringify(report, null, 2);
  return [reportText(report), ...written.map((file) => `wrote ${file}`)].join('\n');
}

async function compared(
  spec: { a: { path: string }; b: { path: string }; options: CompareOptions },
  folder: string | undefined,
): Promise<{ report: ComparisonReport; written: string[] }> {
  if (folder === undefined) return { report: (await runInThread('compare', spec)).report, written: [] };
  const { report, files } = await runInThread('directions', { ...spec, folder });
  return { report, written: files };
}

function optionsFrom(values: OptionValues): CompareOptions {
  return {
    svcca: cutFrom(values),
    epsilon: numberOption(values, 'epsilon', (value) => value >= 0 && value < 1, 'a number from 0 to below 1') ?? 0,
    threshold: numberOption(values, 'threshold', (value) => value >= 0 && value <= 1, 'a number from 0 to 1') ?? 0.98,
    transposeA: flip(values, 'a'),
    transposeB: flip(values, 'b'),
    dropNonFinite: values['drop-nonfinite'] === true,
    robust: values.robust === true,
    measures: measuresFrom(values.measures),
  };
}

function cutFrom(values: OptionValues): SvccaCut {
  const count = numberOption(
    values,
    'svcca-dims',
    (value) => Number.isInteger(value) && value > 0,
    'a whole number above 0',
  );
  if (count !== undefined) return { rule: 'dimensions', count };
  const fraction =
    numberOption(values, 'svcca-variance', (value) => value > 0 && value <= 1, 'a number above 0 up to 1') ?? 0.99;
  const rule = wordOption(values, 'svcca-rule', ['squared', 'unsquared']);
  return { rule: rule === 'unsquared' ? 'unsquared' : 'variance', fraction };
}

function flip(values: OptionValues, side: 'a' | 'b'): boolean | undefined {
  const [yes, no] = [values[`transpose-${side}`] === true, values[`no-transpose-${side}`] === true];
  if (yes && no) throw new LensError('usage', `--transpose-${side} and --no-transpose-${side} exclude each other.`);
  return yes ? true : no ? false : undefined;
}

function measuresFrom(text: string | boolean | undefined): MeasureName[] | undefined {
  if (typeof text !== 'string') return undefined;
  return text.split(',').map((name) => {
    const found = measures.find((measure) => measure === name.trim());
    if (!found) throw new LensError('usage', `--measures takes a list of ${measures.join(', ')}, not "${name}".`);
    return found;
  });
}
