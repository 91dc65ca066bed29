import { captureManifest } from '../../facts/capture';
import { piece } from '../../facts/python/piece';

/** `Capture(samples, framework)`: takes the layers of every framework's code, samples first; nothing has its name before everything is there. */
export const writerPiece = piece(String.raw`
class Capture:
    """A hidden folder of files of known length, which gets its name when all of them are full."""

    def __init__(self, samples, framework):
        words = [re.sub(r"[^\w.+=-]+", "_", str(word)).lstrip(".") for word in (NAME, CHECKPOINT)]
        self.folder = os.path.join(OUT, *filter(None, words))
        if os.path.exists(self.folder):
            raise FileExistsError(f"{self.folder} is there already: change NAME or CHECKPOINT, or remove it.")
        self.ids = np.arange(samples) if IDS is None else np.asarray(IDS)
        if self.ids.shape != (samples,) or self.ids.dtype.kind not in "iuU":
            raise ValueError(f"IDS must have a whole number or a text for each of the {samples} samples.")
        self.partial = os.path.join(OUT, f".capture-{time.time_ns()}")
        os.makedirs(self.partial)
        self.free = shutil.disk_usage(self.partial).free
        self.samples, self.framework = samples, framework
        self.layers, self.left_out, self.filled = {}, {}, {}

    def write(self, file, start, rows):
        """Rows of the samples from start on; the first make the file, as long as it will be."""
        path, shape = os.path.join(self.partial, file), (self.samples, *rows.shape[1:])
        if start == 0:
            self.free -= rows.itemsize * int(np.prod(shape))
            if self.free < 0:
                raise OSError(f"{OUT} has no room for {file} {shape}: choose fewer layers or SAMPLES.")
            np.lib.format.open_memmap(path, "w+", rows.dtype, shape)
        data = np.lib.format.open_memmap(path, "r+")
        if data.shape != shape:
            raise ValueError(f"{file} is {data.shape[1:]} a sample, and {shape[1:]} from sample {start} on: "
                             "pad all batches to one length.")
        data[start : start + len(rows)] = rows
        self.filled[file] = start + len(rows)

    def put(self, layer, start, rows, axes, dtype, **more):
        """Rows of a layer. axes: what each axis is; dtype: the model's, before they became float32."""
        if start == 0:
            file = re.sub(r"[^\w.#+=-]+", ".", layer)
            while any(file.lower() + ".npy" == known["file"].lower() for known in self.layers.values()):
                file += "_"
            about = {"layer": layer, "file": file + ".npy", "shape": [self.samples, *rows.shape[1:]]}
            self.layers[layer] = {**about, "axes": axes, "stored": rows.dtype.str, "dtype": dtype, **more}
        if layer in self.layers and self.filled.get(self.layers[layer]["file"], 0) == start:
            self.write(self.layers[layer]["file"], start, rows)

    def leave_out(self, layer, why):
        self.left_out.setdefault(layer, why)

    def publish(self):
        """Tells what there is in a manifest, and gives the folder its name."""
        for layer, about in list(self.layers.items()):
            if layer in self.left_out or self.filled[about["file"]] < self.samples:
                self.leave_out(layer, "not called for every batch")
                os.remove(os.path.join(self.partial, self.layers.pop(layer)["file"]))
        if not self.layers:
            raise ValueError(f"No layer was written: {self.left_out or 'none fits'}")
        self.write("sample_ids.npy", 0, self.ids)
        about = {"schema": 1, "kind": "cca-lens-capture", "model": str(NAME), "checkpoint": str(CHECKPOINT),
                 "framework": self.framework, "samples": self.samples, "ids": "sample_ids.npy"}
        lines = ",\n  ".join(map(json.dumps, self.layers.values()))
        with open(os.path.join(self.partial, "${captureManifest}"), "w", encoding="utf-8") as file:
            file.write(f'{json.dumps(about)[:-1]}, "layers": [\n  {lines}\n]}}\n')
        os.makedirs(os.path.dirname(self.folder), exist_ok=True)
        os.rename(self.partial, self.folder)
        print(f"{len(self.layers)} layers of {self.samples} samples are in {self.folder}")
        for layer, why in self.left_out.items():
            print(f"left out: {layer}: {why}")

    def close(self):
        shutil.rmtree(self.partial, ignore_errors=True)
`);
