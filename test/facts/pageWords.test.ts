import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { pageWords } from '../../src/facts/pageWords';
import { projectFolder } from '../workbench/paths';

/** Rooms whose sentences pages may show; what the command line alone says is elsewhere. */
const rooms = ['analysis', 'facts', 'formats', 'jobs', 'similarity', 'vscode'];
/** Converting, reading as bfloat16 against a file's type, and sums over rows are asked on the command line alone; schemas and this rule speak of flags. */
const others =
  /names\/globs\.ts$|convertArray\.ts$|formats\/errors\.ts$|collectGarbage\.ts$|pageWords\.ts$|measures\/dft\.ts$|jobs\/rows\//;

describe('words of pages', () => {
  it('leaves the command line out of parentheses', () => {
    assert.equal(pageWords('Turn both (--orientation neurons).'), 'Turn both.');
    assert.equal(
      pageWords('raise it (setting ccaLens.memoryBudget, or --memory) for more.'),
      'raise it (setting ccaLens.memoryBudget) for more.',
    );
    assert.equal(
      pageWords('keep fewer (--svcca-dims, or a smaller share of variance), or more'),
      'keep fewer (a smaller share of variance), or more',
    );
    assert.equal(pageWords('x (--transpose-a in place of --no-transpose-a and --transpose-b).'), 'x.');
  });

  it('leaves other parentheses alone, those of names too', () => {
    for (const text of ['run (--lr=0.1).npy has 5 samples.', 'a (5, 3) b', 'a (1).npy'])
      assert.equal(pageWords(text), text);
  });

  it('leaves no flag in any sentence that pages may show', () => {
    const left = rooms.flatMap((room) => {
      const folder = join(projectFolder, 'src', room);
      const files = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.endsWith('.ts'));
      return files.flatMap((name) => {
        if (others.test(`${room}/${name}`)) return [];
        const lines = readFileSync(join(folder, name), 'utf8').split('\n');
        return lines.flatMap((whole) => {
          const line = whole.replace(/\$\{[^{}]*\}/g, 'x');
          // Comments may, and the parts that flagsOf joins stand in parentheses.
          if (/^\s*(\*|\/\/|\/\*)/.test(line) || !/['"`].*(?:^|[ (])--[a-z]/.test(line)) return [];
          return / --[a-z]|\(--[a-z]/.test(pageWords(line)) ? [`${room}/${name}: ${line.trim()}`] : [];
        });
      });
    });
    assert.deepEqual(left, []);
  });
});
