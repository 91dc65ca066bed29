import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { kernels } from '../../../src/linalg/activeKernels';
import type { Matrix } from '../../../src/linalg/matrix';
import { SumTrees } from '../../../src/linalg/mergeSums';
import type { RowBlock, RowSums, RowTransform, Sums } from '../../../src/linalg/accumulator';
import { leafPlan, type LeafPlan } from '../../../src/similarity/routes/leaves';
import { gaussian } from '../../linalg/random';

const everything: RowSums = { kind: 'products', gramA: true, gramB: true, cross: true };
const alone: RowSums = { kind: 'products', gramA: true, gramB: false, cross: false };
const across: RowSums = { kind: 'products', gramA: false, gramB: false, cross: true };

function side(features: number, columns?: Int32Array): RowTransform {
  return {
    neurons: features,
    scaleExponent: 0,
    shift: new Float64Array(features),
    offset: new Float64Array(features),
    columns,
  };
}

/** Where the leaves of a sum end. */
function endsOf({ cuts, lengths }: LeafPlan, name: keyof Sums): number[] {
  const last = cuts.length - 1;
  return cuts.filter((_, at) => at > 0 && (at === last || at % (lengths[name] ?? 1) === 0));
}

describe('leaves of a pass', () => {
  const widths = [1, 700, 1024, 1025, 2048, 2049, 5000];

  it('are those of a side whatever it is summed with', () => {
    for (const rows of [1, 256, 257, 4095, 4096, 8192, 16_383, 16_384, 16_640, 100_000, 1_000_003]) {
      for (const p of widths) {
        const own = endsOf(leafPlan(rows, side(p), undefined, alone), 'gramA');
        assert.equal(own.at(-1), rows);
        for (const q of widths) {
          const pair = leafPlan(rows, side(p), side(q), everything);
          const turned = leafPlan(rows, side(q), side(p), everything);
          assert.deepEqual(endsOf(pair, 'gramA'), own, `${rows} x ${p} beside ${q}`);
          assert.deepEqual(endsOf(turned, 'gramB'), own, `${rows} x ${p} behind ${q}`);
          // The product of sides that are known, of which neurons may be left out.
          const known = leafPlan(rows, side(p, Int32Array.of(0)), side(q), across);
          for (const other of [turned, known]) assert.deepEqual(endsOf(other, 'cross'), endsOf(pair, 'cross'));
        }
      }
    }
  });

  it('are whole blocks of the kernels, and subtrees of each other', () => {
    for (const rows of [9000, 20_000, 1_000_003]) {
      const { cuts, lengths } = leafPlan(rows, side(3000), side(10), everything);
      assert.ok(cuts.slice(1, -1).every((cut) => cut % 256 === 0));
      assert.ok(lengths.gramA! > 1 && lengths.gramA === lengths.cross);
      assert.equal(lengths.gramB, 1);
    }
  });

  it('give the sums of each length the bits that they have alone, however leaves are shared out', () => {
    const [A, B] = [gaussian(2000, 7, 1), gaussian(2000, 5, 2)];
    const cuts = [0, 256, 512, 768, 1024, 1280, 1536, 1792, 2000];
    const lengths = { gramA: 1, gramB: 4, cross: 2 };
    const sums = (from: number, to: number): Sums => {
      const trees = new SumTrees(lengths);
      const adder = kernels().accumulator({ a: side(7), b: side(5), sums: everything });
      for (let leaf = from + 1; leaf <= to; leaf++) {
        const [first, end] = [cuts[leaf - 1]!, cuts[leaf]!];
        adder.add(end - first, rowsOf(A, first, end), rowsOf(B, first, end), undefined);
        trees.endLeaf(leaf - from, leaf === to, (which) => adder.take(which));
      }
      return trees.total();
    };
    const whole = sums(0, 8);
    const shared = new SumTrees(lengths);
    shared.addShare(sums(0, 4), 4);
    shared.addShare(sums(4, 8), 4);
    assert.deepEqual(shared.total(), whole);
    for (const [name, length] of Object.entries(lengths) as ['gramA' | 'gramB' | 'cross', number][]) {
      const adder = kernels().accumulator({ a: side(7), b: side(5), sums: everything });
      const one = new SumTrees({});
      const ends = cuts.filter((_, at) => at % length === 0);
      for (const [nth, end] of ends.slice(1).entries()) {
        const first = ends[nth]!;
        adder.add(end - first, rowsOf(A, first, end), rowsOf(B, first, end), undefined);
        one.endLeaf(nth + 1, end === 2000, () => adder.take());
      }
      assert.deepEqual(whole[name], one.total()[name], name);
    }
  });
});

function rowsOf({ columns, data }: Matrix, from: number, to: number): RowBlock {
  const bytes = new Uint8Array(data.buffer, 8 * from * columns, 8 * (to - from) * columns);
  return { bytes, type: 'f8', rowStep: 8 * columns, columnStep: 8 };
}
