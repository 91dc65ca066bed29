import { formats } from './formats';

/** Words that say no more than that there are arrays, or that they belong to some run. */
const generic =
  /^(?:acts?|activations?|feats?|features?|representations?|reps?|repr|hiddens?|outputs?|data|arrays?|array|numpy|results?|runs?|logs?|lightning_logs|models?|nets?|networks?|checkpoints?|ckpts?|ckpt|layers?|values?|saved|dump|x|arr_\d+)$/i;

/** Whether a word tells nothing of an array beside that it is one. */
export function isGeneric(text: string): boolean {
  return generic.test(text) || formats.some(({ id }) => id === text.toLowerCase());
}
