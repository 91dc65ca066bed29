import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'mocha';
import { openArray } from '../../../src/jobs/arrays/openArray';
import { readMatrix } from '../../../src/formats/rows/readMatrix';
import { parseArrays, parseSaved } from '../../../src/vscode/variables/kernelAnswers';
import { answerMark, isPythonName, listCode, saveCode } from '../../../src/vscode/variables/kernelCode';
import { hasNumpy, runPython } from '../../python';
import { temporaryFolder } from '../../workbench/temporaryFolder';

describe('isPythonName', () => {
  it('takes names and nothing that is more', () => {
    for (const name of ['x', '_', 'acts_2', 'größe', 'Ж1', '変数']) assert.ok(isPythonName(name), name);
    for (const text of ['', '1x', 'a b', 'a.b', 'a;b', 'a\n', 'a"', "a'", 'x[0]', '../x', 'a/b', '\\']) {
      assert.ok(!isPythonName(text), JSON.stringify(text));
    }
  });
});

describe('the code that runs in a kernel, here in plain python3', () => {
  if (!hasNumpy('code for kernels')) return;
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = temporaryFolder('kernel');
    path = join(folder, 'x.npy');
  });

  /** The answers to pieces of code that run after a cell, one after the other; and proof that they leave the names as they were. */
  function answersTo(cell: string, ...code: string[]): unknown[] {
    const names = 'sorted(__import__("builtins").globals())';
    const program = [
      cell,
      'names_before = None',
      `names_before = ${names}`,
      ...code,
      `assert names_before == ${names}`,
    ];
    const lines = runPython(program.join('\n')).split('\n');
    const answers = lines.filter((line) => line.startsWith(answerMark));
    assert.equal(answers.length, code.length);
    return answers.map((line) => JSON.parse(line.slice(answerMark.length)) as unknown);
  }

  const answerTo = (cell: string, code: string): unknown => answersTo(cell, code)[0];

  it('lists arrays of numbers with at least one axis, and no others', () => {
    const cell = `
import numpy as np
x = np.zeros((3, 4), 'f4'); labels = np.arange(5); flags = np.ones(2, bool)
scalar = np.array(1.0); names = np.array(['a']); objects = np.array([None]); waves = np.zeros(3, complex)
masked = np.ma.masked_invalid([1.0, float('nan')]); _hidden = x; number = 1; alist = [1, 2]
class Odd:
    @property
    def __class__(self): raise RuntimeError('odd')
odd = Odd()`;
    assert.deepEqual(parseArrays(answerTo(cell, listCode())), [
      { name: 'x', type: 'ndarray', dtype: 'float32', shape: [3, 4], bytes: 48 },
      { name: 'labels', type: 'ndarray', dtype: 'int64', shape: [5], bytes: 40 },
      { name: 'flags', type: 'ndarray', dtype: 'bool', shape: [2], bytes: 2 },
    ]);
  });

  it('lists nothing where nobody has imported numpy', () => {
    assert.deepEqual(parseArrays(answerTo('x = 1', listCode())), []);
  });

  it('works whatever people have called their variables', () => {
    const cell = 'import numpy as np\nprint = exec = globals = json = sys = 1\nx = np.ones((2, 2))';
    const [list, saved] = answersTo(cell, listCode(), saveCode('x', path, 1e9));
    assert.equal(parseArrays(list)?.length, 1);
    assert.equal(parseSaved(saved)?.saved, true);
  });

  it('saves the very values, readable by nobody else', async () => {
    const cell = 'import numpy as np\nx = np.arange(12.0).reshape(3, 4)[:, ::-1]; x[0, 0] = 1/3';
    assert.deepEqual(parseSaved(answerTo(cell, saveCode('x', path, 1e9))), { saved: true, dtype: 'float64' });
    const array = await openArray({ path });
    const matrix = await readMatrix(array.source, array.header, array.name, { transpose: false });
    await array.close();
    assert.deepEqual([...matrix.data], [1 / 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8]);
    if (process.platform !== 'win32') assert.equal(statSync(path).mode & 0o777, 0o600);
  });

  it('takes a path with quotes and other characters as it is', () => {
    const odd = join(folder, `a "b" 'c' \\ é {x} %s \u{1F600}`);
    mkdirSync(odd);
    const cell = 'import numpy as np\nx = np.ones(2)';
    assert.equal(parseSaved(answerTo(cell, saveCode('x', join(odd, 'x.npy'), 1e9)))?.saved, true);
    assert.ok(existsSync(join(odd, 'x.npy')));
  });

  it('takes a name as it is, whatever it would be as code', () => {
    const names = [
      'x"; ran = 1 #',
      "x'",
      '\\\\',
      'a\nran = 1',
      '{x} %s',
      '../x',
      '\u2028',
      '\u0000',
      '\ud800',
      '😀',
      '"}); ran = 1; ({"',
    ];
    const cell = `import numpy as np, json\nfor at, name in enumerate(json.loads(${JSON.stringify(JSON.stringify(names))})): globals()[name] = np.ones((2, at + 1))\ndel at, name`;
    const codes = names.map((name, at) => saveCode(name, join(folder, `${at}.npy`), 1e9));
    const [list, ...saved] = answersTo(cell, listCode(), ...codes);
    assert.deepEqual(
      parseArrays(list)?.map(({ name, shape }) => [name, shape[1]]),
      names.map((name, at) => [name, at + 1]),
    );
    assert.ok(saved.every((answer) => parseSaved(answer)?.saved));
  });

  it('says what is in the way, and then leaves no file', () => {
    const cell = 'import numpy as np\nx = np.ones(100); n = 3; o = np.array([None])';
    const answers = answersTo(
      cell,
      saveCode('gone', path, 1e9),
      saveCode('n', path, 1e9),
      saveCode('o', path, 1e9),
      saveCode('x', path, 799),
      saveCode('x', join(folder, 'not', 'here', 'x.npy'), 1e9),
    );
    assert.deepEqual(answers.map(parseSaved), [
      { saved: false, problem: 'gone' },
      { saved: false, problem: 'kind', type: 'int' },
      { saved: false, problem: 'kind', type: 'ndarray' },
      { saved: false, problem: 'large', bytes: 800 },
      { saved: false, problem: 'remote' },
    ]);
    assert.ok(!existsSync(path));
  });

  it('writes over nothing', () => {
    const cell = `import numpy as np\nx = np.ones(2)\nwith open(${JSON.stringify(path)}, 'w') as f: f.write('mine')\ndel f`;
    const answer = parseSaved(answerTo(cell, saveCode('x', path, 1e9)));
    assert.match(answer?.saved === false && answer.problem === 'failed' ? answer.message : '', /^FileExistsError/);
    assert.equal(readFileSync(path, 'utf8'), 'mine');
  });

  it('saves long doubles as float64, and says so', () => {
    const cell = 'import numpy as np\nx = np.ones((2, 2), np.longdouble)';
    const wide = runPython('import numpy; print(numpy.longdouble().dtype.itemsize > 8)').trim() === 'True';
    const answer = parseSaved(answerTo(cell, saveCode('x', path, 1e9)));
    assert.equal(answer?.saved === true ? answer.converted : 'refused', wide ? 'float64' : undefined);
  });

  // What is used of torch.Tensor, over numpy: torch itself is not installed for tests.
  const fakeTorch = `
import sys, types, numpy as np
torch = types.ModuleType('torch')
for name in ['float16', 'float32', 'float64', 'bfloat16', 'int64']: setattr(torch, name, type(name, (), {'__str__': lambda self, name=name: 'torch.' + name})())
torch.strided = 'strided'
class Tensor:
    is_quantized = is_meta = False
    layout = 'strided'
    def __init__(self, array, dtype, attached=True): self.array, self.dtype, self.attached, self.shape = array, dtype, attached, array.shape
    def dim(self): return self.array.ndim
    def is_complex(self): return False
    def is_floating_point(self): return self.dtype is not torch.int64
    def numel(self): return self.array.size
    def element_size(self): return 2 if self.dtype in (torch.bfloat16, torch.float16) else self.array.itemsize
    def detach(self): return Tensor(self.array, self.dtype, False)
    def float(self): return Tensor(self.array.astype('f4'), torch.float32, self.attached)
    def cpu(self): return self
    def numpy(self):
        assert not self.attached and self.dtype is not torch.bfloat16
        return self.array
torch.Tensor = Tensor
sys.modules['torch'] = torch
del name
`;

  it('lists and saves tensors (a stand-in for torch.Tensor), bfloat16 as float32', () => {
    const cell = `${fakeTorch}\nt = Tensor(np.ones((4, 2), 'f4'), torch.float32)\nh = Tensor(np.ones((4, 2)), torch.bfloat16)\ns = Tensor(np.array(1.0), torch.float64)`;
    const [list, plain, half] = answersTo(
      cell,
      listCode(),
      saveCode('t', path, 1e9),
      saveCode('h', join(folder, 'h.npy'), 1e9),
    );
    assert.deepEqual(parseArrays(list), [
      { name: 't', type: 'Tensor', dtype: 'float32', shape: [4, 2], bytes: 32 },
      { name: 'h', type: 'Tensor', dtype: 'bfloat16', shape: [4, 2], bytes: 16 },
    ]);
    assert.deepEqual(parseSaved(plain), { saved: true, dtype: 'float32' });
    assert.deepEqual(parseSaved(half), { saved: true, dtype: 'bfloat16', converted: 'float32' });
    assert.match(readFileSync(join(folder, 'h.npy'), 'latin1'), /'<f4'/);
  });

  it('says that numpy is missing', () => {
    const without = `${fakeTorch}\nt = Tensor(np.ones((4, 2), 'f4'), torch.float32)\nsys.modules['numpy'] = None\ndel np`;
    assert.deepEqual(parseSaved(answerTo(without, saveCode('t', path, 1e9))), { saved: false, problem: 'numpy' });
  });
});

describe('parseSaved and parseArrays', () => {
  it('refuse what the code does not print', () => {
    for (const answer of [null, 7, 'x', {}, { saved: true }, { problem: 'other' }, { problem: 'large', bytes: -1 }]) {
      assert.equal(parseSaved(answer), undefined);
    }
    const array = { name: 'x', type: 'ndarray', dtype: 'f', shape: [1], bytes: 1 };
    assert.deepEqual(parseArrays([array]), [array]);
    for (const change of [{ name: 1 }, { type: 'list' }, { shape: [-1] }, { shape: '1' }, { bytes: 0.5 }]) {
      assert.equal(parseArrays([{ ...array, ...change }]), undefined);
    }
    assert.equal(parseArrays({}), undefined);
  });
});
