/** A tensor to be saved: its type as the format spells it, its shape and its bytes. */
export interface SavedTensor {
  dtype: string;
  shape: number[];
  data: Uint8Array;
}

/** A .safetensors file of some tensors, side by side in this order. @param change what the header says in place of what is so. */
export function safetensorsFile(
  tensors: Record<string, SavedTensor>,
  metadata?: Record<string, string>,
  change: (header: Record<string, Record<string, unknown>>) => unknown = (header) => header,
): Buffer {
  let at = 0;
  const entries = Object.entries(tensors).map(([name, { dtype, shape, data }]) => {
    const offsets = [at, (at += data.length)];
    return [name, { dtype, shape, data_offsets: offsets }] as const;
  });
  const header = { ...(metadata && { __metadata__: metadata }), ...Object.fromEntries(entries) };
  return withHeader(JSON.stringify(change(header)), Object.values(tensors).map(({ data }) => data)); // prettier-ignore
}

/** A file around any text of a header. */
export function withHeader(text: string, data: readonly Uint8Array[] = []): Buffer {
  const header = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, ...data]);
}

/** Numbers as float32. */
export function f32(shape: number[], value: (index: number) => number = (index) => index): SavedTensor {
  const count = shape.reduce((product, length) => product * length, 1);
  return { dtype: 'F32', shape, data: new Uint8Array(Float32Array.from({ length: count }, (_, i) => value(i)).buffer) };
}
