import type { Kernels } from './kernels';
import { plainKernels } from './plain/kernels';

let active: Kernels = plainKernels;

/** Makes `chosen` what the functions of this room compute with, in this thread and until the next call. */
export function useKernels(chosen: Kernels): void {
  active = chosen;
}

/** What the functions of this room compute with: plain TypeScript until `useKernels` is called. */
export function kernels(): Kernels {
  return active;
}
