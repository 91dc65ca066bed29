import { memberPath } from '../../../src/facts/address';
import type { ArrayHeader, ArrayMember } from '../../../src/protocol/arrayFile';
import type { ArrayState, FromArray, PlaceInArray, WindowMessage } from '../../../src/protocol/arrayMessages';
import { defaultRoles, fittingRoles, rolesAt, type AxisRoles } from '../../state/arrayRoles';
import { firstView, readView, type ArrayView } from '../../state/arrayView';
import { element } from '../../element';
import { exportName } from '../../../src/facts/exportName';
import { lastPart } from '../../../src/facts/lastPart';
import type { Host } from '../../host';
import { withKnown } from '../../state/knownArray';
import { watchTheme } from '../../theme';
import { windowClient } from '../../state/windowClient';
import { waitingState } from '../emptyState';
import { failure } from '../failure';
import { notices } from '../notices';
import { similarityView } from '../similarity/similarityView';
import { tabs } from '../tabs';
import { headerLine } from './headerLine';
import { imageView } from './imageView';
import { memberList } from './memberList';
import { neuronsView, type PartActions } from './neuronsView';
import { spectrumView } from './spectrumView';
import { tableView } from './tableView';

type Shown = Extract<ArrayState, { status: 'done' }>;

/** The page of the viewer: takes every state, and the elements that it has asked for. */
interface ArrayPage {
  update(state: ArrayState, host: Host): void;
  hear(message: WindowMessage): void;
}

/** Builds the page into its root. */
export function arrayPage(root: HTMLElement): ArrayPage {
  let host: Host | undefined;
  let shown: Shown | undefined;
  let view: ArrayView = firstView;
  let roles: AxisRoles = { rows: null, columns: null, fixed: [] };
  let restored = false;
  /** Of which array, and which reading of the file, the parts are. */
  let drawn = '';

  const send = (message: FromArray) => host?.send({ type: 'array', message });
  const showLog = () => host?.send({ type: 'showLog' });
  const subject = () => (shown ? (shown.file.archive ? memberPath(shown.name, shown.member) : shown.name) : '');
  const actions = (what: 'statistics' | 'spectrum'): PartActions => ({
    compute: () => ask(what, true),
    cancel: () => send({ type: 'cancel', what }),
    showLog,
    subject,
    save: (content, name, extension) =>
      host?.send({ type: 'save', suggestedName: exportName([lastPart(subject())], `${name}.${extension}`), content }),
  });

  const client = windowClient(send);
  const table = tableView(client, {
    roles: (next) => {
      // Along the same axes the table stays where it is.
      const turned = next.rows !== roles.rows || next.columns !== roles.columns;
      keep({ roles: next, ...(turned ? { place: [0, 0] } : {}) });
      if (shown) showParts(shown);
      ask('statistics', false);
    },
    heat: (heat) => keep({ heat }),
    place: (place) => keep({ place }),
    shown: () => ask('statistics', false),
    copy: (text, what) => host?.send({ type: 'copy', text, what }),
    cancel: () => send({ type: 'cancel', what: 'window' }),
  });
  const neurons = neuronsView(actions('statistics'));
  const spectrum = spectrumView(actions('spectrum'));
  const image = imageView(client, { subject, save: actions('spectrum').save });
  const parts = tabs(
    'Parts of the viewer',
    [
      ['table', 'Table', table.node],
      ['neurons', 'Neurons', neurons.node],
      ['spectrum', 'Spectrum', spectrum.node],
      ['image', 'Image', image.node],
    ],
    (part) => {
      keep({ part });
      showPart();
    },
  );
  const members = memberList((name) => {
    keep({ member: name, roles: undefined, place: [0, 0] });
    send({ type: 'member', name });
  });
  const inline = similarityView((message) => host?.send({ type: 'inline', message }));
  const name = element('span', { class: 'title-name' });
  const header = element('div', { class: 'array-header' });
  const remarks = element('div', { class: 'remarks' });
  const message = element('div', { class: 'message' });
  const foot = element('section', { class: 'array-foot', hidden: true }, inline.node);
  const content = element('div', { class: 'array-content' }, parts.node, foot);
  const body = element('div', { class: 'array-body' }, members.node, content);
  root.append(
    element('header', { class: 'title-bar' }, element('h1', { class: 'title' }, name)),
    header,
    remarks,
    message,
    body,
  );
  root.dataset.test = 'status';

  /** Keeps how the file is looked at. */
  function keep(change: Partial<ArrayView>): void {
    view = { ...view, ...change };
    host?.keep(view);
  }

  function memberOf({ file, member }: Shown): ArrayMember | undefined {
    return file.members.find((one) => one.name === member);
  }

  function ask(what: 'statistics' | 'spectrum', asked: boolean): void {
    const found = shown && memberOf(shown)?.header;
    if (!found?.real) return;
    const present = shown?.[what]?.request;
    if (what === 'statistics') {
      if (!asked && present && 'axis' in present && present.axis === roles.columns) return;
      return send({ type: 'statistics', axis: roles.columns, asked });
    }
    if (!asked && present) return;
    const axes = found.shape.length;
    if (axes >= 2 && axes <= 4) send({ type: 'spectrum', recipe: spectrum.recipe(), asked });
  }

  function showMessage(state: ArrayState): void {
    const error =
      state.status === 'failed' ? state.error : state.status === 'done' ? memberOf(state)?.error : undefined;
    if (error) {
      const again = { label: 'Read Again', apply: () => host?.send({ type: 'again' }) };
      const asBfloat16 = { label: 'Read as bfloat16', apply: () => send({ type: 'bfloat16' }) };
      const remedies = state.status === 'done' && memberOf(state)?.bfloat16 ? [asBfloat16, again] : [again];
      message.replaceChildren(failure(error, remedies, showLog));
    } else if (state.status === 'loading') message.replaceChildren(waitingState('Reading the header.'));
    else message.replaceChildren();
  }

  function showPart(): void {
    parts.show(view.part);
    neurons.refresh();
    spectrum.refresh();
    image.refresh();
  }

  function showParts(state: Shown): void {
    const found = memberOf(state)?.header;
    if (!found) return;
    roles = fittingRoles(view.roles, found.shape, defaultRoles(found.shape, found.neuronAxis));
    table.show({ header: found, roles, heat: view.heat, place: view.place });
    image.show(found, roles);
  }

  function showHeader(state: Shown, found: ArrayHeader | undefined): void {
    const member = memberOf(state);
    header.replaceChildren(...(found && member ? [headerLine(found, member, state.file)] : []));
    const trouble = state.trouble === undefined ? [] : [{ code: 'file-trouble', message: state.trouble }];
    const list = notices([...trouble, ...(found?.warnings ?? [])]);
    remarks.replaceChildren(...(list ? [list] : []));
  }

  function update(state: ArrayState): void {
    shown = state.status === 'done' ? state : undefined;
    name.textContent = name.title = shown ? subject() : state.name;
    showMessage(state);
    members.show(shown?.file.archive ? shown.file.members : [], shown?.member ?? '');
    const found = shown && memberOf(shown)?.header;
    body.hidden = !shown || (!found && !shown.file.archive);
    content.hidden = !found;
    if (!shown) header.replaceChildren();
    else {
      showHeader(shown, found);
      if (found) {
        const key = JSON.stringify([shown.array, shown.revision]);
        if (key !== drawn) {
          drawn = key;
          if (view.member !== shown.member) keep({ member: shown.member, roles: undefined, place: [0, 0] });
          table.know(undefined);
          parts.show(view.part);
          showParts(shown);
          showPart();
        }
        if (shown.goTo) goTo(shown.goTo, found);
        showComputed(shown, found);
      }
    }
    root.dataset.status = shown && !found ? 'failed' : state.status;
  }

  /** Goes to the sample or the neuron that the array was asked for, once: a page that comes back stays where it was left. */
  function goTo(place: PlaceInArray, found: ArrayHeader): void {
    if (view.gone === place.number) return;
    const next = rolesAt(found.shape, found.neuronAxis, place);
    keep({ part: 'table', ...next, gone: place.number });
    if (shown) showParts(shown);
    parts.show('table');
    showPart();
  }

  function showComputed(state: Shown, found: ArrayHeader): void {
    const { statistics } = state;
    neurons.update(found, statistics);
    spectrum.update(found, state.spectrum);
    table.know(statistics?.status === 'done' ? statistics.outcome : undefined);
    // One after the other: both read all of the array.
    if (statistics && statistics.status !== 'loading') ask('spectrum', false);
    foot.hidden = !state.inline;
    if (state.inline) inline.update(state.inline);
  }

  watchTheme(() => {
    if (!shown) return;
    table.refresh();
    neurons.refresh();
    spectrum.refresh();
  });
  return {
    update(state, from) {
      host = from;
      if (!restored) {
        restored = true;
        view = readView(from.kept());
      }
      // A page that comes back shows the member that it showed.
      if (state.status === 'done' && view.member !== '' && drawn === '' && state.member !== view.member) {
        if (state.revision === 1 && state.file.members.some((member) => member.name === view.member)) {
          return send({ type: 'member', name: view.member });
        }
      }
      update(withKnown(shown, state));
    },
    hear: client.hear,
  };
}
