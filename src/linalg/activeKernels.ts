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

/** What tells them from others, whose last bits differ: the name, of native ones also the library and what computes beside it. */
export function kernelsKey(): string {
  const { name, library } = active;
  return library ? JSON.stringify([name, library.base, library.said, library.path]) : name;
}
