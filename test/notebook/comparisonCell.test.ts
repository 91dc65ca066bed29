import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { comparisonCell } from '../../src/notebook/comparisonCell';
import { comparisonMimeType, type NotebookFiles } from '../../src/protocol/notebook';
import { followSchema, type Schema } from '../cli/followSchema';
import { onPath } from '../workbench/onPath';
import { projectFolder } from '../workbench/paths';
import { temporaryFolder } from '../workbench/temporaryFolder';

const schema = JSON.parse(readFileSync(join(projectFolder, 'media', 'notebook.schema.json'), 'utf8')) as Schema;

const pairs: NotebookFiles[] = [
  { a: 'layer1.npy', b: '../seed 2/all.npz::fc/1' },
  { a: 'it\'s "quoted".npy', b: 'back\\slash\\n.npy' },
  { a: 'Gewicht-ä-重み-🧠.npy', b: 'line\nbreak\ttab\u0007\u2028.npy' },
  { a: '{x}%s{{}}.npy', b: '/data/b.npy', as: 'bfloat16' },
];

describe('comparisonCell', () => {
  it('writes Python that people can read, without paths of any machine but those given', () => {
    const { code } = comparisonCell({ a: 'a.npy', b: 'b.npy' }, comparisonMimeType);
    assert.equal(
      code,
      `from IPython.display import display


def compare_activations(a, b):
    """Shows how alike the activations in two files are; CCA Lens draws it below."""
    comparison = {
        "schema": 1,
        "kind": "cca-lens-comparison",
        "files": {"a": a, "b": b},
    }
    display({"application/vnd.ccalens.v1+json": comparison, "text/plain": f"CCA Lens: {a} and {b}"}, raw=True)


compare_activations(
    a="a.npy",
    b="b.npy",
)`,
    );
  });

  it('puts out what media/notebook.schema.json says', () => {
    for (const files of pairs) {
      const { comparison } = comparisonCell(files, comparisonMimeType);
      followSchema(comparison, schema, schema);
      assert.deepEqual(comparison.files, files);
    }
  });

  it('is run by Python as it is meant, whatever the names', function () {
    const python = onPath('python3');
    if (!python) {
      process.stdout.write('    (comparisonCell: python3 is absent; the cells are not run)\n');
      return;
    }
    // In place of IPython, which need not be there: prints what it is given.
    const modules = temporaryFolder('modules');
    mkdirSync(join(modules, 'IPython'));
    writeFileSync(join(modules, 'IPython', '__init__.py'), '');
    const stub = 'import json\ndef display(*shown, **options):\n    print(json.dumps([shown, options]))\n';
    writeFileSync(join(modules, 'IPython', 'display.py'), stub);
    const cells = pairs.map((files) => comparisonCell(files, comparisonMimeType));
    const input = cells.map(({ code }) => code).join('\n');
    const env = { ...process.env, PYTHONPATH: modules, PYTHONDONTWRITEBYTECODE: '1' };
    const { stdout, stderr } = spawnSync(python, ['-X', 'utf8', '-'], { input, env, encoding: 'utf8' });
    const printed = stdout.split('\n').filter((line) => line !== '');
    assert.equal(printed.length, cells.length, stderr);
    for (const [index, line] of printed.entries()) {
      const { comparison, plain } = cells[index]!;
      const [shown, options] = JSON.parse(line) as [Record<string, unknown>[], object];
      assert.deepEqual(shown, [{ [comparisonMimeType]: comparison, 'text/plain': plain }]);
      assert.deepEqual(options, { raw: true });
      followSchema(shown[0]![comparisonMimeType], schema, schema);
    }
  });
});
