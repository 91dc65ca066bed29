import { adamTrainer, type TrainingSet } from './adam';
import { classNames, randomPictures, pictureSide, type LabelledPictures } from './randomPictures';
import { accuracy, activations, createNetwork } from './network';
import { seededRandom } from '../linalg/random';
import {
  activationsName,
  classesName,
  labelsName,
  pictureCounts,
  readmeName,
  sampleLayers,
  sampleRuns,
  type SampleRun,
} from './samplePlan';
import { sampleReadme, type RunAccuracy } from './sampleReadme';

/** An array of the sample. Its name is a path inside the sample, with / between folders. */
export interface SampleArray {
  name: string;
  shape: number[];
  /** Row-major, `shape` elements. */
  data: Float64Array;
}

/** A text of the sample. */
interface SampleText {
  name: string;
  text: string;
}

/** A file of the sample before it is written. */
export type SampleFile = SampleArray | SampleText;

interface TrainSampleOptions {
  /** Hears the share of the work done, above 0 and rising to 1. */
  onProgress?: ((fraction: number) => void) | undefined;
  /** The networks, each trained until its last checkpoint; by default those of the sample. */
  runs?: readonly SampleRun[] | undefined;
}

/**
 * The files of the sample, by training every network of it from scratch on pictures drawn here: activations (test pictures x neurons)
 * at each checkpoint, the labels and names of the classes, and a text that says what is what. Takes seconds; the same bits on every run.
 */
export function trainSample({ onProgress, runs = sampleRuns }: TrainSampleOptions = {}): SampleFile[] {
  const training = randomPictures(pictureCounts.training, seededRandom(1));
  const test = randomPictures(pictureCounts.test, seededRandom(2));
  const truthful: TrainingSet = { inputs: training.pixels, labels: training.labels };
  // Permuted once: networks that memorize the same labels differ in their seed alone, as the others do.
  const order = seededRandom(3).permutation(training.count);
  const permuted: TrainingSet = { inputs: training.pixels, labels: Uint8Array.from(order, (i) => training.labels[i]!) };

  const files: SampleFile[] = [];
  const accuracies: RunAccuracy[] = [];
  const epochs = runs.reduce((sum, run) => sum + epochsOf(run), 0);
  let done = 0;
  for (const run of runs) {
    const trained = trainRun(run, run.memorizes ? permuted : truthful, test, () => onProgress?.(++done / epochs));
    files.push(...trained.files);
    accuracies.push(trained.accuracy);
  }
  files.push({ name: labelsName, shape: [test.count], data: Float64Array.from(test.labels) });
  files.push({ name: classesName, text: `${classNames.join('\n')}\n` });
  files.push({ name: readmeName, text: sampleReadme(accuracies) });
  return files;
}

const epochsOf = ({ checkpoints }: SampleRun): number => checkpoints.at(-1)!;

function trainRun(
  run: SampleRun,
  set: TrainingSet,
  test: LabelledPictures,
  onEpoch: () => void,
): { files: SampleArray[]; accuracy: RunAccuracy } {
  const random = seededRandom(run.seed);
  const network = createNetwork([pictureSide * pictureSide, ...sampleLayers.map(({ neurons }) => neurons)], random);
  const trainer = adamTrainer(network, set, random, 0.002);
  const files: SampleArray[] = [];
  for (let epoch = 0; epoch <= epochsOf(run); epoch++) {
    if (epoch > 0) {
      trainer.epoch();
      onEpoch();
    }
    if (!run.checkpoints.includes(epoch)) continue;
    activations(network, test.pixels, test.count).forEach((data, depth) => {
      const { name, neurons } = sampleLayers[depth]!;
      files.push({ name: activationsName(run.name, epoch, name), shape: [test.count, neurons], data });
    });
  }
  const logits = (inputs: Float64Array, samples: number) => activations(network, inputs, samples).at(-1)!;
  return {
    files,
    accuracy: {
      run: run.name,
      training: accuracy(logits(set.inputs, set.labels.length), set.labels),
      test: accuracy(logits(test.pixels, test.count), test.labels),
    },
  };
}
