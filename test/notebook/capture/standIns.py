"""Runs the code for Keras and Flax on stand-ins for them, which have what it calls and nothing else: neither is there to be tested with.

standIns.py CODE_DIRECTORY OUT: prints as JSON what came of it.
"""
import json
import os
import re
import sys
import types

import numpy as np

CODE, OUT = sys.argv[1:]
x = np.random.default_rng(0).normal(size=(11, 4)).astype(np.float32)
W, V = np.arange(12.0).reshape(4, 3), np.arange(6.0).reshape(3, 2)
batches = [(x[:4], 0), (x[4:8], 0), (x[8:], 0)]


def capture(framework, modules, given, **lines):
    with open(os.path.join(CODE, framework + ".py"), encoding="utf-8") as file:
        code = file.read()
    for name, value in {"OUT": OUT, **lines}.items():
        code, count = re.subn(rf"(?m)^{name} = .*$", lambda _: f"{name} = {value!r}", code)
        assert count == 1, name
    sys.modules.update(modules)
    try:
        exec(compile(code, framework + ".py", "exec"), {"__name__": "__main__", "print": lambda *_: None, **given})
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    folder = os.path.join(OUT, lines["NAME"], "final")
    with open(os.path.join(folder, "cca-lens-capture.json"), encoding="utf-8") as file:
        manifest = json.load(file)
    return {layer["layer"]: np.load(os.path.join(folder, layer["file"])) for layer in manifest["layers"]}


def equal(found, expected):
    return {layer: bool(np.array_equal(rows, expected[layer])) for layer, rows in found.items()}


def keras():
    module = types.ModuleType("keras")
    module.__version__ = "3"
    module.backend = types.SimpleNamespace(image_data_format=lambda: "channels_last")

    class Model:
        """Outputs are functions of the input here."""

        def __init__(self, inputs, outputs):
            self.inputs, self.outputs = inputs, outputs

        def __call__(self, inputs, training):
            assert training is False
            found = [output(inputs) for output in self.outputs]
            return found if len(found) > 1 else found[0]

    module.Model = Model
    kinds = {kind: type(kind, (), {}) for kind in ("InputLayer", "Dense", "Dropout")}

    def node(kind, name, output):
        layer = kinds[kind]()
        layer.name = name
        return types.SimpleNamespace(operation=layer, is_input=kind == "InputLayer", outputs=[output])

    first, second, again = (lambda x: x @ W), (lambda x: x @ W @ V), (lambda x: (x + 1) @ W)
    functional = Model([None], [second])
    functional._nodes_by_depth = {
        3: [node("InputLayer", "input", None)],
        2: [node("Dense", "dense", first)],
        1: [node("Dropout", "drop", first), node("Dense", "dense", again)],
        0: [node("Dense", "out", second)],
    }
    expected = {"dense": first(x), "dense#2": again(x), "out": second(x)}
    found = capture("keras", {"keras": module}, {"model": functional, "data": batches}, NAME="keras", SAMPLES=11)
    few = capture("keras", {"keras": module}, {"model": functional, "data": batches}, NAME="few", SAMPLES=6, LAYERS=["out"])
    short = capture("keras", {"keras": module}, {"model": functional, "data": batches}, NAME="short", SAMPLES=12)
    other = capture("keras", {"keras": module}, {"model": Model([], []), "data": batches}, NAME="other", SAMPLES=11)
    return {"equal": equal(found, expected), "few": equal(few, {"out": second(x[:6])}), "short": short, "other": other}


def flax():
    def flatten_dict(tree, sep, prefix=""):
        found = {}
        for name, part in tree.items():
            found.update(flatten_dict(part, sep, prefix + name + sep) if isinstance(part, dict) else {prefix + name: part})
        return found

    module, jax = types.ModuleType("flax"), types.ModuleType("jax")
    module.__version__ = "0"
    module.traverse_util = types.SimpleNamespace(flatten_dict=flatten_dict)
    module.core = types.SimpleNamespace(unfreeze=lambda tree: tree)
    jax.tree_util = types.SimpleNamespace(tree_leaves=lambda batch: [part for part in batch])

    class Net:
        def apply(self, variables, x, capture_intermediates, mutable):
            assert capture_intermediates is True and mutable == ["intermediates"]
            tree = {"block": {"dense": {"__call__": (x @ variables, x + 1)}, "__call__": (x,), "kept": (x,)}}
            return x, {"intermediates": {**tree, "Dropout_0": {"__call__": (x,)}, "__call__": (x,)}}

    given = {"model": Net(), "variables": W, "data": batches}
    found = capture("flax", {"flax": module, "jax": jax}, given, NAME="flax", SAMPLES=11)
    return {"equal": equal(found, {"block.dense": x @ W, "block.dense#2": x + 1})}


print(json.dumps({"keras": keras(), "flax": flax(), "left": sorted(os.listdir(OUT))}))
