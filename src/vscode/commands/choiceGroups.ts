import { l10n } from 'vscode';
import { otherSamples, wantedSamples, type NameGroup, type Purpose } from '../../analysis/names/comparisonGroups';
import { inParallel } from '../../jobs/inParallel';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { shortName } from '../arrayNames';
import { describeArray, type Described } from './describeArray';
import type { Entry, EntryGroup } from './pickEntry';
import { showMessage } from '../showMessage';

/** What an array is chosen for. */
export interface Wanted {
  purpose: Purpose;
  /** The array that it is compared with, or whose samples it labels. */
  subject?: ArrayAddress | undefined;
}

/** What can be chosen, in groups, of which the last hold what does not fit. */
interface ChoiceGroups<T> {
  /** Reads the headers of so many of the first as are likely to be looked at, so that they need not move while they are. */
  lookAhead(values: readonly T[]): Promise<void>;
  /** What is shown beside a value; reads its header where that has not been read. */
  describe(value: T): Promise<string>;
  grouped(entries: readonly Entry<T>[]): EntryGroup<T>[];
  /** Whether a header that was read is of an array with as many samples. */
  fits(value: T): boolean;
  /** One sentence on why a value, called `name`, does not fit; undefined where nothing is known against it. */
  problem(value: T, name: string): string | undefined;
}

/** Headers that are read before a list is shown, and as many of them at once. */
const ahead = 256;
const atOnce = 32;

/**
 * Groups of what can be chosen for an array: by names, and by the numbers of samples that headers tell.
 * @param groupOf the group of a value by its name; undefined where it has none.
 * @param look reads a header; asked once for each value.
 */
export async function choiceGroups<T>(
  { subject, purpose }: Wanted,
  groupOf: (value: T) => NameGroup | undefined,
  look: (value: T) => Promise<Described>,
): Promise<ChoiceGroups<T>> {
  const seen = new Map<T, Described>();
  const own = subject && (await describeArray(subject)).shape;
  // Of labels there may be one for each sample as it is stored, or for each of the steps that were made of it.
  const stored =
    purpose === 'labels' && subject?.recipe
      ? (await describeArray({ ...subject, recipe: undefined })).shape
      : undefined;
  const counts = () => {
    const others = [...seen.values()].flatMap(({ shape }) => (shape ? [shape] : []));
    return [own && wantedSamples(own, others), stored?.[0]].filter((count) => count !== undefined);
  };
  let wanted = counts();
  const read = async (value: T): Promise<Described> => {
    const described = seen.get(value) ?? (await look(value));
    seen.set(value, described);
    return described;
  };
  const otherOf = (value: T): number | undefined => {
    const { shape } = seen.get(value) ?? {};
    if (!shape || wanted.length === 0) return undefined;
    const found = wanted.map((count) => otherSamples(shape, count));
    return found.includes(undefined) ? undefined : found[0];
  };
  return {
    async lookAhead(values) {
      await inParallel(values.slice(0, ahead), atOnce, read);
      wanted = counts();
    },
    async describe(value) {
      const { text } = await read(value);
      const other = otherOf(value);
      return other === undefined ? text : `${l10n.t('{0} samples, not {1}', other, wanted[0]!)}  ${text}`;
    },
    fits: (value) => seen.get(value)?.shape !== undefined && otherOf(value) === undefined,
    problem(value, name) {
      const other = otherOf(value);
      if (other === undefined || !subject) return undefined;
      return purpose === 'labels'
        ? l10n.t(
            '{0} has {1} values, {2} has {3} samples: labels are one for each sample.',
            name,
            other,
            shortName(subject),
            wanted[0]!,
          )
        : l10n.t(
            '{0} has {1} samples, {2} has {3}: only arrays of the same samples can be compared.',
            name,
            other,
            shortName(subject),
            wanted[0]!,
          );
    },
    grouped(entries) {
      const groups = new Map<NameGroup | 'other-samples' | undefined, Entry<T>[]>();
      for (const entry of entries) {
        const unfit = otherOf(entry.value) !== undefined;
        const named = groupOf(entry.value);
        const group = unfit && named !== 'beside' ? 'other-samples' : named;
        groups.set(group, [...(groups.get(group) ?? []), entry]);
      }
      const beside = groups.get('beside');
      groups.delete('beside');
      const others = groups.get('other-samples');
      groups.delete('other-samples');
      const inOrder = [...groups, ['other-samples', others] as const, ['beside', beside] as const];
      return inOrder.flatMap(([group, members]) =>
        members ? [{ title: group && titleOf(group, subject !== undefined), entries: members }] : [],
      );
    },
  };
}

/**
 * What people choose; where it does not fit they are told so at once, and choose another one, or take it all the same. Undefined when they choose none.
 * @param pick shows the list.
 * @param problem one sentence on what was chosen.
 */
export async function pickFitting<T>(
  pick: () => Promise<T | undefined>,
  problem: (chosen: T) => string | undefined,
): Promise<T | undefined> {
  for (;;) {
    const chosen = await pick();
    const sentence = chosen === undefined ? undefined : problem(chosen);
    if (sentence === undefined) return chosen;
    const another = l10n.t('Choose Another');
    const same = l10n.t('Take It All the Same');
    const answer = await showMessage.warning(sentence, another, same);
    if (answer === same) return chosen;
    if (answer !== another) return undefined;
  }
}

function titleOf(group: NameGroup | 'other-samples', near: boolean): string | undefined {
  switch (group) {
    case 'labels':
      return l10n.t('Named as labels, the nearest first');
    case 'same-layer':
      return l10n.t('The same layer of other models and checkpoints');
    case 'same-folder':
      return l10n.t('In the same folder');
    case 'others':
      return near ? l10n.t('Others') : undefined;
    case 'other-samples':
      return l10n.t('Other numbers of samples');
    case 'beside':
      return l10n.t('Labels, ids and masks');
  }
}
