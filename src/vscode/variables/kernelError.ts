import { LensError } from '../../facts/errors';

/** What keeps the variables of a kernel from being compared. */
export class KernelError extends LensError {}
