import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { pathLiterals } from '../../../src/vscode/code/pathLiterals';
import { pythonStrings } from '../../../src/vscode/code/pythonStrings';

function found(text: string): string[] {
  return pathLiterals(text, pythonStrings(text)).map(({ path, member }) =>
    member === undefined ? path : `${path}::${member}`,
  );
}

describe('pathLiterals', () => {
  const paths: [string, string[]][] = [
    [`np.load("a.npy")`, ['a.npy']],
    [`np.load('runs/A.NPZ', mmap_mode="r")`, ['runs/A.NPZ']],
    [`np.save("a.npy", x); open(b"b.npy", "rb")`, ['a.npy', 'b.npy']],
    [`Path("a.npy"), Path(r"C:\\data\\b.npy")`, ['a.npy', 'C:\\data\\b.npy']],
    [`compare("a.npy", "b.npy")`, ['a.npy', 'b.npy']],
    [`files = {\n  "x": "a.npy", # first\n  "y": "b.npy",\n}`, ['a.npy', 'b.npy']],
    [`"a.npy" if x else "b.npy"`, ['a.npy', 'b.npy']],
    [`np.load("a.npz")["conv1"]`, ['a.npz::conv1']],
    [`h5py.File("a.h5", "r")["run/layer"][:]`, ['a.h5::run/layer']],
    [`h5py.File("a.h5", mode="r")["x"]`, ['a.h5::x']],
    [`h5py.File("a.h5")["x"][0]`, ['a.h5::x']],
    [`h5py.File("a.hdf5", "r")`, ['a.hdf5']],
    [`h5py.File("a.h5", "r", libver="latest")["x"]`, ['a.h5::x']],
    [`copy("a.h5", "b")[0], x["y"]`, ['a.h5']],
    [`np.load("a.npz", allow_pickle=False) [ 'x' ]`, ['a.npz::x']],
    [`np.load("a.npz", "r")["x"][0]`, ['a.npz::x']],
    [`torch.load("a.pt", map_location="cpu", weights_only=True)["h"]["x"][0]`, ['a.pt::h.x.0']],
    [`torch.load("a.pt")["h"][0, 1]`, ['a.pt::h']],
    [`torch.load("a.pt")[3]`, ['a.pt::3']],
    [`torch.load("a.pt", map_location=torch.device("cpu"))["h"]`, ['a.pt']],
    [`torch.load("a.pt"), x["h"]`, ['a.pt']],
    [`load_file("a.safetensors", device="cpu")["h.0"][0]`, ['a.safetensors::h.0']],
    [`with safe_open("a.safetensors", framework="pt") as f: f["x"]`, ['a.safetensors']],
    [`h5py.File("a.h5", "r")["run"]["layer"][:]`, ['a.h5::run/layer']],
    [`np.load("a.npz")[key]`, ['a.npz']],
    [`np.load("a.npz")["x", 0]`, ['a.npz']],
    [`np.load("a.npy")["x"]`, ['a.npy']],
    [`print(f"{np.load('a.npy').shape}")`, ['a.npy']],
  ];
  for (const [text, expected] of paths) it(`finds ${text}`, () => assert.deepEqual(found(text), expected));

  const none = [
    `f"{layer}.npy"`,
    `"runs/" "a.npy"`,
    `("runs/"\n "a.npy")`,
    `"a" + "b.npy"`,
    `"b.npy" + "c"`,
    `path += "b.npy"`,
    `root / "a.npy"`,
    `root / \\\n "a.npy"`,
    `os.path.join(root, "a.npy")`,
    `Path("runs", "a.npy")`,
    `"layer_%d.npy" % i`,
    `"layer_{}.npy".format(i)`,
    `"a.npy".replace("a", "b")`,
    `# np.load("a.npy")`,
    `".npy"`,
    `"runs/.npy"`,
    `"a.npyz"`,
    `"""two lines,\nthe last a.npy"""`,
    `"a\\0.npy"`,
    `"a.npy`,
  ];
  for (const text of none) it(`finds nothing in ${JSON.stringify(text)}`, () => assert.deepEqual(found(text), []));

  it('tells where the literal stands', () => {
    const text = 'x = np.load(r"a.npy")';
    const [literal] = pathLiterals(text, pythonStrings(text));
    assert.equal(text.slice(literal!.start, literal!.end), 'r"a.npy"');
  });
});
