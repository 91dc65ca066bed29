import { captureFrameworks, captureManifest, type CaptureFramework } from '../../facts/capture';
import type { PythonPiece } from '../../facts/python/piece';
import { PieceWriter } from '../pieceWriter';
import { flaxPiece } from './flax';
import { huggingfacePiece } from './huggingface';
import { kerasPiece } from './keras';
import { pytorchPiece } from './pytorch';

/** The code of a framework: what it imports, the lines that people edit, and what takes the layers. */
interface CaptureParts {
  imports: readonly string[];
  /** What stands behind `MODEL = model`. */
  model: string;
  data: string;
  /** What is chosen of the model; undefined: everything that it gives. */
  layers: string | undefined;
  /** Of `run`: what it yields, and how. */
  run: string;
  piece: PythonPiece;
}

const standard = ['json', 'os', 're', 'shutil', 'time'].map((name) => `import ${name}`);
const patterns = `LAYERS = None  # every layer without layers of its own; or patterns of names, as ["layer?.?", "fc"]`;
const counted = `SAMPLES = None  # as many as the loader has; a number takes the first of them`;
const inputs = `batch[0] if isinstance(batch, (list, tuple)) else batch`;
const loader = `LOADER = loader  # a DataLoader with shuffle=False: for every model the same samples in the same order
BATCH_AXIS = 0  # where the loader's batches have their samples`;
const dataset = `DATA = data  # batches of samples, unshuffled: the same in the same order for every model
SAMPLES = 1000  # how many of them`;

const parts: Readonly<Record<CaptureFramework, CaptureParts>> = {
  pytorch: {
    imports: [
      ...standard,
      'from collections import Counter',
      'from collections.abc import Mapping',
      'from fnmatch import fnmatchcase',
      '',
      'import numpy as np',
      'import torch',
    ],
    model: 'a torch.nn.Module with its weights loaded',
    data: `${loader}\n${counted}`,
    layers: patterns,
    run: `return model(${inputs})`,
    piece: pytorchPiece,
  },
  huggingface: {
    imports: [...standard, 'from collections.abc import Mapping', '', 'import numpy as np', 'import torch'],
    model: 'a model of transformers, from_pretrained',
    data: `# The loader gives what the tokenizer makes with padding="max_length", so that all batches are of one length.
${loader}\n${counted}`,
    layers: undefined,
    run: `given = {name: part for name, part in batch.items() if name != "labels"}
    return model(**given, output_hidden_states=True, return_dict=True)`,
    piece: huggingfacePiece,
  },
  keras: {
    imports: [
      ...standard,
      'from collections import Counter',
      'from fnmatch import fnmatchcase',
      '',
      'import keras',
      'import numpy as np',
    ],
    model: 'a functional or Sequential model with its weights loaded',
    data: dataset,
    layers: patterns.replace('layer?.?', 'block?_*'),
    run: `return model(${inputs}, training=False)`,
    piece: kerasPiece,
  },
  flax: {
    imports: [...standard, 'from fnmatch import fnmatchcase', '', 'import flax', 'import jax', 'import numpy as np'],
    model: 'a flax.linen module',
    data: `VARIABLES = variables  # its parameters: {"params": ...}\n${dataset}`,
    layers: patterns.replace('layer?.?', 'block_?'),
    run: `inputs = ${inputs}
    return model.apply(VARIABLES, inputs, capture_intermediates=True, mutable=["intermediates"])`,
    piece: flaxPiece,
  },
};

/**
 * A program that runs a model over its data and writes its layers: one file each, samples first, with ids of the samples and the manifest that
 * scans read, in a folder of the model and checkpoint. It ends with a line break.
 */
export function captureCode(framework: CaptureFramework): string {
  const { imports, model, data, layers, run, piece } = parts[framework];
  const { title, takes } = captureFrameworks.find(({ id }) => id === framework)!;
  return `# Writes the layers of a model for CCA Lens, from ${takes} (${title}).
# A file each, samples first: OUT/NAME/CHECKPOINT/layer.npy; beside them the ids of the samples and
# ${captureManifest}, which says what each file is. They fill up under a hidden name, and are there
# when all are whole. Eval mode, no gradients, no shuffling.
${imports.join('\n')}

# ---- Edit these lines. The model and its data are made, or imported, above them.
MODEL = model  # ${model}
${data}
NAME = "my-model"
CHECKPOINT = "final"  # epoch3, step-1000 ...; files of several checkpoints of a model make learning dynamics
${layers === undefined ? '' : `${layers}\n`}OUT = "activations"
IDS = None  # 0, 1, 2 ...; or a list of a whole number or a text for each sample


def run(model, batch):
    """What the model makes of a batch."""
    ${run}


# ---- What follows need not be edited.


${new PieceWriter().write([piece])}


if __name__ == "__main__":
    capture(MODEL)
`;
}
