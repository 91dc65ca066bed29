import { piece } from '../../facts/python/piece';

/** What Keras and Flax share: arrays that become numpy's, of which the last axis is that of the neurons or channels. */
export const arraysPiece = piece(String.raw`
def wanted(name, is_leaf):
    patterns = [LAYERS] if isinstance(LAYERS, str) else LAYERS
    return is_leaf if patterns is None else any(fnmatchcase(name, pattern) for pattern in patterns)


def put_array(files, layer, start, size, output, channels_first=False):
    """The samples of a layer's output that there is room for, float32 unless they are float64."""
    output = output[0] if isinstance(output, (list, tuple)) and output else output
    if not hasattr(output, "shape") or not hasattr(output, "dtype"):
        return files.leave_out(layer, f"its output is no array ({type(output).__name__})")
    rows = np.asarray(output)
    dtype = str(rows.dtype)
    if "float" not in dtype or rows.ndim not in (1, 2, 3, 4) or len(rows) != size:
        return files.leave_out(layer, f"its output {rows.shape} of {dtype} is none of {size} samples")
    rows = rows[: files.samples - start].astype(np.float64 if dtype == "float64" else np.float32)
    if rows.ndim == 1:
        rows = rows[:, None]
    maps = ["channels", "height", "width"] if channels_first else ["height", "width", "channels"]
    axes = {2: ["neurons"], 3: ["steps", "neurons"], 4: maps}[rows.ndim]
    files.put(layer, start, rows, ["samples", *axes], dtype)


def capture_batches(files, step):
    """step(batch, start) for every batch, which yields how many samples it had; what it wrote is published."""
    start = 0
    try:
        for batch in DATA:
            if start >= files.samples:
                break
            start += step(batch, start)
        if start < files.samples:
            raise ValueError(f"DATA ended after {start} of {files.samples} samples: set SAMPLES = {start}.")
        files.publish()
    finally:
        files.close()
`);
