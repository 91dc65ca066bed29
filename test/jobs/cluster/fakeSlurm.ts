import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Programs in the place of Slurm's, in a folder for the PATH: they write down their arguments, and answer as they are told. */
export interface FakeSlurm {
  folder: string;
  /** The arguments of each call of a program so far. */
  calls(name: 'sbatch' | 'scancel' | 'squeue'): string[][];
  /** What a program prints from now on, on both outputs, and its exit code. */
  answers(name: 'sbatch' | 'scancel' | 'squeue', answer: { out?: string; err?: string; code?: number }): void;
}

/** Makes such programs in a folder. sbatch answers 4242. */
export function fakeSlurm(folder: string): FakeSlurm {
  mkdirSync(folder, { recursive: true });
  const answers: FakeSlurm['answers'] = (name, answer) =>
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(answer));
  for (const name of ['sbatch', 'scancel', 'squeue'] as const) {
    const path = join(folder, name);
    const said = `const fs = require('node:fs'); const at = ${JSON.stringify(path)};
fs.appendFileSync(at + '.calls', JSON.stringify(process.argv.slice(1)) + '\\n');
const { out = '', err = '', code = 0 } = JSON.parse(fs.readFileSync(at + '.json', 'utf8'));
fs.writeSync(1, out); fs.writeSync(2, err); process.exitCode = code;`;
    writeFileSync(`${path}.program.js`, said);
    writeFileSync(path, `#!/bin/sh\nexec '${process.execPath}' -e "$(cat '${path}.program.js')" -- "$@"\n`);
    chmodSync(path, 0o755);
    answers(name, name === 'sbatch' ? { out: '4242\n' } : {});
  }
  const calls: FakeSlurm['calls'] = (name) => {
    const path = join(folder, `${name}.calls`);
    try {
      return readFileSync(path, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as string[]);
    } catch {
      return [];
    }
  };
  return { folder, calls, answers };
}
