import { piece } from '../../facts/python/piece';

/** `channels_last(maps, layout)`. */
export const channelsLastPiece = piece(`
def channels_last(maps, layout):
    """Maps as samples x height x width x channels, whichever way they are stored."""
    return maps if layout == "nhwc" else maps.transpose(0, 2, 3, 1)
`);

/** `flatten_maps(maps, layout)`: each position a sample. */
export const flattenMapsPiece = piece(
  `
def flatten_maps(maps, layout):
    """Each position of each map as a sample: (samples * height * width) x channels."""
    maps = channels_last(maps, layout)
    return maps.reshape(-1, maps.shape[3])
`,
  channelsLastPiece,
);

/** `pool_maps(maps, layout)`: the mean over positions. */
export const poolMapsPiece = piece(
  `
def pool_maps(maps, layout):
    """The mean of each channel over all positions: samples x channels."""
    return channels_last(maps, layout).mean(axis=(1, 2), dtype=np.float64)
`,
  channelsLastPiece,
);

const resampled = piece(`
def resampled(maps, axis, length):
    """An axis raised to a length: index t lies at t * stored / length, linear between neighbours, at most the last."""
    stored = maps.shape[axis]
    place = np.minimum(np.arange(length) * stored / length, stored - 1)
    before = np.floor(place).astype(int)
    after = np.minimum(before + 1, stored - 1)
    share = (place - before).reshape([length if k == axis else 1 for k in range(maps.ndim)])
    return maps.take(before, axis) * (1 - share) + maps.take(after, axis) * share
`);

/** `interpolate_maps(maps, layout, size)`: bilinear, then each position a sample. */
export const interpolateMapsPiece = piece(
  `
def interpolate_maps(maps, layout, size):
    """Maps raised to a height and width, bilinear; then each position a sample."""
    maps = channels_last(maps, layout).astype(np.float64)
    maps = resampled(resampled(maps, 1, size[0]), 2, size[1])
    return maps.reshape(-1, maps.shape[3])
`,
  channelsLastPiece,
  resampled,
);
