import { piece } from '../../facts/python/piece';

/** `read_hdf5(path, member)`: a dataset of an HDF5 file. */
export const readHdf5Piece = {
  ...piece(`
import h5py


def read_hdf5(path, member=None):
    """A dataset of an HDF5 file (MATLAB 7.3 as well), as it is stored, read with h5py: by its path in the file, or the only one."""
    with h5py.File(ROOT / path, "r") as file:
        if member is None:
            names = []
            file.visititems(lambda name, item: names.append(name) if isinstance(item, h5py.Dataset) else None)
            member = next((name for name in names if file[name].dtype.kind in "biuf"), names[0])
        if member not in file and member.isdigit():  # a layer of a stack
            return read_hdf5(path)[int(member)]
        stored = file[member]
        return stored.asstr()[()].astype(str) if h5py.check_string_dtype(stored.dtype) else stored[()]
`),
  package: 'h5py',
};
