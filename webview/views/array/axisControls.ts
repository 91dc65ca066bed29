import type { ArrayHeader } from '../../../src/protocol/arrayFile';
import { withRole, type AxisRoles } from '../../state/arrayRoles';
import { element } from '../../element';
import { choice } from '../field';
import { indexField } from './indexField';

/** Which axes are rows and columns, and the index on each of the others. */
interface AxisControls {
  nodes: HTMLElement[];
  show(header: ArrayHeader, roles: AxisRoles): void;
}

/** Controls without an array; `changed` hears the roles that a person chooses. */
export function axisControls(changed: (roles: AxisRoles) => void): AxisControls {
  let roles: AxisRoles = { rows: null, columns: null, fixed: [] };
  const role = (which: 'rows' | 'columns', label: string) =>
    choice<string>(label, `axis-${which}`, (axis) => changed(withRole(roles, which, Number(axis))));
  const [rows, columns] = [role('rows', 'Rows'), role('columns', 'Columns')];
  const others = element('div', { class: 'fields axis-others' });
  let drawn = '';

  function indexOf(axis: number, length: number): HTMLElement {
    const index = indexField(`Axis ${axis}`, `axis-index-${axis}`, (value) => {
      roles = { ...roles, fixed: roles.fixed.map((before, other) => (other === axis ? value : before)) };
      changed(roles);
    });
    index.show(length, roles.fixed[axis]);
    return index.node;
  }

  return {
    nodes: [rows.node, columns.node, others],
    show({ shape }, next) {
      roles = next;
      for (const node of [rows.node, columns.node]) node.hidden = shape.length < 2;
      const axes = shape.map((length, axis): [string, string] => [String(axis), `Axis ${axis} (${length})`]);
      rows.show(axes, String(roles.rows));
      columns.show(axes, String(roles.columns));
      // What a person moves at the moment is never made anew.
      const key = JSON.stringify([shape, roles.rows, roles.columns]);
      if (key === drawn) return;
      drawn = key;
      const free = Array.from(shape.keys()).filter((axis) => axis !== roles.rows && axis !== roles.columns);
      others.replaceChildren(...(shape.length < 2 ? [] : free.map((axis) => indexOf(axis, shape[axis]))));
      others.hidden = others.children.length === 0;
    },
  };
}
