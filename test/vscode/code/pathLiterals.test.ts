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
    [`"runs/" "a.npy"`, ['runs/a.npy']],
    [`("runs/"\n "a.npy")`, ['runs/a.npy']],
    [`"a" + "b.npy"`, ['ab.npy']],
    [`Path("runs", "a.npy")`, ['runs/a.npy']],
    [`np.load(Path("runs") / "seed0" / "a.npy")`, ['runs/seed0/a.npy']],
    [`Path("runs") / "/data/a.npy"`, ['/data/a.npy']],
    [`pathlib.Path("~/runs").expanduser() / "a.npy"`, ['~/runs/a.npy']],
    [`np.load(f"runs/layer{3}.npy")`, ['runs/layer3.npy']],
    [`np.load(f"layer{3:02d}.npy")`, ['layer03.npy']],
    [`root = "runs"\nx = np.load(f"{root}/layer{3}.npy")`, ['runs/layer3.npy']],
    [`root = 'runs'  # here\nx = np.load(f"{root}/a.npz")["fc"]`, ['runs/a.npz::fc']],
    [
      `root = Path("runs")\nseed = root / "s0"\na, b = np.load(seed / "a.npy"), np.load(root / "b.npy")`,
      ['runs/s0/a.npy', 'runs/b.npy'],
    ],
    [`root = Path("runs")\nnp.load(root.joinpath("s0", "a.npy"))`, ['runs/s0/a.npy']],
    [`root = "runs"\nnp.load(os.path.join(root, "a.npy"))`, ['runs/a.npy']],
    [`root = "runs"\nnp.load(root + "/a.npy")`, ['runs/a.npy']],
    [`step: int = 7\nnp.load(f"step_{step}.npy")`, ['step_7.npy']],
    [`def f():\n    root = "runs"\n    return np.load(f"{root}/a.npy")`, ['runs/a.npy']],
    [`root = "runs"\ndef f():\n    return np.load(f"{root}/a.npy")`, ['runs/a.npy']],
  ];
  for (const [text, expected] of paths) it(`finds ${text}`, () => assert.deepEqual(found(text), expected));

  const none = [
    `f"{layer}.npy"`,
    `"b.npy" + "c"`,
    `path += "b.npy"`,
    `root / "a.npy"`,
    `f"{root}/a.npy"`,
    `np.load(f"{root}/a.npy"); root = "runs"`,
    `root = "a"\nroot = "b"\nf"{root}/a.npy"`,
    `root = "a"\nroot += "b"\nf"{root}/a.npy"`,
    `if x:\n    root = "a"\nf"{root}/a.npy"`,
    `root = sys.argv[1]\nf"{root}/a.npy"`,
    `root = "a" if x else "b"\nf"{root}/a.npy"`,
    `root = "a".upper()\nf"{root}/a.npy"`,
    `root = "a"\nfor root in roots: f"{root}/a.npy"`,
    `root = "a"\ndef f(root): return f"{root}/a.npy"`,
    `root = "a"\nwith x as root: f"{root}/a.npy"`,
    `root = "a"\nroot, x = y\nf"{root}/a.npy"`,
    `def f():\n    root = "a"\ndef g():\n    return f"{root}/a.npy"`,
    `for i in range(3): f"runs/layer{i}.npy"`,
    `f"runs/layer{3!r}.npy"`,
    `n = 3.5\nf"layer{n}.npy"`,
    `Path("runs") / name / "a.npy"`,
    `Path("runs") / "a.npy" / name`,
    `(Path("runs") / "a.npy").with_suffix(".npz")`,
    `"runs" / "a.npy"`,
    `# root = "runs"\nf"{root}/a.npy"`,
    `a = b = "runs"\nf"{a}/a.npy"`,
    `root / \\\n "a.npy"`,
    `os.path.join(root, "a.npy")`,
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
