import { splitMember } from '../../../src/facts/address';
import { endingWords, isArrayName } from '../../../src/facts/formats';
import { apartNames } from '../../../src/facts/apartNames';
import type { FromInline, InlineState } from '../../../src/protocol/inline';
import { element, type Child } from '../../element';
import { breakable } from '../breakable';
import { icon } from '../icon';
import { plainButton } from '../plainButton';

/** What is shown, what it is compared with, and the buttons that pin: the head of the inline panel. */
export type Head = Pick<InlineState, 'subject' | 'reference'>;

/** The parts of the head for a state: the reference is side a of the comparison that opens, the array that is shown side b. */
export function subjectHead({ subject, reference }: Head, send: (message: FromInline) => void): Node[] {
  const own = subject && reference && sameArray(subject, reference);
  const pin = (words: string, appearance: 'primary' | 'secondary') =>
    plainButton(
      [icon('pin'), words],
      () => send({ type: 'pin' }),
      { 'data-test': 'pin', 'data-focus': 'pin', title: 'Compare every array that is opened with this one' },
      appearance,
    );
  const choose = (words: string) =>
    plainButton([icon('folder'), words], () => send({ type: 'chooseReference' }), {
      'data-test': 'choose-reference',
      'data-focus': 'choose',
      title: 'Choose a file to compare every opened array with',
    });
  const unpin = plainButton([icon('unpin'), 'Unpin'], () => send({ type: 'unpin' }), {
    'data-test': 'unpin',
    'data-focus': 'unpin',
    title: 'Stop comparing with this reference',
  });
  const buttons = element(
    'div',
    { class: 'button-row', role: 'group', 'aria-label': 'Reference' },
    subject && !own && (reference ? pin('Pin This Instead', 'secondary') : pin('Pin This Array', 'primary')),
    reference ? unpin : choose('Choose Reference…'),
    reference && own && choose('Choose Reference…'),
  );
  // VS Code opens a view of the explorer with a height of 120 px: the buttons stand where they are seen then, what explains them below.
  return [
    ...(reference ? [line('a (pinned)', reference, subject, send, 'reference')] : []),
    ...(subject
      ? [
          line(
            reference && !own ? 'b (open)' : 'open',
            subject,
            reference,
            send,
            'subject',
            own ? 'the reference itself' : undefined,
          ),
        ]
      : []),
    ...(reference || subject ? [] : [element('h2', {}, 'Nothing to compare')]),
    buttons,
    ...advice({ subject, reference }, own === true),
  ];
}

/** What to do next, where that is not plain from what is shown. */
function advice({ subject, reference }: Head, own: boolean): Node[] {
  const words = (...content: Child[]) => [element('p', { class: 'advice' }, ...content)];
  if (own)
    return words(element('b', {}, 'This array is the reference.'), ' Open another array to compare it with this one.');
  if (subject && !reference) {
    return words(
      element('b', {}, 'No reference is pinned.'),
      ' Pin one array: each array that you open is then compared with it at once.',
    );
  }
  if (subject) return [];
  const click = `Click a ${endingWords('or')} file to compare it with the reference.`;
  return reference ? words(element('b', {}, 'Nothing is open.'), ` ${click}`) : words(click);
}

function line(
  role: string,
  { address, name }: NonNullable<Head['subject']>,
  other: Head['subject'],
  send: (message: FromInline) => void,
  hook: string,
  more?: string,
): HTMLElement {
  const open = plainButton(
    other && other.name !== name ? namesApart(name, other.name) : nameParts(name),
    () => send({ type: 'view', array: address }),
    { 'data-test': hook, 'data-focus': hook, title: address.path, 'aria-label': `${role}: ${name}; show the array` },
    'link',
  );
  return element(
    'p',
    { class: 'subject-line' },
    element('span', { class: 'subject-role' }, role),
    element(
      'span',
      { class: 'subject-name' },
      open,
      more !== undefined && element('span', { class: 'small-print' }, ` (${more})`),
    ),
  );
}

/** A name of which what it has in common with another one is fainter. */
function namesApart(name: string, other: string): Child[] {
  const { before, after, names } = apartNames([name, other]);
  const common = (text: string) => element('span', { class: 'subject-folder' }, ...breakable(text));
  return [common(before), element('span', { class: 'subject-apart' }, ...breakable(names[0]!)), common(after)];
}

/** The folders of a name fainter than the file, which a narrow place must not lose. */
function nameParts(name: string): Child[] {
  const { file } = splitMember(name);
  // Names of variables may have slashes in them, too.
  const folders = isArrayName(file) ? file.slice(0, file.search(/[^\\/]*$/)) : '';
  // May break after a folder, and not before the ending of a file.
  const steps = folders.match(/[^\\/]*[\\/]/g) ?? [];
  const parts = steps.flatMap((step) => [step, element('wbr')]);
  return [
    parts.length > 0 && element('span', { class: 'subject-folder' }, ...parts),
    element('span', { class: 'subject-file' }, ...breakable(name.slice(folders.length))),
  ];
}

function sameArray(one: NonNullable<Head['subject']>, other: NonNullable<Head['subject']>): boolean {
  return one.address.path === other.address.path && one.address.as === other.address.as;
}
