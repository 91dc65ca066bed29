import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { before, describe, it } from 'mocha';
import { currentFolder, findLibrary, type Machine } from '../../../src/jobs/native/findLibrary';
import { temporaryFolder } from '../../workbench/temporaryFolder';

describe('finding a native library', () => {
  let folder: string;
  before(() => {
    folder = temporaryFolder('find-library');
  });

  const file = (...parts: string[]): string => {
    const path = join(folder, ...parts);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '');
    return path;
  };
  /** A machine that has nothing but what its environment names. */
  const machine = (env: NodeJS.ProcessEnv): Machine => ({ platform: 'freebsd', env, home: join(folder, 'nobody') });
  const wheel = ['lib', 'python3.11', 'site-packages', 'numpy.libs', 'libscipy_openblas64_-32a4b2a6.so'];

  it('takes numpy’s of an active environment before one on the PATH, and that before one of the system', async () => {
    const [active, onPath] = [file('venv', ...wheel), file('python', ...wheel)];
    file('python', 'bin', 'python3');
    file('python', ...wheel.slice(0, -1), 'libgfortran-040039e1.so.5.0.0');
    const PATH = [join(folder, 'nothing'), join(folder, 'python', 'bin')].join(delimiter);
    assert.equal(await findLibrary('auto', [], machine({ PATH, VIRTUAL_ENV: join(folder, 'venv') })), active);
    assert.equal(await findLibrary('auto', [], machine({ PATH })), onPath);
    const conda = file('conda', 'lib', 'libopenblas.so.0');
    assert.equal(await findLibrary('auto', [], machine({ CONDA_PREFIX: join(folder, 'conda') })), conda);
    assert.equal(await findLibrary('auto', [], machine({})), undefined);
  });

  it('follows no relative entry of the PATH', async () => {
    file('relative', ...wheel);
    file('relative', 'bin', 'python3');
    const here = process.cwd();
    process.chdir(join(folder, 'relative'));
    try {
      assert.equal(await findLibrary('auto', [], machine({ PATH: ['bin', '', '.'].join(delimiter) })), undefined);
      assert.equal(await findLibrary('auto', [], machine({ VIRTUAL_ENV: '.' })), undefined);
    } finally {
      process.chdir(here);
    }
  });

  it('takes nothing in a workspace, not by way of links either', async () => {
    const workspace = join(folder, 'workspace');
    const inside = file('workspace', '.venv', ...wheel);
    const env = { VIRTUAL_ENV: join(workspace, '.venv') };
    assert.equal(await findLibrary('auto', [], machine(env)), inside);
    assert.equal(await findLibrary('auto', [workspace], machine(env)), undefined);
    symlinkSync(join(workspace, '.venv'), join(folder, 'linked'));
    assert.equal(await findLibrary('auto', [workspace], machine({ VIRTUAL_ENV: join(folder, 'linked') })), undefined);
    await assert.rejects(findLibrary(inside, [workspace]), {
      code: 'native-library',
      message: /lies in the workspace/,
    });
    await assert.rejects(findLibrary(join(folder, 'linked', ...wheel), [workspace]), { code: 'native-library' });
    symlinkSync(workspace, join(folder, 'opened'));
    assert.equal(await findLibrary('auto', [join(folder, 'opened')], machine(env)), undefined);
    const dotted = file('workspace', '..venv', ...wheel);
    await assert.rejects(findLibrary(dotted, [workspace]), { message: /lies in the workspace/ });
    assert.equal(
      await findLibrary('auto', [workspace], machine({ VIRTUAL_ENV: join(workspace, '..venv') })),
      undefined,
    );
    // A folder whose name begins alike is another.
    assert.equal(
      await findLibrary(file('workspace2', 'libopenblas.so'), [workspace]),
      join(folder, 'workspace2', 'libopenblas.so'),
    );
  });

  it('takes a path as it is, and refuses one that is relative or leads nowhere', async () => {
    const path = file('mine', 'blas.so');
    assert.equal(await findLibrary(path, []), path);
    await assert.rejects(findLibrary('mine/blas.so', []), { code: 'native-library', message: /no absolute path/ });
    await assert.rejects(findLibrary(join(folder, 'gone.so'), []), { code: 'native-library', message: /not there/ });
  });

  it('takes Accelerate on macOS, which lies in no folder', async () => {
    const mac: Machine = { ...machine({}), platform: 'darwin' };
    assert.match((await findLibrary('auto', [], mac))!, /Accelerate$/);
  });

  it('keeps the current folder of a command line out, unless it holds everything', () => {
    const here = process.cwd();
    try {
      process.chdir(folder);
      assert.deepEqual(currentFolder(), [process.cwd()]);
      process.chdir('/');
      assert.deepEqual(currentFolder(), []);
      process.chdir(homedir());
      assert.deepEqual(currentFolder(), []);
    } finally {
      process.chdir(here);
    }
  });
});
