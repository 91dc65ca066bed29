import assert from 'node:assert/strict';
import { rm, truncate, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import {
  commands,
  MarkdownString,
  Position,
  Uri,
  window,
  workspace,
  type CodeLens,
  type Hover,
  type NotebookDocument,
  type TextDocument,
  WorkspaceEdit,
} from 'vscode';
import { npyHeaderBytes } from '../../src/formats/npy/writeNpy';
import type { ArrayAddress } from '../../src/protocol/arrayAddress';
import { f32, safetensorsFile } from '../formats/safetensors/safetensorsFile';
import { dict, tensor, torchFile } from '../formats/torch/torchFile';
import { arrayBytes, arrayFolder, type ArrayFolder } from './arrayFolder';
import { closeTabs, extension, setSetting, until, untilTabs } from './extensionUnderTest';
import { zipArchive } from '../zipArchive';

describe('names of array files in Python', () => {
  let folder: ArrayFolder;

  before(async () => {
    // Within the workspace: in Restricted Mode names outside of it lead nowhere.
    folder = await arrayFolder(workspace.workspaceFolders![0]!.uri.fsPath);
    await folder.array('a.npy', 60, 5, 1);
    await folder.array('b.npy', 60, 4, 2);
    await folder.array('c.npy', 60, 3, 3);
    await folder.file('labels.npy', arrayBytes([4], Float64Array.of(1, 2, 3, 4)));
    await folder.file('gap.npy', arrayBytes([3, 2], Float64Array.of(1, 2, NaN, 4, 5, 6)));
    await folder.file('broken.npy', 'no array');
    // A sparse file: its zeros take no place on the disk.
    const header = npyHeaderBytes([2 ** 14, 1024], 'f8');
    const huge = await folder.file('huge.npy', header);
    await truncate(huge.fsPath, header.length + 2 ** 27);
    await folder.file(
      'set.npz',
      await zipArchive(
        {
          'fc1.npy': arrayBytes(
            [6, 2],
            Float64Array.from({ length: 12 }, (_, i) => (i * 7) % 5),
          ),
          'fc2.npy': arrayBytes([6, 1], Float64Array.of(1, 2, 4, 8, 16, 3)),
        },
        0,
      ),
    );
    const layer = { ...f32([6, 2], (i) => (i * 7) % 5) };
    const torch = [0, 1].map((at) => tensor({ shape: [6, 2], key: String(at) }));
    await folder.file('net.pt', torchFile(dict({ h: { tuple: torch } }), { 0: layer.data, 1: layer.data }));
    await folder.file('net.safetensors', safetensorsFile({ fc: layer, other: f32([2]) }));
    await extension().activate();
  });
  after(() => folder.remove());
  afterEach(async () => {
    await setSetting('code.hover', undefined);
    await setSetting('code.codeLens', undefined);
    await closeTabs();
  });

  let scripts = 0;

  async function script(text: string): Promise<TextDocument> {
    return workspace.openTextDocument(await folder.file(`script${++scripts}.py`, text));
  }

  async function notebook(...cells: string[]): Promise<NotebookDocument> {
    const content = {
      nbformat: 4,
      nbformat_minor: 5,
      metadata: { language_info: { name: 'python' } },
      cells: cells.map((source, i) => ({
        cell_type: 'code',
        id: `cell${i}`,
        metadata: {},
        execution_count: null,
        outputs: [],
        source: [source],
      })),
    };
    return workspace.openNotebookDocument(await folder.file(`book${++scripts}.ipynb`, JSON.stringify(content)));
  }

  /** What hovers say within a text of a document, and their addresses of pictures and commands. */
  async function hover(document: TextDocument, text: string): Promise<string> {
    const at = document.getText().indexOf(text);
    assert.ok(at >= 0, text);
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      document.positionAt(at + 1),
    );
    return hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (content instanceof MarkdownString ? content.value : ''))
      .filter((value) => value.includes('command:ccaLens') || value.includes('.np'))
      .join('\n');
  }

  async function lenses(document: TextDocument): Promise<CodeLens[]> {
    const found = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100);
    return found.filter(({ command }) => command?.command.startsWith('ccaLens.'));
  }

  async function titles(document: TextDocument): Promise<[number, string][]> {
    return (await lenses(document)).map(({ range, command }) => [range.start.line, command!.title]);
  }

  /** Calls a link of a hover as a click does. */
  async function follow(text: string, command: string): Promise<void> {
    const argument = new RegExp(`\\(command:${command.replace('.', '\\.')}\\?([^)]*)\\)`).exec(text)?.[1];
    assert.ok(argument, `no link to ${command} in ${text}`);
    await commands.executeCommand(command, ...(JSON.parse(decodeURIComponent(argument)) as unknown[]));
  }

  describe('a hover', () => {
    it('shows what the array is, its spectrum as a picture and in words, and where to go from there', async () => {
      const document = await script('import numpy as np\nx = np.load("a.npy")\n');
      const text = await hover(document, '"a.npy"');
      assert.match(text, /\(60, 5\) · float64 · C order · 2\.3 KiB/);
      assert.match(text, /!\[PCA spectrum[^\]]*5 directions[^\]]*\]\(data:image\/svg\+xml,[^)]+\)/);
      assert.doesNotMatch(text, /the first 1 /);
      assert.match(text, /Effective dimension 4\\\.\d of 5 · 90% of the variance in 5 directions/);
      assert.ok(text.length < 20_000);
      await follow(text, 'ccaLens.inspect');
      await untilTabs('a.npy');
    });

    it('pins its array, and then leads from others to a comparison with it', async () => {
      const document = await script('np.load("a.npy"), np.load("b.npy")');
      const before = await hover(document, '"a.npy"');
      assert.doesNotMatch(before, /compareWithPinned/);
      await follow(before, 'ccaLens.pinReference');
      try {
        assert.doesNotMatch(await hover(document, '"a.npy"'), /compareWithPinned|pinReference/);
        const other = await hover(document, '"b.npy"');
        assert.match(other, /\[Compare with a\\\.npy\]/);
        await follow(other, 'ccaLens.compareWithPinned');
        await untilTabs('a.npy ↔ b.npy');
      } finally {
        await commands.executeCommand('ccaLens.unpinReference');
      }
    });

    it('is trusted with its own commands and no others', async () => {
      const document = await script('np.load("a.npy")');
      const hovers = await commands.executeCommand<Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        new Position(0, 10),
      );
      const [content] = hovers.flatMap(({ contents }) => contents).filter((one) => one instanceof MarkdownString);
      assert.deepEqual(content?.isTrusted, {
        enabledCommands: ['ccaLens.inspect', 'ccaLens.pinReference', 'ccaLens.compareWithPinned'],
      });
      assert.ok(!content.supportHtml);
    });

    it('lists the members of an archive, and shows the one that is taken', async () => {
      const document = await script('z = np.load("set.npz")\nx = np.load("set.npz")["fc1"]');
      const all = await hover(document, '"set.npz")\n');
      assert.match(all, /2 arrays\n\n- \[fc1\][^\n]*: \(6, 2\) float64\n- \[fc2\][^\n]*: \(6, 1\) float64/);
      const one = await hover(document, '"set.npz")["fc1"]');
      assert.match(one, /set\\\.npz::fc1\*\*\n\n\(6, 2\) · float64/);
      assert.match(one, /Effective dimension/);
    });

    it('shows the tensor that is taken of a file of torch.save, or of safetensors', async () => {
      const document = await script(
        'h = torch.load("net.pt", map_location="cpu")["h"][1][:5]\nall = torch.load("net.pt")["h"]\nx = load_file("net.safetensors")["fc"]',
      );
      const one = await hover(document, '"net.pt", map');
      assert.match(one, /net\\\.pt::h\\\.1\*\*\n\n\(6, 2\) · float32/);
      assert.match(one, /Effective dimension/);
      assert.match(await hover(document, '"net.pt")'), /2 arrays\n\n- \[h\\\.0\]/);
      assert.match(await hover(document, '"net.safetensors"'), /net\\\.safetensors::fc\*\*\n\n\(6, 2\) · float32/);
    });

    it('has no picture where there is none to have, and says why where that is a surprise', async () => {
      const document = await script('["labels.npy", "gap.npy", "huge.npy", "broken.npy"]');
      const labels = await hover(document, '"labels');
      assert.match(labels, /\(4,\) · float64/);
      assert.doesNotMatch(labels, /spectrum|data:/);
      const gap = await hover(document, '"gap');
      assert.match(gap, /NaN/);
      assert.doesNotMatch(gap, /data:/);
      const huge = await hover(document, '"huge');
      assert.match(huge, /128 MiB[^]*64\\\.0 MiB/);
      assert.doesNotMatch(huge, /data:/);
      const broken = await hover(document, '"broken');
      assert.match(broken, /broken\\\.npy[^]*numpy/);
      assert.doesNotMatch(broken, /command:/);
    });

    it('says nothing of a file that is not there, of other strings, and when it is switched off', async () => {
      const document = await script(
        'np.save("later.npy", x)\nprint("a.npy is")\nnp.load("a.npy")\nf"{i}.npy"\n# "a.npy"',
      );
      assert.equal(await hover(document, '"later.npy"'), '');
      assert.equal(await hover(document, '"a.npy is"'), '');
      assert.equal(await hover(document, '# "a.npy"'), '');
      assert.notEqual(await hover(document, '"a.npy")'), '');
      await setSetting('code.hover', false);
      assert.equal(await hover(document, '"a.npy")'), '');
    });

    it('follows the file when it changes', async () => {
      const file = await folder.array('changing.npy', 30, 2, 1);
      const document = await script('np.load("changing.npy")');
      assert.match(await hover(document, '"changing'), /\(30, 2\)[^]* of 2 ·/);
      await writeFile(file.fsPath, arrayBytes([3, 3], Float64Array.of(1, 2, 3, 5, 5, 7, 1, 0, 2)));
      assert.match(await hover(document, '"changing'), /\(3, 3\)[^]* of 2 ·/);
    });

    it('knows in a cell of a notebook what a cell above has given a name', async () => {
      const book = await notebook('root = "."', 'x = np.load(f"{root}/a.npy")');
      assert.match(await hover(book.cellAt(1).document, 'f"{root}/a.npy"'), /\(60, 5\)/);
      const edit = new WorkspaceEdit();
      const first = book.cellAt(0).document;
      edit.replace(first.uri, first.lineAt(0).range, 'root = input()');
      assert.ok(await workspace.applyEdit(edit));
      assert.equal(await hover(book.cellAt(1).document, 'f"{root}/a.npy"'), '');
    });

    it('finds files beside a notebook, from its cells', async () => {
      const book = await notebook('x = np.load("a.npy")');
      assert.match(await hover(book.cellAt(0).document, '"a.npy"'), /\(60, 5\)/);
    });

    it('finds files of the workspace folder, by absolute paths, and of no other folder', async () => {
      const elsewhere = await arrayFolder();
      const [root] = workspace.workspaceFolders ?? [];
      assert.ok(root);
      const inside = Uri.joinPath(root.uri, 'inside.npy');
      await writeFile(inside.fsPath, arrayBytes([3, 1], Float64Array.of(1, 2, 4)));
      try {
        const absolute = JSON.stringify(folder.uri('a.npy').fsPath);
        const document = await workspace.openTextDocument(
          await elsewhere.file('script.py', `"inside.npy", ${absolute}, "a.npy"`),
        );
        assert.match(await hover(document, '"inside.npy"'), /\*\*inside\\\.npy\*\*[^]*\(3, 1\)/);
        assert.match(await hover(document, absolute), /\(60, 5\)/);
        assert.equal(await hover(document, '"a.npy"'), '');
      } finally {
        await elsewhere.remove();
        await rm(inside.fsPath);
      }
    });
  });

  it('lead out of the workspace where that is trusted, and to another machine never', async () => {
    const elsewhere = await arrayFolder();
    try {
      const far = await elsewhere.array('far.npy', 4, 2, 1);
      const document = await script(`${JSON.stringify(far.fsPath)}, ${JSON.stringify(`/${far.fsPath}`)}`);
      const shown = await hover(document, JSON.stringify(far.fsPath));
      if (workspace.isTrusted) assert.match(shown, /\(4, 2\)/);
      else assert.equal(shown, '');
      assert.equal(await hover(document, JSON.stringify(`/${far.fsPath}`)), '');
      const beside = await workspace.openTextDocument(await elsewhere.file('script.py', '"far.npy"'));
      assert.equal((await hover(beside, '"far.npy"')) !== '', workspace.isTrusted);
    } finally {
      await elsewhere.remove();
    }
  });

  describe('a CodeLens', () => {
    it('stands above a function in which two files are named, and compares them', async () => {
      const document = await script(
        'x = np.load("c.npy")\n\ndef f():\n    a = np.load("a.npy")\n    return a, np.load("b.npy")\n',
      );
      assert.deepEqual(await titles(document), [[2, 'Compare a.npy with b.npy']]);
      const [lens] = await lenses(document);
      assert.deepEqual(
        (lens!.command!.arguments as ArrayAddress[]).map(({ path }) => basename(path)),
        ['a.npy', 'b.npy'],
      );
      await commands.executeCommand(lens!.command!.command, ...(lens!.command!.arguments ?? []));
      await untilTabs('a.npy ↔ b.npy');
    });

    it('offers an analysis of three and more', async () => {
      const document = await script('\na = "a.npy"\nb, c = "b.npy", "c.npy"\nagain = "a.npy"\n');
      assert.deepEqual(await titles(document), [
        [1, 'Compare a.npy with b.npy'],
        [1, 'Analyze 3 arrays'],
      ]);
    });

    it('counts what is there, in the innermost function, each file once', async () => {
      const document = await script(
        'def outer():\n    a = "a.npy"\n    def inner():\n        b = "b.npy"\n    a = "a.npy"\n    np.save("later.npy", a)\n',
      );
      assert.deepEqual(await titles(document), []);
    });

    it('compares two members of one archive', async () => {
      const document = await script('z = np.load("set.npz")["fc1"], np.load("set.npz")["fc2"]');
      assert.deepEqual(await titles(document), [[0, 'Compare set.npz::fc1 with set.npz::fc2']]);
    });

    it('compares two layers of one file of torch.save', async () => {
      const document = await script('z = torch.load("net.pt")["h"][0], torch.load("net.pt")["h"][1]');
      assert.deepEqual(await titles(document), [[0, 'Compare net.pt::h.0 with net.pt::h.1']]);
    });

    it('stands above a cell in which two files are named, in a function or not', async () => {
      const book = await notebook('import numpy as np', 'def f():\n    return np.load("a.npy")\ny = np.load("b.npy")');
      // Lenses are asked of what an editor shows.
      await window.showNotebookDocument(book);
      await until('showing the cells', async () => {
        const found = await titles(book.cellAt(1).document).catch(() => []);
        return found.join() === '0,Compare a.npy with b.npy';
      });
      assert.deepEqual(await titles(book.cellAt(0).document), []);
    });

    it('is gone when it is switched off, and comes with the file', async () => {
      const document = await script('"a.npy", "new.npy"');
      assert.deepEqual(await titles(document), []);
      await folder.array('new.npy', 60, 2, 5);
      assert.deepEqual(await titles(document), [[0, 'Compare a.npy with new.npy']]);
      await setSetting('code.codeLens', false);
      assert.deepEqual(await titles(document), []);
    });
  });

  it('takes nothing for an array that is none, whoever calls a command', async () => {
    for (const argument of [{ path: '/etc/passwd' }, { path: 'a.npy' }, { path: '' }, { path: 7 }, 'a.npy']) {
      const asked = commands.executeCommand('ccaLens.inspect', argument);
      let ended = false;
      void asked.then(() => (ended = true));
      await until('closing the picker', async () => {
        await commands.executeCommand('workbench.action.closeQuickOpen');
        return ended;
      });
    }
    await untilTabs();
  });
});
