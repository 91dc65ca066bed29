import { piece } from '../../facts/python/piece';

/** `read_torch(path, member)`: a tensor, or an array, in a file of torch.save. */
export const readTorchPiece = {
  ...piece(`
import torch


def read_torch(path, member=None):
    """A tensor in a file of torch.save, read with torch: by its dotted name in dicts, lists and tuples, or the only one; bfloat16 widened."""
    tensors = {}

    def find(value, name):
        if isinstance(value, (torch.Tensor, np.ndarray)):
            while name in tensors:  # as CCA Lens tells two of one name apart
                stem, _, count = name.rpartition("#")
                name = f"{stem}#{int(count) + 1}" if stem and count.isdigit() else f"{name}#2"
            tensors[name] = value
        elif isinstance(value, (dict, list, tuple)):
            for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
                find(inner, f"{name}.{key}" if name else str(key))

    find(torch.load(ROOT / path, map_location="cpu", weights_only=True), "")
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
