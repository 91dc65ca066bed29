import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';

/** What the code of a notebook's cells printed, by the id of the cell; and the error that ended it, if one did. */
export interface NotebookRun {
  printed: Record<string, string>;
  error?: string;
}

/** A line of a `check` table: of a list its first value and the largest difference. */
export interface CheckedNumber {
  shown: number;
  recomputed: number;
  difference: number;
}

/**
 * Runs the code cells of each notebook one after the other, in the notebook's folder, as a kernel does. One process for all notebooks, since
 * the start of Python and numpy takes longer than most of them: a line of standard input asks for some, and a line of output answers.
 */
const driver = String.raw`
import contextlib, io, json, os, sys

if not os.environ.get("DRAWING"):
    sys.modules["matplotlib"] = None  # as where it is not installed


def run_notebook(path):
    scope, run = {"__name__": "__main__"}, {"printed": {}}
    for cell in json.load(open(path, encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        out = io.StringIO()
        try:
            with contextlib.redirect_stdout(out):
                exec(compile("".join(cell["source"]), cell["id"], "exec"), scope)
        except Exception as error:
            run["error"] = f"{cell['id']}: {type(error).__name__}: {error}"
        run["printed"][cell["id"]] = out.getvalue()
        if "error" in run:
            break
    return run


for line in sys.stdin:
    asked = json.loads(line)
    os.chdir(asked["folder"])
    print(json.dumps([run_notebook(path) for path in asked["files"]]), flush=True)
`;

let found: boolean | undefined;

/** Whether there is a python3 with numpy; says on standard output, once a run, when there is none and what is then still tested. */
export function pythonWithNumpy(): boolean {
  if (found === undefined) {
    found = spawnSync('python3', ['-c', 'import numpy']).status === 0;
    if (!found)
      process.stdout.write('    (notebooks: no python3 with numpy; they are written and looked at, but not run)\n');
  }
  return found;
}

/** The process of `driver`, which ends with this one. */
interface Interpreter {
  ask(line: string): void;
  readonly answers: AsyncIterator<string>;
  said(): string;
}

/** With the stand-in of matplotlib, and without any. */
const interpreters = new Map<boolean, Interpreter>();

function startInterpreter(drawing: boolean): Interpreter {
  const child = spawn('python3', ['-c', driver], {
    // Its arrays are small: threads would only wait for each other.
    env: {
      ...process.env,
      OPENBLAS_NUM_THREADS: '1',
      ...(drawing && {
        DRAWING: '1',
        PYTHONPATH: fileURLToPath(new URL('drawing', import.meta.url)),
        PYTHONDONTWRITEBYTECODE: '1',
      }),
    },
  });
  let said = '';
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  return {
    ask: (line) => child.stdin.write(`${line}\n`),
    answers: createInterface(child.stdout)[Symbol.asyncIterator](),
    said: () => said,
  };
}

/**
 * Writes notebooks into a folder and runs them there, each with nothing of the others: without matplotlib, or `drawing`, with one that prints what is
 * drawn (test/notebook/drawing).
 */
export async function runNotebooks(folder: string, texts: readonly string[], drawing = false): Promise<NotebookRun[]> {
  const files = texts.map((text, i) => {
    const file = join(folder, `exported${i}.ipynb`);
    writeFileSync(file, text);
    return file;
  });
  const interpreter = interpreters.get(drawing) ?? startInterpreter(drawing);
  interpreters.set(drawing, interpreter);
  interpreter.ask(JSON.stringify({ folder, files }));
  const { value, done } = await interpreter.answers.next();
  if (done) throw new Error(`python3 has ended: ${interpreter.said()}`);
  return JSON.parse(value) as NotebookRun[];
}

/** Every line of every `check` table of a run. */
export function checkedNumbers({ printed }: NotebookRun): Record<string, CheckedNumber> {
  const numbers: Record<string, CheckedNumber> = {};
  for (const text of Object.values(printed)) {
    for (const line of text.split('\n')) {
      const match = /^(\S.*?)(?: \(\d+\))?\s+(\S+)\s+(\S+)\s+(\d\.\de[-+]\d+|nan)$/.exec(line);
      if (!match) continue;
      const [shown, recomputed, difference] = match.slice(2).map(Number) as [number, number, number];
      numbers[match[1]!] = { shown, recomputed, difference };
    }
  }
  return numbers;
}

/** A figure as the stand-in of matplotlib has printed it; a number that is not there is null. */
export interface DrawnFigure {
  title: string;
  x: string;
  y: string;
  lines: {
    label: string | null;
    places: number[];
    values: (number | null)[];
    colour: string | number[];
    dash: string;
  }[];
  legend: string[] | false;
  limits?: [number | null, number | null];
  bars?: { label: string; values: number[] };
  map?: { values: (number | null)[][]; limits: [number, number]; cmap: string };
  bar?: { label: string; names?: string[] };
  columns?: { names: string[]; places: number[] };
  rows?: { names: string[]; places: number[] };
}

/** Every figure of a run, in order. */
export function drawnFigures({ printed }: NotebookRun): DrawnFigure[] {
  const lines = Object.values(printed).flatMap((text) => text.split('\n'));
  return lines.flatMap((line) => (line.startsWith('FIGURE ') ? [JSON.parse(line.slice(7)) as DrawnFigure] : []));
}
