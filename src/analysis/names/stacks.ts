import type { Notice } from '../../facts/reportParts';
import { layerOfStack } from '../../facts/address';
import type { FoundArray } from '../../protocol/scan';

/** The most layers that a stack is taken for having. */
const mostLayers = 100;

/** The layers of a stack in its place: of an array of three axes or more, the first of which counts layers. */
export function layersOfStack(array: FoundArray): FoundArray[] {
  const [layers = 0, ...shape] = array.shape;
  if (shape.length < 2) return [array];
  return Array.from({ length: layers }, (_unused, i) => ({ ...array, path: layerOfStack(array.path, i), shape }));
}

/** Whether arrays of three axes may be stacks of layers: few of the first axis, as many in all of them, and far more of the second. */
export function mayBeStacks(shapes: readonly (readonly number[])[]): boolean {
  const [layers = 0] = shapes[0] ?? [];
  return (
    layers > 1 && layers <= mostLayers && shapes.every(([first, second]) => first === layers && second! >= 2 * layers)
  );
}

/** The remark that an array of three axes, which is read as sequences, may be a stack of layers. */
export function stackOffer(name: string, shape: readonly number[]): Notice {
  const [layers, samples] = shape;
  return {
    code: 'stack-offered',
    message: `${name} (${shape.join(', ')}) is read as ${layers} sequences of ${samples} steps; if it is a stack of ${layers} layers of ${samples} samples, read it as layers (--stack, or ${layerOfStack(name, 0)} for the first of them).`,
  };
}
