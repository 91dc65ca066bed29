import { piece } from '../../facts/python/piece';

/** What both codes of PyTorch share: batches in their order, on the model's device, without gradients. */
export const torchPiece = piece(String.raw`
def each_tensor(batch, change):
    """A batch with its tensors changed, whatever they are nested in."""
    if isinstance(batch, torch.Tensor):
        return change(batch)
    if isinstance(batch, Mapping):
        return {key: each_tensor(part, change) for key, part in batch.items()}
    return [each_tensor(part, change) for part in batch] if isinstance(batch, (list, tuple)) else batch


def first_tensor(output):
    """The first tensor in what may be nested; None where there is none."""
    if isinstance(output, torch.Tensor):
        return output
    if isinstance(output, Mapping):
        output = list(output.values())
    parts = output if isinstance(output, (list, tuple)) else ()
    return next((found for found in map(first_tensor, parts) if found is not None), None)


def size_of(batch):
    """How many samples a batch has."""
    tensor = first_tensor(batch)
    if tensor is None:
        raise TypeError(f"A batch of the loader is a {type(batch).__name__} without tensors, which is not read.")
    return tensor.shape[BATCH_AXIS]


def count_samples():
    """How many samples the loader will give. It may not shuffle: captures have their samples in one order."""
    samplers = [getattr(of, "sampler", None) for of in (LOADER, getattr(LOADER, "batch_sampler", None))]
    for sampler in samplers:
        if "Random" in type(sampler).__name__ or getattr(sampler, "shuffle", False):
            raise ValueError(f"The loader shuffles ({type(sampler).__name__}): make it with shuffle=False.")
    if SAMPLES is not None:
        return SAMPLES
    if isinstance(LOADER, (list, tuple)):
        return sum(map(size_of, LOADER))
    try:
        return len(LOADER) * LOADER.batch_size if LOADER.drop_last else len(samplers[0])
    except (AttributeError, TypeError):
        raise TypeError("The loader does not tell how many samples it has: set SAMPLES.") from None


def rows_of(tensor, most):
    """The first samples, float32 unless they are float64."""
    dtype = torch.float64 if tensor.dtype == torch.float64 else torch.float32
    return tensor[:most].detach().to("cpu", dtype).numpy()


def over_batches(model, samples, step):
    """step(batch, start, size) for every batch, in eval mode. Modes and random numbers are then as they were."""
    modes = [(module, module.training) for module in model.modules()]
    device = next((tensor.device for tensor in model.parameters()), torch.device("cpu"))
    start = 0
    try:
        model.eval()
        with torch.no_grad(), torch.random.fork_rng(devices=[]):
            for batch in LOADER:
                if start >= samples:
                    break
                size = size_of(batch)
                step(each_tensor(batch, lambda tensor: tensor.to(device)), start, size)
                start += size
    finally:
        for module, mode in modes:
            module.training = mode
    if start < samples:
        raise ValueError(f"The loader ended after {start} of {samples} samples: set SAMPLES = {start}.")
`);
