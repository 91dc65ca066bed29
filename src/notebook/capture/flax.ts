import { piece } from '../../facts/python/piece';
import { arraysPiece } from './arrays';
import { writerPiece } from './writer';

/** Flax (linen): what capture_intermediates gives. */
export const flaxPiece = piece(
  String.raw`
def capture(model):
    files = Capture(SAMPLES, f"flax {flax.__version__}")

    def step(batch, start):
        size = len(jax.tree_util.tree_leaves(batch)[0])
        _, state = outputs_of(model, batch)
        found = flax.traverse_util.flatten_dict(flax.core.unfreeze(state["intermediates"]), sep=".")
        found = {name[: -len(".__call__")]: outputs for name, outputs in found.items() if ".__call__" in name}
        parents = {name[: dot.start()] for name in found for dot in re.finditer(r"\.", name)}
        for name, outputs in found.items():
            if wanted(name, name not in parents and not re.search("Dropout", name)):
                for call, output in enumerate(outputs, 1):
                    put_array(files, name if call == 1 else f"{name}#{call}", start, size, output)
        return size

    capture_batches(files, step)
`,
  writerPiece,
  arraysPiece,
);
