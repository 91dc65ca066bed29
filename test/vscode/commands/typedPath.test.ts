import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { describe, it } from 'mocha';
import { containsTyped, pathsOfTyped } from '../../../src/vscode/commands/typedPath';

describe('what is typed into a picker', () => {
  const wrong = 'memorizing0/epoch_02/layer1.npy';
  const right = 'memorizing2/epoch_02/layer1.npy';

  it('is contained as a whole or word by word, never letter by letter', () => {
    assert.equal(containsTyped(wrong, 'memorizing2'), false, 'its letters are there in this order');
    assert.equal(containsTyped(right, 'memorizing2'), true);
    assert.equal(containsTyped(right, 'layer1 memorizing2'), true);
    assert.equal(containsTyped(wrong, 'layer1 memorizing2'), false);
    assert.equal(containsTyped('with space/a b.npy', 'e/a b'), true);
    assert.equal(containsTyped(right, ''), true);
    assert.equal(containsTyped(right, '  EPOCH_02\\Layer1 '), true);
  });

  it('is found in the whole path when it holds a slash, and else only in what is shown', () => {
    const whole = `/data/runs2/${right}`;
    assert.equal(containsTyped(right, whole, whole), true);
    assert.equal(containsTyped(right, `"${whole}"`, whole), true);
    assert.equal(containsTyped(right, '/runs2/mem', whole), true);
    assert.equal(containsTyped(right, 'layer1 runs2/', whole), true);
    assert.equal(containsTyped(right, 'runs2', whole), false, 'the folder of all files tells none apart');
    assert.equal(containsTyped(wrong, whole, `/data/runs2/${wrong}`), false);
  });

  it('means a path as it is, below the home folder, or below the folders that are open', () => {
    const [home, one, other] = [resolve('/home/me'), resolve('/one'), resolve('/other')];
    assert.deepEqual(pathsOfTyped(join(one, 'a.npy'), [other], home), [join(one, 'a.npy')]);
    assert.deepEqual(pathsOfTyped(` "${join(one, 'a b.npy')}" `, [other], home), [join(one, 'a b.npy')]);
    assert.deepEqual(pathsOfTyped('~/x/a.npy', [other], home), [join(home, 'x', 'a.npy')]);
    assert.deepEqual(pathsOfTyped('x/../a', [one, other], home), [join(one, 'a'), join(other, 'a')]);
    assert.deepEqual(pathsOfTyped('x/', [one], home), [`${join(one, 'x')}/`]);
    assert.deepEqual(pathsOfTyped('  ', [one], home), []);
  });
});
