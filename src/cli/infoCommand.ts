import { listMembers } from '../jobs/arrays/openArray';
import type { ArraySummary } from '../protocol/worker';
import { parseCommand, wordOption } from './arguments';
import { runHere } from './runHere';

/** `cca-lens info`: one array, or every array of an archive, as text or JSON. @throws LensError. */
export async function infoCommand(args: string[]): Promise<string> {
  const { files, values } = parseCommand(args, ['json'], ['as'], { count: 1, what: 'one file' });
  const path = files[0]!;
  const as = wordOption(values, 'as', ['bfloat16']);
  const members = /\.npz$/i.test(path) ? await listMembers(path) : [];
  const paths = members.length > 0 ? members.map((member) => `${path}::${member}`) : [path];
  const summaries: ArraySummary[] = [];
  for (const each of paths) summaries.push(await runHere('inspect', { array: { path: each, as } }));
  if (values.json) return JSON.stringify(summaries.length === 1 ? summaries[0] : { path, members: summaries }, null, 2);
  return summaries.map(described).join('\n\n');
}

function described(summary: ArraySummary): string {
  const { columns, warnings } = summary;
  const lines = [
    summary.path,
    `  shape       (${summary.shape.join(', ')})`,
    `  dtype       ${summary.dtype}, ${summary.fortranOrder ? 'Fortran' : 'C'} order, .npy version ${summary.version.join('.')}`,
    `  data        ${summary.dataBytes} bytes`,
    `  values      ${number(summary.minimum)} to ${number(summary.maximum)}, mean ${number(summary.mean)}, ${percent(summary.zeroFraction)} zeros`,
    `  non-finite  ${summary.nan} NaN, ${summary.infinite} infinite${summary.firstNonFinite ? `, the first at [${summary.firstNonFinite.join(', ')}]` : ''}`,
  ];
  if (columns) {
    const { constant } = columns;
    const list =
      constant.length > 0 ? ` (${constant.slice(0, 20).join(', ')}${constant.length > 20 ? ', …' : ''})` : '';
    lines.push(`  constant    ${constant.length} of ${columns.mean.length} columns${list}`);
  }
  return [...lines, ...warnings.map(({ message }) => `  ! ${message}`)].join('\n');
}

function number(value: number | null): string {
  return value === null ? 'none' : String(Number(value.toPrecision(6)));
}

function percent(value: number | null): string {
  return value === null ? 'no' : `${(100 * value).toFixed(1)}%`;
}
