import { piece } from '../../facts/python/piece';

/** `every_step(sequences)`: each step a sample. */
export const everyStepPiece = piece(`
def every_step(sequences):
    """Each step of each sequence as a sample: (samples * steps) x neurons."""
    return sequences.reshape(-1, sequences.shape[2])
`);

const meanOfRealStepsPiece = piece(`
def mean_of_real_steps(sequences, mask):
    """The mean over the steps that a mask (samples x steps, 1 for those that take part) leaves."""
    mask = np.asarray(mask) != 0
    return np.where(mask[:, :, None], sequences, 0).sum(axis=1, dtype=np.float64) / mask.sum(axis=1, keepdims=True)
`);

const lastRealStepPiece = piece(`
def last_real_step(sequences, mask):
    """The last step that a mask (samples x steps, 1 for those that take part) leaves of each sequence."""
    mask = np.asarray(mask) != 0
    return sequences[np.arange(len(mask)), mask.shape[1] - 1 - np.argmax(mask[:, ::-1], axis=1)]
`);

const realStepsPiece = piece(`
def real_steps(sequences, mask):
    """Each step that a mask (samples x steps, 1 for those that take part) leaves as a sample."""
    return sequences[np.asarray(mask) != 0]
`);

/** What reads sequences by a mask of their steps, called with both: name and piece by reading. */
export const realStepPieces = {
  flatten: ['real_steps', realStepsPiece],
  last: ['last_real_step', lastRealStepPiece],
  mean: ['mean_of_real_steps', meanOfRealStepsPiece],
} as const;
