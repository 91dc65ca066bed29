import type { SelectedArray, Selection } from '../../../../src/protocol/selection';
import { element } from '../../../element';
import { apartNames } from '../../../../src/facts/apartNames';
import { lastPart } from '../../../../src/facts/lastPart';
import { counted } from '../../../../src/facts/numbers';
import {
  changeArrays,
  distinctOf,
  filterArrays,
  joinArrays,
  layerBeside,
  moveLayer,
  splitArray,
  joinLabel,
  splitsBeside,
  type ArrayField,
} from '../../../state/selectionEdits';
import { button, dropdown, textField } from '../../../toolkit';
import { field } from '../../field';
import { virtualRows, type LiveRow } from '../../virtualRows';

const fields: [ArrayField, string][] = [
  ['model', 'Model'],
  ['checkpoint', 'Checkpoint'],
  ['layer', 'Layer'],
  ['group', 'Group'],
];

/** Height of a row in pixels, as media/panel.css has it for .arrays-table. */
const rowHeight = 28;

/** The table of what was read from the names, to be put right. */
interface ArraysTable {
  node: HTMLElement;
  show(selection: Selection, names: Record<string, string>): void;
}

/** An empty table; `changed` hears the whole selection after each edit. */
export function arraysTable(changed: (selection: Selection) => void): ArraysTable {
  let selection: Selection | undefined;
  let names: Record<string, string> = {};
  /** What the names of all files have in common, which gives way where a row has no room. */
  let common = { before: '', after: '' };
  let shown: number[] = [];
  let listed = '';
  let bulkField: ArrayField = 'group';
  let dragged: string | undefined;
  /** The row whose grip has the focus again once its layer is at its new place. */
  let moved: string | undefined;

  const body = element('tbody');
  const head = ['', ...fields.map(([, title]) => title), 'File'].map((title) =>
    element('th', { scope: 'col' }, title === '' ? element('span', { class: 'hidden' }, 'Include') : title),
  );
  const suggestions = element('datalist', { id: 'known-groups' });
  const table = element(
    'table',
    { class: 'arrays-table', 'data-test': 'arrays-table', 'aria-label': 'Arrays as read from their names' },
    element(
      'colgroup',
      {},
      ...['include', 'model', 'checkpoint', 'layer', 'group', 'file'].map((name) =>
        element('col', { class: `col-${name}` }),
      ),
    ),
    element('thead', {}, element('tr', {}, ...head)),
    body,
  );
  const box = element('div', { class: 'table-box arrays-box' }, table);
  const rows = virtualRows(box, body, rowHeight, 200);

  const filter = textField(() => list(), {
    placeholder: 'Filter by name, model, layer …',
    'aria-label': 'Filter the arrays',
    'data-test': 'arrays-filter',
    class: 'filter',
  });
  const tally = element('span', { class: 'small-print', 'data-test': 'arrays-count', role: 'status' });
  const ofShown = () => {
    const paths = new Set(shown.map((place) => selection?.arrays[place].path));
    return ({ path }: SelectedArray) => paths.has(path);
  };
  const bulk = (change: Parameters<typeof changeArrays>[2]) => {
    if (selection) changed(changeArrays(selection, ofShown(), change));
  };
  const bulkChoice = dropdown<ArrayField>(fields, (value) => (bulkField = value), {
    'aria-label': 'Column to set',
    'data-test': 'bulk-field',
  });
  bulkChoice.set(bulkField);
  const bulkText = textField(() => undefined, { 'aria-label': 'New value', 'data-test': 'bulk-value', class: 'short' });
  const node = element(
    'section',
    { class: 'card arrays', 'aria-label': 'Arrays' },
    element('div', { class: 'chart-head' }, element('h3', {}, 'Arrays'), tally),
    element(
      'div',
      { class: 'fields' },
      field('Show', undefined, filter.node),
      field(
        'Of the rows shown',
        undefined,
        element(
          'span',
          { class: 'button-row' },
          button(['Include'], () => bulk({ include: true }), { 'data-test': 'include-shown' }),
          button(['Leave Out'], () => bulk({ include: false }), { 'data-test': 'exclude-shown' }),
        ),
      ),
      field(
        'Set a column of the rows shown',
        undefined,
        element(
          'span',
          { class: 'pair' },
          bulkChoice.node,
          bulkText.node,
          button(['Set'], () => bulk({ [bulkField]: bulkText.get().trim() }), { 'data-test': 'bulk-set' }),
        ),
      ),
    ),
    box,
    suggestions,
  );

  function rowFor(place: number): LiveRow {
    const array = () => selection?.arrays[place];
    const edit = (change: Parameters<typeof changeArrays>[2]) => {
      const one = array();
      if (selection && one) changed(changeArrays(selection, ({ path }) => path === one.path, change));
    };
    const include = element('input', { type: 'checkbox', onchange: () => edit({ include: include.checked }) });
    const inputs = fields.map(([name, title]) => {
      const input = element('input', {
        type: 'text',
        class: 'cell-input',
        spellcheck: 'false',
        list: name === 'group' ? suggestions.id : undefined,
        'data-field': name,
        onchange: () => edit({ [name]: input.value.trim() }),
      });
      return { name, title, input };
    });
    const move = (layer: string, to: string | undefined) => {
      const one = array();
      if (!selection || !one || to === undefined) return;
      moved = one.path;
      changed(moveLayer(selection, layer, to));
    };
    const grip = element(
      'button',
      {
        type: 'button',
        class: 'grip',
        draggable: 'true',
        'data-test': 'grip',
        title: 'Drag to move this layer, in every checkpoint; or Alt+Up and Alt+Down',
        'aria-keyshortcuts': 'Alt+ArrowUp Alt+ArrowDown',
      },
      '⠿',
    );
    grip.addEventListener('dragstart', (event) => {
      dragged = array()?.layer;
      event.dataTransfer?.setData('text/plain', dragged ?? '');
    });
    grip.addEventListener('dragend', () => (dragged = undefined));
    const file = element('span', { class: 'file-name' });
    const join = element(
      'button',
      {
        type: 'button',
        class: 'split-button',
        'data-test': 'join',
        onclick: () => {
          const one = array();
          if (selection && one) changed(joinArrays(selection, one));
        },
      },
      'Join',
    );
    const split = element(
      'button',
      {
        type: 'button',
        class: 'split-button',
        'data-test': 'split',
        onclick: () => {
          const one = array();
          if (selection && one) changed(splitArray(selection, one.path));
        },
      },
      'Split',
    );
    const node = element(
      'tr',
      {},
      element('td', { class: 'include-cell' }, grip, include),
      ...inputs.map(({ input }) => element('td', {}, input)),
      element('td', { class: 'file-cell' }, split, join, file),
    );
    node.addEventListener('keydown', (event) => {
      const one = array();
      const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
      if (!event.altKey || step === undefined || !selection || !one) return;
      event.preventDefault();
      move(one.layer, layerBeside(selection, one.layer, step));
    });
    node.addEventListener('dragover', (event) => {
      if (dragged !== undefined) event.preventDefault();
    });
    node.addEventListener('drop', (event) => {
      event.preventDefault();
      if (dragged !== undefined) move(dragged, array()?.layer);
    });
    const update = () => {
      const one = array();
      if (!one) return;
      const name = nameOf(one);
      include.checked = one.include;
      include.setAttribute('aria-label', `Include ${name}`);
      node.classList.toggle('left-out', !one.include);
      node.dataset.path = one.path;
      for (const { name: key, title, input } of inputs) {
        input.setAttribute('aria-label', `${title} of ${name}`);
        const value = one[key] ?? '';
        // What is being typed is not taken away by an answer of the host.
        if (document.activeElement !== input && input.value !== value) input.value = value;
      }
      const more = one.more?.length ? ` + ${counted(one.more.length, 'file')}` : '';
      const apart = name.slice(common.before.length, name.length - common.after.length);
      file.replaceChildren(
        element('span', { class: 'file-common' }, common.before),
        element('span', {}, apart),
        element('span', { class: 'file-common' }, common.after),
        more,
      );
      const splits = selection && one.layer !== '' ? splitsBeside(selection, one) : [];
      join.hidden = splits[0] !== one;
      join.title =
        'These files may be splits of one array: make one layer of them, their samples in the order of their numbers';
      join.setAttribute('aria-label', joinLabel(name, splits.length));
      grip.setAttribute('aria-label', `Move ${one.layer}`);
      split.hidden = more === '';
      split.title = 'Make each of these files a layer of its own';
      split.setAttribute('aria-label', `Split ${name} into its files`);
      file.title = [one.path, ...(one.more ?? [])].join('\n');
    };
    update();
    return { node, update };
  }

  function nameOf({ path }: SelectedArray): string {
    return names[path] ?? lastPart(path);
  }

  function list(): void {
    if (!selection) return;
    shown = filterArrays(selection, names, filter.get());
    const key = JSON.stringify([shown, selection.arrays.map(({ path }) => path)]);
    if (key === listed) rows.refresh();
    else rows.show(shown.length, (index) => rowFor(shown[index]));
    listed = key;
    if (moved !== undefined) {
      const row = [...body.querySelectorAll<HTMLElement>('tr')].find(({ dataset }) => dataset.path === moved);
      row?.querySelector<HTMLElement>('.grip')?.focus();
      moved = undefined;
    }
    const included = selection.arrays.filter(({ include }) => include).length;
    const part = shown.length === selection.arrays.length ? '' : `; ${shown.length} shown`;
    tally.textContent = `${included} of ${counted(selection.arrays.length, 'array')} included${part}`;
  }

  return {
    node,
    show(next, known) {
      selection = next;
      names = known;
      common = apartNames(next.arrays.map(nameOf));
      suggestions.replaceChildren(...distinctOf(next, 'group').map((value) => element('option', { value })));
      list();
    },
  };
}
