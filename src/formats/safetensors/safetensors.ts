import { memberPath } from '../../facts/address';
import type { HeaderFact } from '../../facts/headerFact';
import { compareNatural } from '../../facts/naturalOrder';
import type { ByteSource } from '../byteSource';
import { UnsupportedDtypeError } from '../errors';
import type { ContainerFormat, Member, Members } from '../format';
import { pieceOf } from '../pieceOf';
import { parseDtype } from '../values/dtype';
import { SafetensorsFormatError } from './errors';
import { layoutOf } from './layout';
import { readHeader } from './readHeader';

/** A tensor of a file, by its name there. */
export interface SafetensorsMember extends Member {
  dtype: string;
  shape: number[];
  /** Where its bytes are in the file. */
  start: number;
  end: number;
  facts: readonly HeaderFact[];
}

/** numpy's names of the types that are read. */
const descrs: Record<string, string> = {
  ...{ BOOL: '|b1', U8: '|u1', I8: '|i1', U16: '<u2', I16: '<i2', U32: '<u4', I32: '<i4', U64: '<u8', I64: '<i8' },
  ...{ F16: '<f2', BF16: 'bfloat16', F32: '<f4', F64: '<f8', C64: '<c8' },
};

/** Files as safetensors' save_file writes them: a header in JSON, then the bytes of its tensors. */
export const safetensors: ContainerFormat<SafetensorsMember> = {
  id: 'safetensors',
  // A header of less than 2^24 bytes, which begins as JSON does.
  recognises: (start) => start[8] === 0x7b && [3, 4, 5, 6, 7].every((at) => start[at] === 0),
  members: membersOf,
  async openMember(file, { name: own, dtype, shape, start, end, facts, refusal }, name, { as }) {
    const path = memberPath(name, own);
    if (refusal !== undefined) throw new UnsupportedDtypeError(`${path} ${refusal}.`);
    return {
      header: {
        facts,
        descr: dtype,
        dtype: parseDtype(descrs[dtype]!, path, as),
        shape,
        fortranOrder: false,
        dataOffset: 0,
      },
      source: pieceOf(file, start, end),
    };
  },
};

/**
 * The tensors of a file in natural order (save_file puts them in order of their types and letters), from its header alone.
 * @throws SafetensorsFormatError when the header is not sound, or there is no tensor; the errors of reading.
 */
async function membersOf(file: ByteSource, name: string): Promise<Members<SafetensorsMember>> {
  const { entries, metadata, dataOffset } = await readHeader(file, name);
  const places = layoutOf(entries, file.byteLength - dataOffset, name);
  if (places.length === 0) {
    throw new SafetensorsFormatError(`${name} holds no tensor; save some into it with safetensors' save_file.`);
  }
  const facts = factsOf(metadata);
  places.sort((a, b) => compareNatural(a.name, b.name));
  return new Map(
    places.map(({ name: own, dtype, shape, start, end }) => {
      const byteLength = end - start;
      const refusal = Object.hasOwn(descrs, dtype) ? undefined : refusalOf(dtype);
      // No name, where it has to be told from others.
      const shown = own === '' && places.length > 1 ? "''" : own;
      const place = { start: dataOffset + start, end: dataOffset + end };
      const about = { packing: 'stored', copies: 1, byteLength, packedBytes: byteLength, dtype, shape, facts };
      return [shown, { name: shown, ...about, ...place, refusal }];
    }),
  );
}

function refusalOf(dtype: string): string {
  const narrow = /^F\d/.test(dtype) ? 'floats of fewer than 16 bits' : 'elements of a type that is not known here';
  return `holds ${narrow} (dtype ${dtype.slice(0, 40)}), which are not read; save it as float32`;
}

/** Texts of metadata that are told, and characters of each. */
const [mostTexts, longestText] = [50, 500];

function factsOf(metadata: Record<string, string>): HeaderFact[] {
  const told = Object.entries(metadata)
    .slice(0, mostTexts)
    .map(([key, text]) => [cut(key), cut(text)] as const);
  if (told.length === 0) return [];
  const text = cut(told.map((pair) => pair.join(': ')).join(', '));
  return [{ id: 'metadata', name: 'Metadata', text, value: Object.fromEntries(told) }];
}

function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}
