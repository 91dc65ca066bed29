import { memberPath } from '../facts/address';
import { isContainerName } from '../facts/formats';
import { nonFiniteWords } from '../facts/nonFiniteWords';
import { describeError } from '../jobs/describeError';
import { listMembers } from '../jobs/arrays/openArray';
import { mostListed } from '../jobs/summary/planSummary';
import type { ArraySummary } from '../protocol/arraySummary';
import { parseCommand } from './arguments';
import { addressesOf, asText } from './asChoice';
import { resourcesFrom } from './compareOptions';
import { printable } from './printable';
import { runHere } from './runHere';
import { textFacts, type TextFacts } from './textFacts';

/** A member of an archive that cannot be read. */
interface BadMember {
  path: string;
  error: { code: string; message: string };
}

/**
 * `cca-lens info`: one array, or every array of an archive, as text or JSON; members that cannot be read are named beside the others.
 * @throws LensError; of an archive without a member that can be read, that of the first.
 */
export async function infoCommand(args: string[]): Promise<string> {
  const { files, values } = parseCommand(args, ['json'], [asText, 'memory'], { count: 1, what: 'one file' });
  const { memoryBytes } = resourcesFrom(values);
  const path = files[0]!;
  const members = isContainerName(path) ? await listMembers(path) : [];
  const paths = members.length > 0 ? members.map((member) => memberPath(path, member)) : [path];
  const { addresses, notices } = await addressesOf(paths, values);
  const found: (ArraySummary | TextFacts | BadMember)[] = [];
  let first: unknown;
  // All members together are one text.
  let left = values.json ? mostListed : 0;
  for (const array of addresses) {
    try {
      const spec = { array, mostListed: left, resources: { memoryBytes } };
      const facts = (await textFacts(array)) ?? (await runHere('summary', spec));
      // With nothing left, that columns are not listed is still said.
      if ('columns' in facts) left = Math.min(left, Math.max(1, left - (facts.columns?.mean.length ?? 0)));
      found.push(facts);
    } catch (error) {
      const fault = describeError(error);
      if (fault.code === 'internal') throw error;
      first ??= error;
      found.push({ path: array.path, error: fault });
    }
  }
  if (first !== undefined && found.every((each) => 'error' in each)) throw first;
  if (values.json) {
    const documents = found.map((each) => ('facts' in each ? documentOf(each) : each));
    return inAllDigits(documents.length === 1 ? documents[0] : { path, members: documents, warnings: notices });
  }
  return [...found.map(told), ...printable(notices).map(({ message }) => `! ${message}`)].join('\n\n');
}

function told(found: ArraySummary | TextFacts | BadMember): string {
  const shown = printable(found);
  if ('error' in shown) return `${shown.path}\n  ! ${shown.error.message}`;
  // Texts stand in quotes, as JSON has them.
  return 'texts' in shown ? describedTexts({ ...shown, texts: (found as TextFacts).texts }) : described(shown);
}

function describedTexts({ path, shape, dtype, texts, warnings }: TextFacts): string {
  const count = shape.reduce((product, size) => product * size, 1);
  const list = texts.map((text) => JSON.stringify(text)).join(', ');
  const lines = [
    path,
    `  shape       (${shape.join(', ')})`,
    `  dtype       ${dtype}, texts`,
    `  values      ${list}${count > texts.length ? ', …' : ''}`,
  ];
  return [...lines, ...warnings.map(({ message }) => `  ! ${message}`)].join('\n');
}

/**
 * The summary as JSON has it: what its format says by the ids of the facts, and the digits of its extremes in their places, as numbers where float64 has
 * them, and else as texts, as readers of JSON round.
 */
function documentOf({ exact, ...found }: ArraySummary) {
  const entries = Object.entries(found).flatMap(([name, value]): [string, unknown][] =>
    name === 'facts' ? found.facts.map((fact) => [fact.id, fact.value]) : [[name, value]],
  );
  const summary = Object.fromEntries(entries) as Omit<ArraySummary, 'facts' | 'exact'>;
  if (!exact) return summary;
  const { minimum, maximum, columns } = exact;
  const ofColumns = columns && { minimum: columns.minimum.map(written), maximum: columns.maximum.map(written) };
  return {
    ...summary,
    minimum: written(minimum),
    maximum: written(maximum),
    columns: summary.columns && ofColumns ? { ...summary.columns, ...ofColumns } : summary.columns,
  };
}

/** What marks digits that are to stand as a number: in no path, text or sentence. */
const bare = '\u0000';

function written(digits: string): string {
  return BigInt(Number(digits)) === BigInt(digits) ? bare + digits : digits;
}

/** JSON with numbers in all digits: JSON.stringify ends those beyond 2^53 in zeros of its own. */
function inAllDigits(document: unknown): string {
  return JSON.stringify(document, null, 2).replace(/"\\u0000(-?\d+)"/g, '$1');
}

function described(summary: ArraySummary): string {
  const { columnCounts, warnings, facts } = summary;
  const told = facts.filter(({ id }) => id === 'version');
  const others = facts.filter((fact) => !told.includes(fact));
  const order = `${summary.fortranOrder ? 'Fortran' : 'C'} order`;
  const lines = [
    summary.path,
    `  shape       (${summary.shape.join(', ')})`,
    `  dtype       ${[summary.dtype, order, ...told.map(({ text }) => text)].join(', ')}`,
    ...others.map(({ name, text }) => `  ${name.toLowerCase().padEnd(10)}  ${text}`),
    `  data        ${summary.dataBytes} bytes`,
    `  values      ${summary.exact?.minimum ?? number(summary.minimum)} to ${summary.exact?.maximum ?? number(summary.maximum)}, mean ${number(summary.mean)}, ${percent(summary.zeroFraction)} zeros`,
    `  non-finite  ${nonFiniteWords(summary)}${summary.firstNonFinite ? `, the first at [${summary.firstNonFinite.join(', ')}]` : ''}`,
  ];
  if (columnCounts) {
    const { columns, constant, firstConstant } = columnCounts;
    const list = constant > 0 ? ` (${firstConstant.join(', ')}${constant > firstConstant.length ? ', …' : ''})` : '';
    lines.push(`  constant    ${constant} of ${columns} columns${list}`);
  }
  return [...lines, ...warnings.map(({ message }) => `  ! ${message}`)].join('\n');
}

function number(value: number | null): string {
  return value === null ? 'none' : String(Number(value.toPrecision(6)));
}

function percent(value: number | null): string {
  return value === null ? 'no' : `${(100 * value).toFixed(1)}%`;
}
