import { piece } from '../../facts/python/piece';

/** `read_torch(path, member)`: a tensor, or an array, in a file of torch.save. */
export const readTorchPiece = {
  ...piece(`
from functools import lru_cache

import torch


@lru_cache(maxsize=1)
def tensors_of(path):
    """What a file of torch.save holds, by dotted names of keys and places in dicts, lists and tuples; read with torch."""
    tensors = {}

    def find(value, name):
        if isinstance(value, (torch.Tensor, np.ndarray)):
            own, copy = name, 2
            while own in tensors:  # as CCA Lens tells two of one name apart
                own, copy = f"{name}#{copy}", copy + 1
            tensors[own] = value
        elif isinstance(value, (dict, list, tuple)):
            for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
                find(inner, f"{name}.{key}" if name else str(key))

    find(torch.load(ROOT / path, map_location="cpu", weights_only=True), "")
    return tensors


def read_torch(path, member=None):
    """A tensor of a file of torch.save, or the only one; bfloat16, which numpy does not know, is widened."""
    tensors = tensors_of(path)
    if member is not None and member not in tensors and "" in tensors:  # a layer of a stack
        return read_torch(path)[int(member)]
    found = tensors[next(iter(tensors)) if member is None else member]
    if isinstance(found, np.ndarray):
        return found
    found = found.detach()
    return (found.float() if found.dtype == torch.bfloat16 else found).numpy()
`),
  package: 'torch',
};
