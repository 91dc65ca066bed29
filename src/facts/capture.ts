/** The manifest of a capture: what the files of a folder are, as the code that wrote them knows. */
export const captureManifest = 'cca-lens-capture.json';

/** What models are made with of which there is code that captures their layers (src/notebook/capture). */
const table = [
  { id: 'pytorch', title: 'PyTorch', takes: 'hooks on the modules of a torch.nn.Module' },
  { id: 'huggingface', title: 'Hugging Face', takes: 'the hidden states of a model of transformers' },
  { id: 'keras', title: 'Keras', takes: 'the layers of a functional or Sequential model' },
  { id: 'flax', title: 'Flax', takes: 'what a linen module has in between' },
] as const;

export type CaptureFramework = (typeof table)[number]['id'];

export const captureFrameworks: readonly { id: CaptureFramework; title: string; takes: string }[] = table;

/** The axes of a captured layer, samples always first; of maps in either layout. */
export const captureAxes = [
  ['samples', 'neurons'],
  ['samples', 'steps', 'neurons'],
  ['samples', 'channels', 'height', 'width'],
  ['samples', 'height', 'width', 'channels'],
] as const;

export type CaptureAxes = (typeof captureAxes)[number];
