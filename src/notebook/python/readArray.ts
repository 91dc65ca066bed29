import { piece } from '../../facts/python/piece';

/** `read_array(path, member)`: the array in a file, as it is stored. */
export const readArrayPiece = piece(`
def read_array(path, member=None):
    """The array in a .npy file (mapped, so that only what is used is read), or a member of a .npz archive."""
    stored = np.load(ROOT / path, mmap_mode="r")
    if not isinstance(stored, np.ndarray):  # an archive; without a name it is its only member
        stored = stored[member or stored.files[0]]
    return stored
`);

/** `from_bfloat16(stored)`: elements of two bytes as the numbers that they stand for. */
export const fromBfloat16Piece = piece(`
def from_bfloat16(stored):
    """bfloat16, which numpy knows as two raw bytes or a whole number of two, widened: the upper half of a float32."""
    if stored.dtype == np.float32:  # widened already
        return stored
    stored = stored.astype(stored.dtype.newbyteorder("="))
    bits = np.ascontiguousarray(stored).view(np.uint16).astype(np.uint32) << 16
    return bits.view(np.float32)
`);

/** `read_bfloat16(path, member)`: an array whose header names its elements `bfloat16`, which np.load refuses. */
export const readBfloat16Piece = piece(
  `
from ast import literal_eval
from zipfile import ZipFile


def read_bfloat16(path, member=None):
    """The array in a .npy file, or a member of a .npz archive, whose header has the dtype "bfloat16", which numpy does not know.

    Header: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
    """
    content = (ROOT / path).read_bytes()
    if content[:2] == b"PK":
        with ZipFile(ROOT / path) as archive:
            names = archive.namelist()
            content = archive.read(names[0] if member is None else member if member in names else member + ".npy")
    begin = 10 if content[6] == 1 else 12
    end = begin + int.from_bytes(content[8:begin], "little")
    header = literal_eval(content[begin:end].decode("utf-8"))
    if header["descr"] != "bfloat16":
        raise ValueError(f"{path} has elements that numpy cannot read: {header['descr']}")
    stored = np.frombuffer(content, "<u2", count=int(np.prod(header["shape"])), offset=end)
    return from_bfloat16(stored.reshape(header["shape"], order="F" if header["fortran_order"] else "C"))
`,
  fromBfloat16Piece,
);

/** `read_either(path, member)`: an array that np.load may refuse, since its header may name its elements `bfloat16`. */
export const readEitherPiece = piece(
  `
def read_either(path, member=None):
    """The array in a .npy file, or a member of a .npz archive, also one whose header has the dtype "bfloat16"."""
    try:
        return read_array(path, member)
    except ValueError:
        return read_bfloat16(path, member)
`,
  readArrayPiece,
  readBfloat16Piece,
);

/** `in_order(array, own, wanted, columns)`: samples in the order of ids. */
export const inOrderPiece = piece(`
def in_order(array, own, wanted, columns=False):
    """The samples in the order of the ids \`wanted\`; \`own\` are the ids of the array's samples as they lie.

    Samples are the axis of as many as there are ids: of a square array the first, or the second if \`columns\`.
    """
    own, wanted = (np.char.decode(ids, "utf-8") if ids.dtype.kind == "S" else ids for ids in (own, wanted))
    own, wanted = np.ravel(own), np.ravel(wanted)
    order = np.argsort(own, kind="stable")[np.searchsorted(np.sort(own), wanted)]
    by_columns = array.shape[0] != len(order) or (columns and array.shape[1] == len(order))
    return array[:, order] if by_columns else array[order]
`);

/** `finite_samples(*arrays)`: which samples hold finite numbers only. */
export const finiteSamplesPiece = piece(`
def finite_samples(*arrays):
    """Which samples hold finite numbers only, on every side."""
    return np.all([np.isfinite(x).reshape(len(x), -1).all(axis=1) for x in arrays], axis=0)
`);

/** `kept_rows(reads, made)`: which rows a set of arrays keeps, so that all are over the same samples. */
export const keptRowsPiece = piece(
  `
def kept_rows(reads, made):
    """By array, which of its rows are of samples that are finite in every array with as many samples.

    made: by array its samples, the rows that became of each, and of these rows which were kept: the first, then one of every so many; None
    where each row is a sample. An image goes with all of its positions.
    """
    found, whole = [], {}
    for read, rows in zip(reads, made):
        finite = finite_samples(read())
        samples, repeats, first, every = rows or (len(finite), 1, 0, 1)
        owners = (first + every * np.arange(len(finite))) // repeats
        whole.setdefault(samples, np.ones(samples, dtype=bool))[owners[~finite]] = False
        found.append((samples, owners))
    return [whole[samples][owners] for samples, owners in found]
`,
  finiteSamplesPiece,
);
