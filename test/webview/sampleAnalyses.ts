import type { Selection } from '../../src/protocol/selection';
import type { ClassesResult } from '../../src/facts/analyses/classes';
import type { DynamicsResult } from '../../src/facts/analyses/dynamics';
import type { GroupsResult } from '../../src/facts/analyses/groups';
import type { MatrixResult } from '../../src/facts/analyses/matrix';
import type { ArrayLabel } from '../../src/facts/analyses/resultParts';
import { usualScores } from '../../src/facts/measures/scores';
import { defaultOptions } from '../../src/facts/options';

/** Numbers in [0, 1) that are the same in every run. */
export function numbersFrom(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

const base = {
  schema: 1 as const,
  options: defaultOptions,
  samples: 1000,
  refused: [],
  warnings: [],
  timings: { total: 3200, firstCell: 40 },
  known: 0,
};

/** The array of one layer at one checkpoint of one model. */
export function label(model: string, checkpoint: string, layer: string): ArrayLabel {
  const path = `/runs/${model}/${checkpoint}/${layer}.npy`;
  return { path, model, checkpoint, layer, name: `${model} ${layer}`, neurons: 64 };
}

/** A square matrix of layers of several models whose likeness falls with their distance in depth; `missing` cells are not yet computed. */
export function sampleMatrix(models: number, layers: number, missing = 0): MatrixResult {
  const rows = Array.from({ length: models }, (_unused, model) =>
    Array.from({ length: layers }, (_none, layer) => label(`model${model}`, 'epoch_20', `layer${layer + 1}`)),
  ).flat();
  const size = rows.length;
  const draw = numbersFrom(7);
  const score = Array.from({ length: size }, () => new Array<number | null>(size).fill(null));
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) {
      const apart = Math.abs((i % layers) - (j % layers)) / layers;
      const other = Math.floor(i / layers) === Math.floor(j / layers) ? 0 : 0.2;
      score[i][j] = score[j][i] = i === j ? 1 : Math.max(0, 0.95 - 0.6 * apart - other - 0.08 * draw());
    }
  }
  for (let cell = 0; cell < missing; cell++) {
    const i = size - 1 - (cell % size);
    const j = size - 1 - Math.floor(cell / size);
    score[i][j] = score[j][i] = null;
  }
  const values = Object.fromEntries(
    usualScores.map((measure) => [
      measure,
      score.map((row) =>
        row.map((one) => (one === null ? null : measure === 'procrustesDistance' ? Math.sqrt(2 - 2 * one) : one)),
      ),
    ]),
  ) as MatrixResult['values'];
  // Like layers of all models beside each other.
  const order = rows.map((_row, place) => place).sort((one, other) => (one % layers) - (other % layers) || one - other);
  return {
    ...base,
    analysis: 'matrix',
    measure: 'svcca',
    rows,
    columns: rows,
    square: true,
    values,
    nullCca: score.map((row) => row.map(() => 0.21)),
    nulls: { svcca: score.map((row) => row.map(() => 0.19)), procrustes: score.map((row) => row.map(() => 0.4)) },
    clustered: { rows: order, columns: order },
    atNull: [],
  };
}

/** Two layers by three columns by hand, one pair refused, one at chance. */
export function smallMatrix(): MatrixResult {
  const rows = ['layer1', 'layer2'].map((layer) => label('model0', '', layer));
  const columns = ['layer1', 'layer2', 'layer3'].map((layer) => label('model1', '', layer));
  const empty = () => [
    [null, null, null],
    [null, null, null],
  ];
  const values = Object.fromEntries(
    usualScores.map((measure) => [measure, empty()]),
  ) as unknown as MatrixResult['values'];
  values.svcca = [
    [0.9, 0.25, null],
    [0.3, 0.8, 0.1],
  ];
  values.cka = [
    [0.5, 0.4, null],
    [0.3, 0.6, 0.2],
  ];
  return {
    ...base,
    analysis: 'matrix',
    measure: 'svcca',
    rows,
    columns,
    square: false,
    values,
    nullCca: [
      [0.2, 0.2, null],
      [0.2, 0.2, 0.2],
    ],
    clustered: { rows: [1, 0], columns: [2, 0, 1] },
    atNull: [[1, 2]],
    atChance: { svcca: [[1, 2]] },
    saturated: { svcca: [[0, 0]] },
    refused: [{ a: rows[0].path, b: columns[2].path, code: 'memory-budget', message: 'It does not fit.' }],
  };
}

/** One model of three layers that settle one after the other, at unevenly spaced checkpoints. */
export function sampleDynamics(grid = true): DynamicsResult {
  const positions = [0, 1, 2, 5, 10, 20];
  const checkpoints = positions.map((position) => `epoch_${position}`);
  const layers = ['layer1', 'layer2', 'layer3', 'layer4', 'logits'];
  const values = positions.map((position) =>
    layers.map((_layer, depth) =>
      position === 20 ? 1 : 1 - (0.25 + 0.1 * depth) * Math.exp(-position / (2 + 2 * depth)),
    ),
  );
  const at = (checkpoint: string, layer: string) => label('model0', checkpoint, layer).path;
  return {
    ...base,
    analysis: 'dynamics',
    measure: 'svcca',
    threshold: 0.9,
    models: [
      {
        model: 'model0',
        checkpoints,
        positions,
        final: 'epoch_20',
        layers,
        paths: checkpoints.map((checkpoint) => layers.map((layer) => at(checkpoint, layer))),
        values,
        nullCca: positions.map(() => layers.map((_layer, depth) => 0.2 + 0.02 * depth)),
        nulls: positions.map(() => layers.map((_layer, depth) => 0.15 + 0.02 * depth)),
        grids: grid
          ? values.map((row) => row.map((own, i) => row.map((_other, j) => own * (1 - 0.15 * Math.abs(i - j)))))
          : undefined,
        frozen: layers.map((layer, depth) =>
          depth === 4
            ? { layer, checkpoint: null, index: null }
            : { layer, checkpoint: checkpoints[depth + 1], index: depth + 1 },
        ),
        lowerFirst: checkpoints.map((checkpoint, index) => ({
          checkpoint,
          holds: index === 5 ? null : index < 3,
          tau: index === 5 ? null : index < 3 ? -1 : -0.6,
          violations: index < 3 || index === 5 ? [] : [['layer2', 'layer3']],
        })),
        reading: 'Lower layers converge first at epoch_0, epoch_1 and epoch_2; later layer3 is ahead of layer2.',
      },
    ],
  };
}

/** Two groups; `networks` in each, five of which are enough for an interval. */
export function sampleGroups(networks = 3): GroupsResult {
  const layers = ['layer1', 'layer2', 'layer3', 'logits'];
  const names = ['generalizing', 'memorizing'];
  const draw = numbersFrom(3);
  const members = names.map((name) => Array.from({ length: networks }, (_unused, index) => `${name}${index}`));
  const cells = layers.flatMap((layer, depth) =>
    [
      [0, 0],
      [0, 1],
      [1, 1],
    ].map(([i, j]) => {
      const level = 0.9 - 0.12 * depth - [0, 0.1 * depth, 0.06 * depth][i + j];
      const pairs = members[i].flatMap((modelA, first) =>
        members[j].flatMap((modelB, second) => {
          if (i === j && second <= first) return [];
          const [a, b] = [modelA, modelB].map((model) => label(model, 'end', layer).path);
          return [{ a, b, modelA, modelB, value: level + 0.04 * (draw() - 0.5) }];
        }),
      );
      const found = pairs.map(({ value }) => value);
      const mean = found.reduce((sum, value) => sum + value, 0) / found.length;
      const range: [number, number] = [Math.min(...found), Math.max(...found)];
      const means = Object.fromEntries(
        usualScores.map((measure) => [measure, mean]),
      ) as GroupsResult['cells'][0]['means'];
      const nulls = { ...means, svcca: 0.15, procrustes: 0.3 };
      const interval: [number, number] | null = networks < 5 ? null : [mean - 0.01, mean + 0.012];
      return { layer, a: names[i], b: names[j], mean, means, nullCca: 0.2, nulls, pairs, range, interval };
    }),
  );
  return {
    ...base,
    analysis: 'groups',
    measure: 'svcca',
    groups: names.map((name, index) => ({ name, models: members[index] })),
    layers,
    cells,
    reading: 'From layer2 on generalizing networks are more alike than memorizing ones.',
  };
}

/** One model of four layers at three checkpoints and this many classes, the last of which is absent. */
export function sampleClasses(count = 5): ClassesResult {
  const layers = ['layer1', 'layer2', 'layer3', 'logits'];
  const checkpoints = ['epoch_0', 'epoch_5', 'epoch_20'];
  const classes = Array.from({ length: count }, (_unused, index) => ({
    index,
    name: `class ${index}`,
    count: index === count - 1 ? 0 : 20,
  }));
  const rank = 50;
  const adjust = (r: number) => 1 - ((1 - r * r) * 999) / (999 - rank);
  return {
    ...base,
    analysis: 'classes',
    labels: '/runs/labels.npy',
    target: 'indicator',
    labelling: { from: 'vector' },
    classes,
    layers: checkpoints.flatMap((checkpoint, time) =>
      layers.map((layer, depth) => {
        const R = classes.map(({ count: samples }, index) =>
          samples === 0 ? null : Math.min(0.99, 0.3 + 0.12 * depth + 0.1 * time + 0.25 * Math.sin(index * 1.7)),
        );
        return {
          ...label('model0', checkpoint, layer),
          rank,
          R,
          adjusted: R.map((r) => (r === null ? null : adjust(r))),
          nullR2: rank / 999,
          whole: { mean: 0.4 + 0.1 * depth + 0.05 * time, coefficients: [0.5, 0.4], nullCca: 0.22 },
        };
      }),
    ),
    ranking: (['layers', 'checkpoints'] as const).map((over) => ({
      model: 'model0',
      over,
      order: classes
        .slice(0, -1)
        .map(({ index, name }) => ({ class: index, name, early: index * 0.125, place: index + 1 })),
    })),
  };
}

/** A selection of models x checkpoints x layers. */
export function sampleSelection(models = 2, checkpoints = 2, layers = 3): Selection {
  const arrays = Array.from({ length: models * checkpoints * layers }, (_unused, place) => {
    const [model, checkpoint, layer] = [
      Math.floor(place / (checkpoints * layers)),
      Math.floor(place / layers) % checkpoints,
      place % layers,
    ];
    const { path } = label(`model${model}`, `epoch_${checkpoint}`, `layer${layer + 1}`);
    return {
      path,
      model: `model${model}`,
      checkpoint: `epoch_${checkpoint}`,
      layer: `layer${layer + 1}`,
      include: true,
    };
  });
  return {
    schema: 1,
    kind: 'cca-lens-selection',
    analysis: 'matrix',
    arrays,
    options: defaultOptions,
    measure: 'svcca',
  };
}
