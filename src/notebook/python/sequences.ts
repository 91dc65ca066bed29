import { piece } from '../../facts/python/piece';

/** `every_step(sequences)`: each step a sample. */
export const everyStepPiece = piece(`
def every_step(sequences):
    """Each step of each sequence as a sample: (samples * steps) x neurons."""
    return sequences.reshape(-1, sequences.shape[2])
`);
