import { piece } from '../../facts/python/piece';
import { torchPiece } from './torch';
import { writerPiece } from './writer';

/** PyTorch: a hook on every module. */
export const pytorchPiece = piece(
  String.raw`
def channels_first(module, shape, told={}):
    """Whether channels stand before positions: as convolutions and their like say of a shape; else in maps."""
    kinds = {kind.__module__.rpartition(".")[2] for kind in type(module).__mro__} | {type(module).__name__}
    if kinds & {"conv", "batchnorm", "instancenorm", "pooling", "upsampling", "pixelshuffle", "GroupNorm"}:
        told[shape] = True
    elif kinds & {"linear", "sparse", "rnn", "LayerNorm"}:
        told[shape] = False
    return told.get(shape, len(shape) == 3)


def capture(model):
    model = getattr(model, "_orig_mod", model)  # a compiled model runs past hooks
    if isinstance(model, (torch.nn.DataParallel, torch.nn.parallel.DistributedDataParallel)):
        model = model.module  # of which each copy sees a part of the batch
    names = {module: name for name, module in model.named_modules() if name}
    files = Capture(count_samples(), f"torch {torch.__version__}")
    now, calls, parents, tried, axis_of = {}, Counter(), set(), {}, {}

    def wanted(name, module):
        if LAYERS is not None:
            return any(fnmatchcase(name, pattern) for pattern in ([LAYERS] if isinstance(LAYERS, str) else LAYERS))
        copies = re.search("Dropout|DropPath|Identity|Flatten", type(module).__name__)
        return name not in parents and not copies

    def hook(module, _inputs, output):
        name, size, start = names[module], now["size"], now["start"]
        parents.update(name[: dot.start()] for dot in re.finditer(r"\.", name))
        if not wanted(name, module):
            return
        calls[name] += 1
        layer = name if calls[name] == 1 else f"{name}#{calls[name]}"
        tensor = first_tensor(output)
        if tensor is None or tensor.layout != torch.strided or not tensor.is_floating_point():
            found = type(output).__name__ if tensor is None else f"{tensor.layout}, {tensor.dtype}"
            return files.leave_out(layer, f"its output is no array of real numbers ({found})")
        shape = tuple(tensor.shape)
        if now["trial"]:
            tried[layer] = shape
            return
        if start == 0:  # the samples' axis was one shorter when the batch was
            other = tried.get(layer, ()) if size > 1 else [0] * len(shape)
            fits = [axis for axis, sizes in enumerate(zip(shape, other)) if sizes == (size, size - 1)]
            axis_of[layer] = fits[0] if fits else None
        axis = axis_of.get(layer)
        if axis is None or shape[axis] != size or len(shape) > 4:
            return files.leave_out(layer, f"its output {shape} has no axis of {size} samples, or more than 4")
        tensor = tensor.movedim(axis, 0)
        first = channels_first(module, tuple(tensor.shape[1:]))
        if tensor.dim() == 1:
            tensor = tensor[:, None]
        if tensor.dim() == 3 and first:
            tensor = tensor.movedim(1, 2)  # the neurons of sequences stand last
        maps = ["channels", "height", "width"] if first else ["height", "width", "channels"]
        axes = ["samples", *{2: ["neurons"], 3: ["steps", "neurons"], 4: maps}[tensor.dim()]]
        # Written now, as the next module may change it in place.
        files.put(layer, start, rows_of(tensor, files.samples - start), axes, str(tensor.dtype)[6:])

    def step(batch, start, size):
        def shorter(tensor):
            cut = tensor.dim() > BATCH_AXIS and tensor.shape[BATCH_AXIS] == size
            return tensor.narrow(BATCH_AXIS, 0, size - 1) if cut else tensor

        for trial in [True, False] if start == 0 and size > 1 else [False]:
            calls.clear()
            now.update(start=start, size=size, trial=trial)
            outputs_of(model, each_tensor(batch, shorter) if trial else batch)

    hooks = []
    try:
        hooks.extend(module.register_forward_hook(hook) for module in names)
        over_batches(model, files.samples, step)
        files.publish()
    finally:
        for one in hooks:
            one.remove()
        files.close()
`,
  writerPiece,
  torchPiece,
);
