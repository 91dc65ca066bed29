import type { ScanTaking, ScanSpec } from '../../../../src/protocol/scan';
import { readGlobs } from '../../../../src/facts/typedGlobs';
import { element } from '../../../element';
import { button, checkbox, textField } from '../../../toolkit';
import { field } from '../../field';

/** Which files of the folders are looked at, and looking again. */
export function globBar(scan: (include: string[], exclude: string[], taking: ScanTaking) => void): {
  node: HTMLElement;
  /** Looks again with a choice of how files are taken; the others stay. */
  choose(change: ScanTaking): void;
  show(spec: ScanSpec | undefined): void;
} {
  const run = () => scan(readGlobs(include.get()), readGlobs(exclude.get()), taking);
  let taking: ScanTaking = {};
  const choose = (change: ScanTaking) => {
    taking = { ...taking, ...change };
    run();
  };
  const stacks = checkbox('Stacks of layers', (value) => choose({ stacks: value }), {
    'data-test': 'stacks',
    title: 'Arrays of three axes are layers x samples x neurons: each layer of them is one of its own',
  });
  const fields = ['include', 'exclude'].map((name) => {
    const control = textField(() => undefined, {
      'aria-label': name === 'include' ? 'Files to include' : 'Files to exclude',
      'data-test': `globs-${name}`,
      placeholder: name === 'include' ? 'all, or e.g. **/epoch_*/*.npy' : 'none, or e.g. **/optimizer*',
      class: 'globs',
    });
    control.node.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') run();
    });
    return control;
  });
  const [include, exclude] = fields;
  let known = '';
  const node = element(
    'div',
    { class: 'fields', hidden: true },
    field(
      'Files to include',
      'Patterns relative to each folder, with commas between them: ** any folders, * any part of a name, {a,b} either.',
      include.node,
    ),
    field('Files to exclude', 'The same for files that are left out.', exclude.node),
    field('Three axes', undefined, stacks.node),
    field('\u00a0', undefined, button(['Look Again'], run, { 'data-test': 'rescan' })),
  );
  return {
    node,
    choose,
    show(spec) {
      node.hidden = !spec;
      const key = JSON.stringify([spec?.include, spec?.exclude, spec?.stacks, spec?.splits]);
      if (!spec || key === known) return;
      known = key;
      include.set((spec.include ?? []).join(', '));
      exclude.set((spec.exclude ?? []).join(', '));
      taking = { splits: spec.splits, stacks: spec.stacks };
      stacks.set(spec.stacks === true);
    },
  };
}
