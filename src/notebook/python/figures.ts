import { lineLimit } from '../../facts/figureWords';
import { piece } from '../../facts/python/piece';

const axesPiece = piece(String.raw`
try:
    import matplotlib.pyplot as plt
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import ListedColormap
except ImportError:
    plt = None

# Okabe and Ito (2008): told apart in every common colour blindness, and by their markers.
COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#F0E442"]
MARKERS = ["o", "^", "s", "D", "*"]
GREY = "0.45"


def plain(name):
    """A name for matplotlib: a dollar begins no formula in it, and an underscore hides it from no legend."""
    return (" " if name.startswith("_") else "") + name.replace("$", r"\$")


def new_axes(title, x, y):
    """Axes with their titles; None, and a sentence, where there is no matplotlib."""
    if plt is None:
        print(f"{title}: not drawn, because matplotlib is not installed; the numbers stand above.")
        return None
    _, axes = plt.subplots(figsize=(7, 4.5), constrained_layout=True)
    axes.set_title(plain(title))
    axes.set_xlabel(plain(x))
    axes.set_ylabel(plain(y))
    return axes


def name_ticks(axis, names, places=None, most=24, **style):
    """Names along an axis, of many only some."""
    shown = range(0, len(names), max(1, -(-len(names) // most)))
    axis.set_ticks([i if places is None else places[i] for i in shown])
    axis.set_ticklabels([plain(names[i]) for i in shown], **style)
`);

/** `draw_lines(title, x, y, lines, ticks, limits)`: lines over a common axis. */
export const drawLinesPiece = piece(
  `
def draw_lines(title, x, y, lines, ticks=None, limits=(None, None), many=""):
    """Lines over a common axis, each (label, places, values, style); a label that is None is not in the legend.

    Those whose style has no colour have colours of their own; of more than ${lineLimit} from dark to bright, with a bar that
    has \`many\` as its title and names the first and the last. A style with "like" has the colour of that one of them.
    """
    axes = new_axes(title, x, y)
    if axes is None:
        return
    own = [label for label, _, _, style in lines if not {"color", "like"} & set(style)]
    scaled = len(own) > ${lineLimit}
    colours = plt.get_cmap("viridis")(np.linspace(0, 0.85, len(own))) if scaled else COLOURS
    at = 0
    for label, places, values, style in lines:
        look = dict(style)
        if "like" in look:
            look["color"] = colours[look.pop("like")]
        elif "color" not in look:
            look = {"color": colours[at], **({"linewidth": 1} if scaled else {"marker": MARKERS[at % len(MARKERS)]}), **look}
            label = None if scaled else label
            at += 1
        axes.plot(places, np.asarray(values, dtype=float), label=None if label is None else plain(label), **look)
    if scaled:
        depths = ScalarMappable(cmap=ListedColormap(colours))
        depths.set_array([])
        depths.set_clim(0, len(own) - 1)
        bar = axes.figure.colorbar(depths, ax=axes, label=plain(many))
        name_ticks(bar.ax.yaxis, [own[0], own[-1]], places=[0, len(own) - 1])
    if ticks is not None:
        name_ticks(axes.xaxis, ticks, rotation=30 if max(map(len, ticks), default=0) > 6 else 0)
    low, high = limits
    margin = 0.02 * ((high or 0) - (low or 0))
    axes.set_ylim(None if low is None else low - margin, None if high is None else high + margin)
    axes.grid(alpha=0.3)
    if axes.get_legend_handles_labels()[1]:
        axes.legend(fontsize="small")
    plt.show()
`,
  axesPiece,
);

/** `draw_shares(title, x, y, label, values, even)`: bars of shares that sum to 1, and an even share of all. */
export const drawSharesPiece = piece(
  `
def draw_shares(title, x, y, label, values, even):
    """Bars of shares that sum to 1, and as a dashed line, by its label \`even\`, the share that each would have."""
    axes = new_axes(title, x, y)
    if axes is None:
        return
    axes.stairs(values, np.arange(len(values) + 1) + 0.5, fill=True, color=COLOURS[5], label=label)
    axes.plot([0.5, len(values) + 0.5], [1 / len(values)] * 2, label=even, color=GREY, linestyle="--")
    axes.legend(fontsize="small")
    plt.show()
`,
  axesPiece,
);

/** `draw_map(title, x, y, columns, rows, values, label, limits, cmap)`: a table of numbers as a heat map. */
export const drawMapPiece = piece(
  `
def draw_map(title, x, y, columns, rows, values, label, limits=(None, None), cmap="viridis"):
    """A table of numbers as a heat map with a bar of its colours, of which small ones are dark (cmap "viridis_r": bright)."""
    axes = new_axes(title, x, y)
    if axes is None:
        return
    axes.set_facecolor("0.85")  # where there is no number
    values = np.array(values, dtype=float).reshape(len(rows), len(columns))
    shape = "equal" if max(values.shape) <= 3 * min(values.shape) else "auto"
    picture = axes.imshow(values, vmin=limits[0], vmax=limits[1], cmap=cmap, aspect=shape, interpolation="nearest")
    axes.figure.colorbar(picture, ax=axes, label=plain(label))
    name_ticks(axes.xaxis, columns, rotation=90 if max(map(len, columns), default=0) > 2 else 0)
    name_ticks(axes.yaxis, rows)
    plt.show()
`,
  axesPiece,
);
