import { memberPath } from '../../facts/address';
import { inNameOrder } from '../../analysis/names/comparisonGroups';
import { isContainerName } from '../../facts/formats';
import { basename } from 'node:path';
import { l10n, Uri, window } from 'vscode';
import { LensError } from '../../facts/errors';
import { listMembers, openArray } from '../../jobs/arrays/openArray';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { shortName } from '../arrayNames';
import { arraysShown } from '../arraysShown';
import { choiceGroups, pickFitting, type Wanted } from './choiceGroups';
import { describeArray } from './describeArray';
import { pickEntry } from './pickEntry';

/**
 * The address of the array in a file. For an archive of several arrays people choose a member; two-byte elements without a known meaning
 * are read as bfloat16 only when they say so. Undefined when they choose nothing. A file that cannot be read is addressed all the same:
 * its panel says what is wrong with it.
 * @param file or an address, of which only what it leaves open is asked.
 * @param title what the array is wanted for.
 * @param wanted for which array it is chosen: its own member of another file stands first.
 */
export async function pickArray(
  file: Uri | ArrayAddress,
  title: string,
  wanted: Wanted = { purpose: 'comparison' },
): Promise<ArrayAddress | undefined> {
  arraysShown.tell();
  const given: ArrayAddress = file instanceof Uri ? { path: file.fsPath } : file;
  const member = await pickMember(given.path, title, wanted);
  const address = member && { ...given, ...member };
  if (!address || address.as || !(await needsMeaning(address))) return address;
  const asBfloat16 = l10n.t('Read as bfloat16');
  const chosen = await window.showQuickPick([asBfloat16], {
    title,
    placeHolder: l10n.t('{0} holds two-byte elements without a known meaning', shortName(address)),
  });
  return chosen === asBfloat16 ? { ...address, as: 'bfloat16' } : undefined;
}

async function pickMember(path: string, title: string, wanted: Wanted): Promise<ArrayAddress | undefined> {
  if (!isContainerName(path)) return { path };
  const members = await listMembers(path).catch(() => []);
  if (members.length === 0) return { path };
  const pathOf = (member: string) => memberPath(path, member);
  if (members.length === 1) return { path: pathOf(members[0]!) };
  const names = new Map(
    inNameOrder(wanted.subject?.path, members.map(pathOf), wanted.purpose).map(({ path, group }) => [path, group]),
  );
  const groupOf = (member: string) => {
    const group = names.get(pathOf(member));
    // All lie in one file: only what is meant most likely, and what is not, has a heading.
    return group === 'same-folder' ? wanted.subject && 'others' : group;
  };
  const groups = await choiceGroups(wanted, groupOf, (member) => describeArray({ path: pathOf(member) }));
  const likely = (member: string) => ['same-layer', 'labels'].includes(names.get(pathOf(member)) ?? '');
  const ordered = [...members].sort((a, b) => Number(likely(b)) - Number(likely(a)));
  const entries = groups.lookAhead(ordered).then(() => ordered.map((label) => ({ label, text: label, value: label })));
  const placeHolder = l10n.t('One of the {0} arrays in {1}', members.length, basename(path));
  const { describe, grouped } = groups;
  const chosen = await pickFitting(
    () => pickEntry({ title, placeHolder, entries, describe, grouped }),
    (member) => groups.problem(member, member),
  );
  return chosen === undefined ? undefined : { path: pathOf(chosen) };
}

/** Whether the header is refused as it is and accepted as bfloat16. */
async function needsMeaning(address: ArrayAddress): Promise<boolean> {
  try {
    await (await openArray(address)).close();
    return false;
  } catch (error) {
    if (!(error instanceof LensError) || error.code !== 'unsupported-dtype') return false;
  }
  try {
    await (await openArray({ ...address, as: 'bfloat16' })).close();
    return true;
  } catch {
    return false;
  }
}
