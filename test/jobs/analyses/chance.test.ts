import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { analyze } from '../../../src/jobs/analyses/analyze';
import { threadEngine } from '../../../src/jobs/engine';
import { loadKernels } from '../../../src/jobs/loadKernels';
import { useKernels } from '../../../src/linalg/activeKernels';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import { multiply } from '../../../src/linalg/multiply';
import { plainKernels } from '../../../src/linalg/plain/kernels';
import type { SelectedArray } from '../../../src/protocol/selection';
import type { DynamicsResult } from '../../../src/facts/analyses/dynamics';
import type { GroupsResult } from '../../../src/facts/analyses/groups';
import { frequencyMeasures } from '../../../src/protocol/compareJob';
import { usualScores } from '../../../src/facts/measures/scores';
import type { ScoreName } from '../../../src/facts/measures';
import { defaultOptions } from '../../../src/facts/options';
import { selectionOf } from '../../analysis/selections';
import { gaussian } from '../../linalg/random';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { saveArray } from '../savedArrays';
import { saveAxes } from '../savedMaps';

/** Layers of unequal widths, so that chance alone scores them unequally; with CCA defined for all. */
interface Layers {
  samples: number;
  widths: [number, number];
  /** Height and width where they are maps that are compared by frequency. */
  maps?: [number, number];
}

const plain: Layers = { samples: 200, widths: [8, 40] };
const byFrequency: Layers = { samples: 50, widths: [8, 32], maps: [3, 3] };
const models = ['m0', 'm1', 'm2', 'm3'];
const checkpoints = ['step_0', 'step_1', 'step_2'];
const verdict = /converge first:|are ahead|ahead of|most alike within|less alike|more alike/;

/** Layers of every model at every checkpoint: `of` yields each, of maps with a row for each position of each sample. */
async function networks(
  name: string,
  { samples, widths, maps }: Layers,
  of: (rows: number, width: number, model: number, step: number, layer: number) => Matrix,
): Promise<SelectedArray[]> {
  const folder = temporaryFolder(name);
  const arrays: SelectedArray[] = [];
  for (const [m, model] of models.entries())
    for (const [c, checkpoint] of checkpoints.entries()) {
      const place = join(folder, model, checkpoint);
      mkdirSync(place, { recursive: true });
      for (const [l, width] of widths.entries()) {
        const [height, across] = maps ?? [1, 1];
        const layer = of(samples * height * across, width, m, c, l);
        const path = maps
          ? saveAxes(place, `layer${l}`, layer.data, [samples, height, across, width])
          : await saveArray(place, `layer${l}`, layer);
        arrays.push({ path, model, checkpoint, layer: `layer${l}`, group: m < 2 ? 'g' : 'h', include: true });
      }
    }
  return arrays;
}

/** One for all, and measures all at once, so that pairs are computed once and not once for every measure. */
const engine = threadEngine();
/** Layers are small: to hand them to other threads takes longer than to compute. */
const resources = { workers: 1 };

async function readings(arrays: SelectedArray[], measure: ScoreName, { maps }: Layers): Promise<string[]> {
  // SVCCA's own level depends on what it keeps, which is not the point here.
  const svcca = { rule: 'dimensions' as const, count: 6 };
  const recipe = maps ? ({ conv: 'dft', layout: 'nhwc' } as const) : undefined;
  const options = { ...defaultOptions, svcca, recipe };
  const done = async (analysis: 'dynamics' | 'groups', some: SelectedArray[]) =>
    analyze({ selection: selectionOf(analysis, some, { options, measure }), resources }, () => undefined, engine);
  const dynamics = (await done('dynamics', arrays)) as DynamicsResult;
  const groups = (await done(
    'groups',
    arrays.filter(({ checkpoint }) => checkpoint === checkpoints.at(-1)),
  )) as GroupsResult;
  return [...dynamics.models.map(({ reading }) => reading), groups.reading];
}

describe('verdicts of layers of unequal widths', () => {
  before(async () => useKernels((await loadKernels()).kernels));
  after(() => useKernels(plainKernels));

  for (const { of, kind, learned, measures } of [
    { of: 'neurons', kind: plain, learned: plain, measures: usualScores },
    {
      of: 'maps by frequency',
      kind: byFrequency,
      learned: { ...byFrequency, samples: 200 },
      measures: frequencyMeasures,
    },
  ]) {
    it(`are not given of noise, by any measure: ${of}`, async () => {
      let seed = 1000;
      const noise = await networks('noise', kind, (rows, width) => gaussian(rows, width, seed++));
      for (const measure of measures) {
        const said = await readings(noise, measure, kind);
        for (const one of said) assert.doesNotMatch(one, verdict, measure);
        assert.match(said[0]!, /^Whether lower layers converge first cannot be told/, measure);
        assert.match(said.at(-1)!, /^Groups are tied in every layer/, measure);
      }
    });

    it(`are given of what is there, by every measure: ${of}`, async () => {
      let seed = 2000;
      // The lower layer is what it will be from the start, the upper one nears it; networks of g share what those of h do not.
      const layers = await networks('learned', learned, (rows, width, model, step, layer) => {
        const mixing = gaussian(6, width, 100 + layer + (model < 2 ? 0 : 10 * model));
        const signal = multiply(gaussian(rows, 6, 10 + layer), mixing);
        const noise = gaussian(rows, width, seed++);
        const amount = (layer === 0 ? 0.02 : 0.02 + 3 * (2 - step)) + (model < 2 ? 0 : 2);
        return matrix(
          rows,
          width,
          signal.data.map((value, i) => value + amount * noise.data[i]!),
        );
      });
      // The course of one network is as good as of all: those after it are there for their groups.
      const some = layers.filter(({ model, checkpoint }) => model === 'm0' || checkpoint === checkpoints.at(-1));
      for (const measure of measures) {
        const said = await readings(some, measure, kind);
        assert.match(said[0]!, /^Lower layers converge first/, measure);
        assert.match(said.at(-1)!, /most alike within their group: of g/, measure);
      }
    });
  }
});
