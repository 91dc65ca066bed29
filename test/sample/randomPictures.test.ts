import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { classNames, randomPictures, pictureSide } from '../../src/sample/randomPictures';
import { seededRandom } from '../../src/linalg/random';

describe('randomPictures', () => {
  it('draws every class equally often, in an order that is not that of the classes', () => {
    const { count, labels, pixels } = randomPictures(200, seededRandom(1));
    assert.equal(count, 200);
    assert.equal(pixels.length, 200 * pictureSide * pictureSide);
    for (let label = 0; label < classNames.length; label++) {
      assert.equal(labels.filter((other) => other === label).length, 200 / classNames.length);
    }
    assert.notDeepEqual(
      [...labels],
      [...labels].map((_, i) => i % classNames.length),
    );
  });

  it('draws other pictures for another seed, and the same for the same', () => {
    const first = randomPictures(20, seededRandom(1));
    assert.deepEqual(randomPictures(20, seededRandom(1)), first);
    assert.notDeepEqual(randomPictures(20, seededRandom(2)).pixels, first.pixels);
  });

  it('draws what the names say: means over many pictures are brighter where the shape lies', () => {
    const { pixels, labels } = randomPictures(3000, seededRandom(4));
    const mean = (name: string, row: number, column: number): number => {
      const label = classNames.indexOf(name);
      let sum = 0;
      let n = 0;
      labels.forEach((other, i) => {
        if (other !== label) return;
        sum += pixels[i * pictureSide ** 2 + row * pictureSide + column]!;
        n++;
      });
      return sum / n;
    };
    assert.ok(mean('horizontal bar', 8, 4) > mean('horizontal bar', 4, 8) + 0.3);
    assert.ok(mean('vertical bar', 4, 8) > mean('vertical bar', 8, 4) + 0.3);
    assert.ok(mean('rising bar', 4, 11) > mean('rising bar', 4, 4) + 0.3);
    assert.ok(mean('falling bar', 4, 4) > mean('falling bar', 4, 11) + 0.3);
    assert.ok(mean('disc', 8, 8) > mean('ring', 8, 8) + 0.3);
    assert.ok(mean('square', 8, 8) > mean('frame', 8, 8) + 0.3);
    assert.ok(mean('cross', 8, 8) > mean('cross', 4, 4) + 0.3);
    assert.ok(mean('triangle', 11, 5) > mean('triangle', 4, 5) + 0.3);
  });
});
