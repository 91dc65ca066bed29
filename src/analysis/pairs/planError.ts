import { LensError } from '../../facts/errors';
import type { SelectedArray } from '../../protocol/selection';

/** A selection that an analysis cannot be made of. */
export class PlanError extends LensError {
  constructor(message: string) {
    super('selection', message);
  }
}

/** Two arrays that are read as the same layer of the same network. */
export class ReadTwiceError extends PlanError {
  constructor(first: SelectedArray, second: SelectedArray) {
    const { model, checkpoint, layer } = second;
    const parts = [`layer "${layer}"`, checkpoint && `checkpoint "${checkpoint}"`, model && `model "${model}"`];
    const where = parts.filter((part) => part !== '').join(' of ');
    super(
      `${first.path} and ${second.path} are both read as ${where}: put the names right in the table, or leave one out.`,
    );
  }
}
