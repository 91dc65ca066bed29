import json
import math

import numpy as np

current = None


def numbers(values):
    """Lists to any depth, None where there is no number."""
    if isinstance(values, (list, tuple, range, np.ndarray)):
        return [numbers(value) for value in values]
    return None if math.isnan(values) else float(values)


class Axis:
    def __init__(self):
        self.places, self.names = [], []

    def set_ticks(self, places):
        self.places = [float(place) for place in places]

    def set_ticklabels(self, names, rotation=0):
        assert len(names) == len(self.places)
        self.names = list(names)


class Axes:
    def __init__(self):
        self.drawn = {"lines": [], "legend": False}
        self.xaxis, self.yaxis = Axis(), Axis()

    def set_title(self, text):
        self.drawn["title"] = text

    def set_xlabel(self, text):
        self.drawn["x"] = text

    def set_ylabel(self, text):
        self.drawn["y"] = text

    def set_ylim(self, low, high):
        self.drawn["limits"] = [low, high]

    def set_facecolor(self, colour):
        pass

    def grid(self, alpha):
        pass

    def plot(self, places, values, label=None, color=None, marker=None, linestyle="-", linewidth=None, markersize=None):
        places, values = numbers(places), numbers(values)
        assert len(places) == len(values)
        colour = color if isinstance(color, str) else numbers(color)
        self.drawn["lines"].append(dict(label=label, places=places, values=values, colour=colour, marker=marker, dash=linestyle))

    def stairs(self, values, edges, fill, color, label):
        assert len(edges) == len(values) + 1 and fill
        self.drawn["bars"] = dict(label=label, values=numbers(values), edges=numbers(edges))

    def imshow(self, values, vmin, vmax, cmap, aspect, interpolation):
        self.drawn["map"] = dict(values=numbers(values), limits=[vmin, vmax], cmap=cmap)
        return self.drawn["map"]

    def get_legend_handles_labels(self):
        labels = [line["label"] for line in self.drawn["lines"] if line["label"] and not line["label"].startswith("_")]
        return labels, labels

    def legend(self, fontsize):
        self.drawn["legend"] = self.get_legend_handles_labels()[1]


class Figure:
    def __init__(self):
        self.axes = Axes()
        self.axes.figure = self

    def colorbar(self, mappable, ax, label):
        bar = type("Bar", (), {})()
        bar.ax = Axes()
        self.bar = bar
        self.axes.drawn["bar"] = dict(label=label)
        return bar


def subplots(figsize, constrained_layout):
    global current
    assert current is None, "a figure was not shown"
    current = Figure()
    return current, current.axes


def get_cmap(name):
    return lambda shares: np.stack([shares] * 4, axis=1)


def show():
    global current
    axes, drawn = current.axes, current.axes.drawn
    for name, axis in (("columns", axes.xaxis), ("rows", axes.yaxis)):
        if axis.names:
            drawn[name] = dict(names=axis.names, places=axis.places)
    if "bar" in drawn and current.bar.ax.yaxis.names:
        drawn["bar"]["names"] = current.bar.ax.yaxis.names
    print("FIGURE " + json.dumps(drawn))
    current = None
