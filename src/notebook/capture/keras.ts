import { piece } from '../../facts/python/piece';
import { arraysPiece } from './arrays';
import { writerPiece } from './writer';

/** Keras 2 and 3: a second model, whose outputs are those of the layers. */
export const kerasPiece = piece(
  String.raw`
def capture(model):
    graph = getattr(model, "_functional", None) or model  # of a Sequential
    if not hasattr(graph, "_nodes_by_depth"):
        raise TypeError("The model is neither functional nor Sequential, or was not built: its layers are not known.")
    outputs, calls = {}, Counter()
    for depth in sorted(graph._nodes_by_depth, reverse=True):
        for node in graph._nodes_by_depth[depth]:
            layer = node.operation if hasattr(node, "operation") else node.layer
            is_leaf = not re.search("InputLayer|Dropout|Flatten", type(layer).__name__)
            if not node.is_input and wanted(layer.name, is_leaf):
                calls[layer.name] += 1
                name = layer.name if calls[layer.name] == 1 else f"{layer.name}#{calls[layer.name]}"
                given = node.outputs
                outputs[name] = given[0] if isinstance(given, (list, tuple)) else given
    if not outputs:
        raise ValueError(f"No layer of the model fits LAYERS = {LAYERS}.")
    extractor = keras.Model(graph.inputs, list(outputs.values()))
    files = Capture(SAMPLES, f"keras {keras.__version__}")
    first = keras.backend.image_data_format() == "channels_first"

    def step(batch, start):
        found = outputs_of(extractor, batch)
        found = found if isinstance(found, (list, tuple)) else [found]
        size = int(found[0].shape[0])
        for name, output in zip(outputs, found):
            put_array(files, name, start, size, output, first)
        return size

    capture_batches(files, step)
`,
  writerPiece,
  arraysPiece,
);
