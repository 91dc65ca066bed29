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
  /** Lines that are seldom edited, behind the others. */
  more?: string;
  /** What is chosen of the model; undefined: everything that it gives. */
  layers: string | undefined;
  /** The body of `outputs_of(model, batch)`. */
  run: string;
  piece: PythonPiece;
}

const standard = ['json', 'os', 're', 'shutil', 'time'].map((name) => `import ${name}`);
const patterns = `LAYERS = None  # layers without layers of their own; or patterns: ["layer?.?", "fc"]`;
const inputs = `batch[0] if isinstance(batch, (list, tuple)) else batch`;
const loader = `LOADER = loader  # a DataLoader, shuffle=False: the same for every model`;
const counted = `SAMPLES = None  # how many, if the loader does not know; fewer: the first of them
BATCH_AXIS = 0  # where batches have their samples`;
const dataset = `DATA = data  # batches, unshuffled: the same for every model
SAMPLES = 1000  # how many samples are in them; fewer: the first of them`;

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
    data: loader,
    more: counted,
    layers: patterns,
    run: `return model(${inputs})`,
    piece: pytorchPiece,
  },
  huggingface: {
    imports: [...standard, 'from collections.abc import Mapping', '', 'import numpy as np', 'import torch'],
    model: 'a model of transformers, from_pretrained',
    data: `${loader}; padding="max_length"`,
    more: counted,
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
  const { imports, model, data, more, layers, run, piece } = parts[framework];
  const { title, takes } = captureFrameworks.find(({ id }) => id === framework)!;
  return `# CCA Lens: writes the layers of a model to files (${title}: ${takes}).
# OUT/NAME/CHECKPOINT/layer.npy, samples first; beside them sample_ids.npy, and what each
# file is in ${captureManifest}. The folder has its name when all are whole.
# Eval mode, no gradients, no shuffling.
${imports.join('\n')}

# ---- Edit these lines. The model and its data are made, or imported, above them.
MODEL = model  # ${model}
${data}
NAME = "my-model"
CHECKPOINT = "final"  # epoch3, step-1000 ...
${layers === undefined ? '' : `${layers}\n`}OUT = "activations"  # a folder
IDS = None  # 0, 1, 2 ...; or a whole number or a text for each sample
${more === undefined ? '' : `${more}\n`}

def outputs_of(model, batch):
    """What the model makes of a batch."""
    ${run}


# ---- What follows need not be edited.


${new PieceWriter().write([piece])}


if __name__ == "__main__":
    capture(MODEL)
`;
}
