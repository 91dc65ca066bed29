import { piece } from '../../facts/python/piece';
import { fromBfloat16Piece } from './readArray';

/** `read_safetensors(path, member)`: a tensor of a .safetensors file; numpy alone reads it. */
export const readSafetensorsPiece = piece(
  `
import json


def read_safetensors(path, member=None):
    """A tensor of a .safetensors file (mapped, so that only what is used is read), by numpy alone; without a name the only one.

    Format: https://huggingface.co/docs/safetensors (safetensors.numpy.load_file reads the same, apart from bfloat16)
    """
    kinds = {name + str(8 * size): f"<{name.lower()}{size}" for name in "FIU" for size in (1, 2, 4, 8)}
    with open(ROOT / path, "rb") as file:
        length = int.from_bytes(file.read(8), "little")
        tensors = json.loads(file.read(length))
    kinds.update(BOOL="?", BF16="<u2")
    tensors.pop("__metadata__", None)
    tensor = tensors[next(iter(tensors)) if member is None else member]
    offset = 8 + length + tensor["data_offsets"][0]
    stored = np.memmap(ROOT / path, kinds[tensor["dtype"]], "r", offset=offset, shape=tuple(tensor["shape"]))
    return from_bfloat16(stored) if tensor["dtype"] == "BF16" else stored
`,
  fromBfloat16Piece,
);
