/** One network of the sample: how it is trained and when its activations are kept. */
export interface SampleRun {
  /** Its folder in the sample. */
  name: string;
  /** Decides its first weights and the order in which it sees the pictures. */
  seed: number;
  /** Trained on labels that were permuted among the pictures, so that it can only memorize. */
  memorizes: boolean;
  /** After how many epochs its activations are kept, ascending; 0 is before training, the last is the end of training. */
  checkpoints: readonly number[];
}

/** Epochs that every network is trained for: enough for the memorizing ones to know nearly all of their labels. */
export const epochs = 14;

/** Checkpoints of the networks whose learning is followed: each epoch while much changes, then fewer. */
const followed = [0, 1, 2, 3, 5, 8, 11, epochs];

/**
 * The networks: alike in all but their seed and, for those that memorize, the labels. Three of each kind, so that within a group there is more
 * than one pair, and one of each kind is followed from before its training.
 */
export const sampleRuns: readonly SampleRun[] = [
  { name: 'generalizing0', seed: 11, memorizes: false, checkpoints: followed },
  { name: 'generalizing1', seed: 12, memorizes: false, checkpoints: [epochs] },
  { name: 'generalizing2', seed: 15, memorizes: false, checkpoints: [epochs] },
  { name: 'memorizing0', seed: 13, memorizes: true, checkpoints: followed },
  { name: 'memorizing1', seed: 14, memorizes: true, checkpoints: [epochs] },
  { name: 'memorizing2', seed: 16, memorizes: true, checkpoints: [epochs] },
];

/** The layers whose activations are kept, with the neurons of each. */
export const sampleLayers = [
  { name: 'layer1', neurons: 64 },
  { name: 'layer2', neurons: 48 },
  { name: 'layer3', neurons: 32 },
  { name: 'logits', neurons: 10 },
] as const;

/** Pictures that the networks learn from, and others whose activations are kept: one row of each array. */
export const pictureCounts = { training: 1500, test: 1000 } as const;

/** Where the activations of a layer lie in the sample, with / between folders, e.g. `generalizing0/epoch_05/layer2.npy`. */
export function activationsName(run: string, epoch: number, layer: string): string {
  return `${run}/epoch_${String(epoch).padStart(2, '0')}/${layer}.npy`;
}

/** The class of each test picture, a vector with one number for each row of the activations. */
export const labelsName = 'labels.npy';
/** What the classes are called, one a line. */
export const classesName = 'classes.txt';
/** What each file of the sample is. */
export const readmeName = 'README.txt';

/** Every file of a sample, in the order in which trainSample yields them; known before anything is trained. */
export function sampleNames(): string[] {
  const arrays = sampleRuns.flatMap((run) =>
    run.checkpoints.flatMap((epoch) => sampleLayers.map((layer) => activationsName(run.name, epoch, layer.name))),
  );
  return [...arrays, labelsName, classesName, readmeName];
}

/** The two files that a first look should compare: one layer of two networks that differ in nothing but their seed. */
export const suggestedPair: readonly [string, string] = [
  activationsName('generalizing0', epochs, 'layer2'),
  activationsName('generalizing1', epochs, 'layer2'),
];
