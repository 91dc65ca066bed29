import type { DynamicsResult } from '../../src/facts/analyses/dynamics';
import type { GroupsResult } from '../../src/facts/analyses/groups';
import { label, numbersFrom, sampleDynamics, sampleGroups } from './sampleAnalyses';

/** The layers of a deep network as PyTorch names them. */
export function deepLayers(count: number): string[] {
  return Array.from({ length: count }, (_unused, at) => `model.layers.${at}.post_attention_layernorm`);
}

/** Learning dynamics of many layers that settle one after the other. */
export function deepDynamics(count: number, checkpoints = 12): DynamicsResult {
  const layers = deepLayers(count);
  const names = Array.from({ length: checkpoints }, (_unused, at) => `step_${at * 500}`);
  const positions = names.map((_name, at) => at * 500);
  const draw = numbersFrom(11);
  const end = checkpoints - 1;
  const values = names.map((_name, c) =>
    layers.map((_layer, l) =>
      c === end
        ? 1
        : Math.min(0.999, 1 - (0.2 + (0.5 * l) / count) * Math.exp(-c / (1.5 + (3 * l) / count)) + 0.01 * draw()),
    ),
  );
  const [model] = sampleDynamics().models;
  return {
    ...sampleDynamics(),
    models: [
      {
        ...model,
        checkpoints: names,
        positions,
        final: names[end],
        layers,
        paths: names.map((name) => layers.map((layer) => label('model0', name, layer).path)),
        values,
        nullCca: values.map((row) => row.map(() => 0.2)),
        nulls: values.map((row) => row.map((_one, l) => 0.15 + (0.1 * l) / count)),
        grids: undefined,
        frozen: layers.map((layer, l) => ({ layer, checkpoint: names[1 + (l % 8)], index: 1 + (l % 8) })),
        lowerFirst: names.slice(0, -1).map((checkpoint, c) => ({
          checkpoint,
          holds: c % 2 === 0,
          tau: -0.8,
          violations: c % 2 === 0 ? [] : [[layers[3], layers[4]]],
        })),
        reading: `Lower layers are ahead throughout at 6 checkpoints (first step_0, last step_5000); not at 5 checkpoints.`,
      },
    ],
  };
}

/** Two groups of networks of many layers. */
export function deepGroups(count: number): GroupsResult {
  const { cells, ...rest } = sampleGroups(3);
  const layers = deepLayers(count);
  const own = cells.filter(({ layer }) => layer === 'layer2');
  return {
    ...rest,
    layers,
    cells: layers.flatMap((layer, at) =>
      own.map((cell) => ({ ...cell, layer, mean: cell.mean === null ? null : cell.mean - (0.3 * at) / count })),
    ),
  };
}
