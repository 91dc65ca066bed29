"""Runs the code that captures layers on networks made on the spot, and prints what came of it as JSON.

networks.py CODE_DIRECTORY OUT: CODE_DIRECTORY has pytorch.py and huggingface.py. What a network gives is held, exactly, against what the same batches
give when its modules are called one by one.
"""
import collections
import contextlib
import io
import json
import os
import re
import sys

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, IterableDataset, TensorDataset

CODE, OUT = sys.argv[1:]
torch.set_num_threads(1)


def capture(framework, model, loader, **lines):
    """Runs the code with some of its lines edited; what it printed."""
    with open(os.path.join(CODE, framework + ".py"), encoding="utf-8") as file:
        code = file.read()
    for name, value in {"OUT": OUT, **lines}.items():
        code, count = re.subn(rf"(?m)^{name} = .*$", lambda _: f"{name} = {value!r}", code)
        assert count == 1, name
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, framework + ".py", "exec"), {"__name__": "__main__", "model": model, "loader": loader})
    return printed.getvalue()


def written(name, checkpoint="final"):
    folder = os.path.join(OUT, name, checkpoint)
    with open(os.path.join(folder, "cca-lens-capture.json"), encoding="utf-8") as file:
        layers = json.load(file)["layers"]
    return {layer["layer"]: np.load(os.path.join(folder, layer["file"])) for layer in layers}


def same(name, expected):
    """The layers that were written, in their order, and whether each is exactly what was expected."""
    found = written(name)
    equal = {layer: layer in expected and np.array_equal(rows, expected[layer]) for layer, rows in found.items()}
    return {"equal": equal, "missing": sorted(set(expected) - set(found)), "shapes": {k: v.shape for k, v in found.items()}}


def plainly(model, loader, layers_of):
    """What the batches give, one after the other, in eval mode: layers_of(model, batch) has the layers, samples first."""
    parts = collections.defaultdict(list)
    model.eval()
    with torch.no_grad():
        for batch in loader:
            for layer, rows in layers_of(model, batch).items():
                parts[layer].append(rows.clone().float().numpy())
    return {layer: np.concatenate(rows) for layer, rows in parts.items()}


class Conv(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.bn1, self.relu = nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8), nn.ReLU(inplace=True)
        self.pool, self.drop, self.fc = nn.AdaptiveAvgPool2d((2, 3)), nn.Dropout(), nn.Linear(48, 5)
        self.top = lambda scores: scores.argmax(1)

    def forward(self, x):
        return self.fc(self.drop(self.pool(self.relu(self.bn1(self.conv1(x)))).flatten(1)))


class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(width, width, 3, padding=1), nn.Conv2d(width, width, 3, padding=1)
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x):
        return self.relu(x + self.conv2(self.relu(self.conv1(x))))


class Residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem, self.blocks = nn.Conv2d(3, 6, 1), nn.Sequential(Block(6), Block(6))

    def forward(self, x):
        return self.blocks(self.stem(x))


class Recurrent(nn.Module):
    """Steps first within; as many steps as a batch has samples, which no shape tells apart."""

    def __init__(self):
        super().__init__()
        self.embed, self.lstm, self.out = nn.Embedding(20, 6), nn.LSTM(6, 7), nn.Linear(7, 4)
        self.count = Count()

    def forward(self, tokens):
        hidden, _ = self.lstm(self.embed(tokens).transpose(0, 1))
        self.count(tokens)
        return {"logits": self.out(hidden)[-1]}


class Count(nn.Module):
    def forward(self, tokens):
        return {"longest": int(tokens.shape[1])}


class Attention(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.norm, self.attn = nn.LayerNorm(width), nn.MultiheadAttention(width, 2, batch_first=True)
        self.fc, self.act = nn.Linear(width, width), nn.GELU()

    def forward(self, x, mask=None):
        y = self.norm(x)
        x = x + self.attn(y, y, y, key_padding_mask=mask)[0]
        return (x + self.act(self.fc(x)),)


class Transformer(nn.Module):
    """output_hidden_states as models of transformers have it: L + 1 of them, 0 the embeddings."""

    def __init__(self):
        super().__init__()
        self.wte, self.h = nn.Embedding(30, 8), nn.ModuleList([Attention(8) for _ in range(2)])

    def forward(self, input_ids, attention_mask=None, output_hidden_states=False, return_dict=True):
        states = [self.wte(input_ids)]
        for block in self.h:
            states.append(block(states[-1], None if attention_mask is None else attention_mask == 0)[0])
        given = {"last_hidden_state": states[-1], "hidden_states": tuple(states) if output_hidden_states else None}
        return collections.OrderedDict(given)


def states_of(model):
    """How a model is as people left it: the modes of its modules, and hooks."""
    return [[module.training, len(module._forward_hooks)] for module in model.modules()]


def conv():
    model, data = Conv(), TensorDataset(torch.randn(50, 3, 9, 11), torch.arange(50))
    model.bn1.running_mean.uniform_(-1, 1)
    loader = DataLoader(data, batch_size=8)

    def layers_of(model, batch):
        conv1 = model.conv1(batch[0])
        bn1 = model.bn1(conv1)
        pool = model.pool(bn1.clamp(min=0))
        return {"conv1": conv1, "bn1": bn1, "relu": bn1.clamp(min=0), "pool": pool, "fc": model.fc(pool.flatten(1))}

    expected = plainly(model, loader, layers_of)
    model.train()
    model.bn1.eval()
    before, random = states_of(model), torch.get_rng_state()
    printed = capture("pytorch", model, loader, NAME="conv")
    capture("pytorch", model, loader, NAME="conv", CHECKPOINT="again", SAMPLES=50)
    capture("pytorch", model, loader, NAME="few", LAYERS=["bn*", "fc"], SAMPLES=11, IDS=[f"s{i}" for i in range(11)])
    few = written("few")
    return {
        **same("conv", expected),
        "printed": printed,
        "asItWas": states_of(model) == before and torch.equal(torch.get_rng_state(), random),
        "negative": bool((written("conv")["bn1"] < 0).any()),
        "few": {layer: bool(np.array_equal(rows, expected[layer][:11])) for layer, rows in few.items()},
        "ids": np.load(os.path.join(OUT, "few", "final", "sample_ids.npy")).tolist(),
    }


def residual():
    model = Residual()
    batches = [torch.randn(5, 3, 6, 6) for _ in range(3)] + [torch.randn(1, 3, 6, 6)]

    def layers_of(model, batch):
        x = model.stem(batch)
        layers = {"stem": x}
        for i, block in enumerate(model.blocks):
            one = block.conv1(x)
            two = block.conv2(one.clamp(min=0))
            layers[f"blocks.{i}.conv1"], layers[f"blocks.{i}.relu"], layers[f"blocks.{i}.conv2"] = one, one.clamp(min=0), two
            x = (x + two).clamp(min=0)
            layers[f"blocks.{i}.relu#2"] = x
        return layers

    expected = plainly(model, batches, layers_of)
    capture("pytorch", nn.DataParallel(model), batches, NAME="residual")
    capture("pytorch", model, batches, NAME="blocks", LAYERS="blocks.?")
    blocks = {f"blocks.{i}": expected[f"blocks.{i}.relu#2"] for i in range(2)}
    return {**same("residual", expected), "blocks": same("blocks", blocks)["equal"]}


def recurrent():
    model, tokens = Recurrent(), torch.randint(0, 20, (27, 8))
    loader = DataLoader(TensorDataset(tokens), batch_size=8)

    def layers_of(model, batch):
        embed = model.embed(batch[0])
        lstm, _ = model.lstm(embed.transpose(0, 1))
        return {"embed": embed, "lstm": lstm.transpose(0, 1), "out": model.out(lstm).transpose(0, 1)}

    expected = plainly(model, loader, layers_of)
    printed = capture("pytorch", model, loader, NAME="recurrent")
    # Batches of the loader themselves with the steps first.
    lstm = nn.LSTM(6, 7)
    steps_first = [torch.randn(9, 4, 6), torch.randn(9, 3, 6)]
    capture("pytorch", nn.Sequential(lstm), steps_first, NAME="steps", BATCH_AXIS=1)
    with torch.no_grad():
        steps = {"0": np.concatenate([lstm(batch)[0].transpose(0, 1).numpy() for batch in steps_first])}
    conv1d, signals = nn.Sequential(nn.Conv1d(2, 5, 3), nn.ReLU()), [torch.randn(6, 2, 10)]
    capture("pytorch", conv1d, signals, NAME="conv1d")
    with torch.no_grad():
        last = conv1d[0](signals[0]).movedim(1, 2)
    return {
        **same("recurrent", expected),
        "printed": printed,
        "steps": same("steps", steps)["equal"],
        "conv1d": same("conv1d", {"0": last.numpy(), "1": last.clamp(min=0).numpy()})["equal"],
    }


def transformer():
    model = Transformer().to(torch.bfloat16)
    batches = [torch.randint(0, 30, (6, 6)) for _ in range(4)]

    def layers_of(model, batch):
        x = model.wte(batch)
        layers = {"wte": x}
        for i, block in enumerate(model.h):
            norm = block.norm(x)
            attn = block.attn(norm, norm, norm)[0]
            fc = block.fc(x + attn)
            layers.update({f"h.{i}.norm": norm, f"h.{i}.attn": attn, f"h.{i}.fc": fc, f"h.{i}.act": block.act(fc)})
            x = x + attn + block.act(fc)
        return layers

    expected = plainly(model, batches, layers_of)
    capture("pytorch", model, batches, NAME="transformer")
    # torch computes its own layers in one step then, without calling the modules in them.
    encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16, batch_first=True), 2)
    capture("pytorch", encoder, [torch.randn(4, 5, 8)], NAME="encoder", LAYERS=["layers.?"])
    return {**same("transformer", expected), "encoder": [[*rows.shape] for rows in written("encoder").values()]}


def huggingface():
    model, lengths = Transformer(), torch.tensor([5, 3, 4, 2, 5, 1, 5])
    mask = (torch.arange(5) < lengths[:, None]).long()
    rows = {"input_ids": torch.randint(0, 30, (7, 5)), "attention_mask": mask, "labels": torch.arange(7)}
    data = [{name: part[i] for name, part in rows.items()} for i in range(7)]
    loader = DataLoader(data, batch_size=3)

    def layers_of(model, batch):
        given = {name: part for name, part in batch.items() if name != "labels"}
        states = model(**given, output_hidden_states=True)["hidden_states"]
        return {f"hidden_states.{i}": state for i, state in enumerate(states)}

    expected = plainly(model, loader, layers_of)
    model.train()
    capture("huggingface", model, loader, NAME="gpt")
    folder = os.path.join(OUT, "gpt", "final")
    return {
        **same("gpt", expected),
        "training": model.training,
        "mask": bool(np.array_equal(np.load(os.path.join(folder, "attention_mask.npy")), mask.numpy())),
    }


class Endless(IterableDataset):
    def __iter__(self):
        return iter(torch.ones(30, 4).unbind())


class Fails(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc, self.seen = nn.Linear(4, 4), 0

    def forward(self, x):
        self.seen += 1
        if self.seen > 3:
            raise RuntimeError("the third batch")
        return self.fc(x)


def refusals():
    x, model = torch.randn(20, 4), nn.Sequential(nn.Linear(4, 3))
    data = TensorDataset(x)
    failing = Fails()
    cases = {
        "shuffled": (model, DataLoader(data, 5, shuffle=True), {}),
        "uncounted": (model, DataLoader(Endless(), 5), {}),
        "short": (model, DataLoader(data, 5), {"SAMPLES": 30}),
        "unpadded": (nn.Sequential(nn.Identity(), nn.Linear(4, 3)), [torch.randn(5, 6, 4), torch.randn(5, 7, 4)], {}),
        "unfit": (model, DataLoader(data, 5), {"LAYERS": ["conv*"]}),
        "again": (model, DataLoader(data, 5), {"NAME": "conv"}),
        "untensored": (model, [{"x": 1}], {"SAMPLES": 1}),
        "ids": (model, DataLoader(data, 5), {"IDS": [1, 2, 3]}),
        "interrupted": (failing, DataLoader(data, 5), {}),
    }
    said = {}
    for case, (network, loader, lines) in cases.items():
        try:
            said[case] = capture("pytorch", network, loader, **{"NAME": "refused", **lines})
        except Exception as error:
            said[case] = f"{type(error).__name__}: {error}"
    counted = capture("pytorch", model, DataLoader(Endless(), 7), NAME="endless", SAMPLES=16)
    return {
        "said": said,
        "counted": counted,
        "left": sorted(os.listdir(OUT)),
        "asItWas": all(training and hooks == 0 for training, hooks in states_of(failing)),
    }


torch.manual_seed(0)
parts = [conv, residual, recurrent, transformer, huggingface, refusals]
print(json.dumps({part.__name__: part() for part in parts}))
