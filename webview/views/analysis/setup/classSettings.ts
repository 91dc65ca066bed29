import type { Selection } from '../../../../src/protocol/selection';
import type { ClassesChoice } from '../../../../src/facts/analyses/classes';
import { element } from '../../../element';
import { lastPart } from '../../../../src/facts/lastPart';
import { changeClasses, readIndices, writeIndices } from '../../../state/selectionEdits';
import { button } from '../../../toolkit';
import { choice, field } from '../../field';
import type { ChoiceSettings } from './choiceSettings';
import { valueField } from './valueField';

const none = '';

/** The label file, names of classes, what logits stand for, and the classes wanted. `ask` opens a dialog for a file. */
export function classSettings(
  changed: (selection: Selection) => void,
  ask: (what: 'labels' | 'names') => void,
): ChoiceSettings {
  let selection: Selection | undefined;
  const change = (part: Partial<ClassesChoice>) => selection && changed(changeClasses(selection, part));
  const labels = choice<string>('Labels', 'class-labels', (path) => path !== none && change({ labels: path }), {
    explanation:
      'A vector of whole numbers or texts, a one-hot matrix, or logits (samples × classes), one row for each sample. Samples of -100, of -1 beside 0 and more, or of 255 in bytes have no class and take no part. Where layers have sample ids, labels are in the order of the ids in their own folder, or else in that of the first layer with ids.',
  });
  const names = choice<string>(
    'Class names',
    'class-names',
    (path) => change({ names: path === none ? undefined : path }),
    {
      explanation: 'A text file with one name a line, or a JSON list.',
    },
  );
  const logits = choice<ClassesChoice['logits']>('Logits', 'class-logits', (value) => change({ logits: value }), {
    explanation:
      'If the label file holds logits: each column is a target as it is (as in the paper), or the largest of each row is the class. Of no effect on other labels.',
  });
  const subset = valueField(
    'Classes wanted',
    'class-subset',
    { read: readIndices, write: writeIndices },
    (value) => change({ subset: value }),
    {
      placeholder: 'all, or e.g. 0, 3, 5-9',
    },
  );
  const node = element(
    'div',
    { class: 'fields' },
    element(
      'span',
      { class: 'pair bottom' },
      labels.node,
      button(['Choose File …'], () => ask('labels'), { 'data-test': 'choose-labels' }),
    ),
    element(
      'span',
      { class: 'pair bottom' },
      names.node,
      button(['Choose File …'], () => ask('names'), { 'data-test': 'choose-names' }),
    ),
    logits.node,
    field('Classes wanted', 'Numbers of classes, counted from 0; all when empty.', subset.node),
  );
  return {
    node,
    wide: true,
    show(next, beside, known) {
      selection = next;
      const { classes } = next;
      const files = (kind: 'labels' | 'names', chosen: string | undefined) => {
        const paths = beside.filter((one) => one.kind === kind).map(({ path }) => path);
        if (chosen !== undefined && !paths.includes(chosen)) paths.unshift(chosen);
        return paths.map((path) => [path, known[path] ?? lastPart(path)] as const);
      };
      const labelFiles = files('labels', classes?.labels);
      labels.show(classes ? labelFiles : [[none, 'None chosen'], ...labelFiles], classes?.labels ?? none);
      names.show([[none, 'Numbers'], ...files('names', classes?.names)], classes?.names ?? none);
      logits.show(
        [
          ['columns', 'Each column a target'],
          ['argmax', 'Largest of each row'],
        ],
        classes?.logits ?? 'columns',
      );
      subset.show(classes?.subset);
    },
  };
}
