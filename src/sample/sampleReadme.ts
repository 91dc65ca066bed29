import { classNames, pictureSide } from './randomPictures';
import {
  classesName,
  epochs,
  labelsName,
  pictureCounts,
  sampleLayers,
  sampleRuns,
  suggestedPair,
  type SampleRun,
} from './samplePlan';

/** How much a network got right at the end of its training, as shares from 0 to 1. */
export interface RunAccuracy {
  run: string;
  /** On the pictures and labels that it was trained on. */
  training: number;
  /** On the test pictures and their true labels. */
  test: number;
}

/** The first line of the text that goes with a sample, by which a folder is known to hold one. */
export const sampleTitle = 'CCA Lens sample activations';

/**
 * The text that goes with a sample: what each file is, what to compare first, and how well each network learned.
 * @param accuracies as found, one for each network.
 */
export function sampleReadme(accuracies: readonly RunAccuracy[]): string {
  const runs = sampleRuns.map((run) => `  ${`${run.name}/`.padEnd(16)}${describe(run)}`);
  const layers = sampleLayers.map(({ name, neurons }) => `${name}.npy (${neurons} neurons)`);
  const learned = accuracies.map(
    ({ run, training, test }) => `  ${run.padEnd(16)}${percent(training).padStart(14)}${percent(test).padStart(16)}`,
  );
  return `${sampleTitle}

Six small networks were trained on this machine, on ${pictureCounts.training} noisy grey pictures of ${pictureSide} x ${pictureSide} pixels, for ${epochs} epochs each.
Each picture shows one of ${classNames.length} shapes. The files hold what the networks answer to ${pictureCounts.test} other pictures.

Compare first
  ${suggestedPair[0]}
  ${suggestedPair[1]}
The same layer of two networks that differ in nothing but their random start.

Analyze this folder next
  matrix      the layers of one network against those of another
  dynamics    the checkpoints of generalizing0 or memorizing0 against its last one
  groups      generalizing0 to 2 and memorizing0 to 2, which all saw the same pictures
  classes     which layers tell which shapes apart, and from which epoch on, with ${labelsName} and ${classesName}

Networks
${runs.join('\n')}

Inside each, epoch_NN/ holds the activations after NN epochs of training; epoch_00 is the untrained network.
Layers: ${layers.join(', ')}.
Each array has one row for each test picture and one column for each neuron, float32, after ReLU (logits: before softmax).
The rows are the same pictures in the same order everywhere.

Beside them
  ${labelsName.padEnd(16)}the class of each test picture, 0 to ${classNames.length - 1}, one for each row
  ${classesName.padEnd(16)}the name of each class, one a line, in the order of the numbers

Share of pictures classified as their labels say, at the end of training
  ${'network'.padEnd(16)}${'own pictures'.padStart(14)}${'test pictures'.padStart(16)}
${learned.join('\n')}

The memorizing networks know their permuted labels by heart, which is of no use for other pictures: ${percent(1 / classNames.length)} there is chance.
`;
}

function describe({ memorizes, seed, checkpoints }: SampleRun): string {
  const kept = checkpoints.length > 1 ? `after ${checkpoints.join(', ')} epochs` : `after ${checkpoints[0]} epochs`;
  return `${memorizes ? 'trained on permuted labels' : 'trained on the true labels'}, seed ${seed}, kept ${kept}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
