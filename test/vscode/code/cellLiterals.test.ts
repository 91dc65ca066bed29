import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { cellLiterals } from '../../../src/vscode/code/cellLiterals';

const paths = (...cells: string[]): string[][] => cellLiterals(cells).map((found) => found.map(({ path }) => path));

describe('cellLiterals', () => {
  it('knows names that an earlier cell gives their value', () => {
    const cells = ['from pathlib import Path\nroot = Path("runs")\nstep = 3', 'a = np.load(root / f"layer{step}.npy")'];
    assert.deepEqual(paths(...cells), [[], ['runs/layer3.npy']]);
    const [, [literal]] = cellLiterals(cells);
    assert.equal(cells[1]!.slice(literal!.start, literal!.end), 'root / f"layer{step}.npy"');
  });

  it('guesses nothing of names that are given later, twice, or in a cell of another language', () => {
    const use = 'a = np.load(f"{root}/a.npy")';
    for (const cells of [
      [use, 'root = "runs"'],
      ['root = "runs"', use, 'root = "other"'],
      ['%%bash\nroot = "runs"', use],
      ['def f():\n    root = "runs"', use],
    ])
      assert.deepEqual(paths(...cells).flat(), [], cells.join(' | '));
  });

  it('finds of a cell what it names by itself, whatever stands in the others', () => {
    const own = 'np.load("a.npy")';
    assert.deepEqual(paths('text = """never closed', own), [[], ['a.npy']]);
    assert.deepEqual(paths('f(', own, 'np.load("b.npy")'), [[], ['a.npy'], ['b.npy']]);
    assert.deepEqual(paths('x = 1\n'.repeat(60_000), 'root = "runs"', `${own}\nf"{root}/c.npy"`), [[], [], ['a.npy']]);
    assert.deepEqual(cellLiterals([]), []);
  });
});
